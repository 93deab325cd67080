import { LARGEST_JSON, TOO_LARGE_JSON, nested, nestedArrays } from '../big-values.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { LIMITS } from '../../limits.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { LEGAL_JSON, NO_JSON, NO_JSON_OBJECTS, structuralFaults } from '../hostile-json.ts';
import { JSON_MEMBERS } from '../json-members.ts';
import type { JsonMember } from '../json-members.ts';
import { isSameText } from '../long-text.ts';
import { item, wrong } from '../samples.ts';

/** Metadata and payloads. */
export const valuesJsonCases: readonly ConformanceCase[] = [
  ...JSON_MEMBERS.flatMap((member) => [
    caseFor(member, 'legal', 'values.json', 'keeps legal JSON, without undefined members and negative zero', keepsLegal),
    caseFor(member, 'bad', 'values.json', 'refuses what JSON cannot hold, naming the path', refusesBad),
    caseFor(member, 'key-order', 'values.json-order', 'comes back in canonical key order at every level', keyOrder),
    caseFor(member, 'depth', 'values.limits', 'nests 64 levels and not 65', depth),
  ]),
  defineCase('values.json.largest', 'values.limits', 'JSON of exactly 16 MiB is kept, and a byte more refused', async (kit) => {
    const store = await kit.open();
    const error = await kit.expect.rejects(async () => await store.events.append(item('e1', { metadata: TOO_LARGE_JSON })), 'INVALID_VALUE', 'metadata of 16 MiB and a byte');
    isInvalidValueAt(kit.expect, error, 'metadata', 'metadata of 16 MiB and a byte');
    await kit.expect.resolves(() => store.events.append(item('e1', { metadata: LARGEST_JSON })), 'metadata of 16 MiB');
    isSameText(kit.expect, (await store.events.get('e1')).metadata['a'], LARGEST_JSON.a, 'the text in metadata of 16 MiB');
  }),
  defineCase('values.json.repeated-large', 'values.limits', 'an object in many places counts as often as it is written', async (kit) => {
    const store = await kit.open();
    let value: unknown = 'x'.repeat(1024 * 1024);
    for (let level = 0; level < 5; level += 1) value = [value, value];
    await kit.expect.rejects(async () => await store.events.append(item('e1', { metadata: { list: wrong(value) } })), 'INVALID_VALUE', 'metadata of 32 MiB in all');
  }),
  defineCase('values.json.to-json', 'values.json', 'toJSON is never called', async (kit) => {
    const store = await kit.open();
    let calls = 0;
    const toJSON = (): string => {
      calls += 1;
      return 'converted';
    };
    class Convertible {
      readonly toJSON = toJSON;
    }
    for (const value of [{ toJSON }, new Convertible(), [{ toJSON }]]) {
      const metadata = { a: wrong<string>(value) };
      await kit.expect.rejects(async () => await store.events.append(item('e1', { metadata })), 'INVALID_VALUE', 'a value with a toJSON method');
    }
    await store.events.append(item('e2', { metadata: { toJSON: 'a string' } }));
    kit.expect.equal((await store.events.get('e2')).metadata, { toJSON: 'a string' }, 'a member that is named toJSON');
    kit.expect.equal(calls, 0, 'calls of toJSON');
  }),
  defineCase('values.json.path', 'values.json', 'the path goes from the record to the very value', async (kit) => {
    const store = await kit.open();
    const error = await kit.expect.rejects(
      async () => await store.events.append(item('e1', { metadata: wrong({ calls: [0, 1, 2, { at: new Date(0) }] }) })),
      'INVALID_VALUE',
      'a Date in metadata',
    );
    isInvalidValueAt(kit.expect, error, 'metadata.calls[3].at', 'a Date in metadata');
  }),
];

type Body = (kit: CaseContext, member: JsonMember) => Promise<void>;

function caseFor(member: JsonMember, id: string, requirement: string, statement: string, body: Body): ConformanceCase {
  return defineCase(`values.json.${id}.${member.id}`, requirement, `${member.name} ${statement}`, async (kit) => await body(kit, member));
}

async function keepsLegal(kit: CaseContext, { name, write, read }: JsonMember): Promise<void> {
  const store = await kit.open();
  for (const [index, [what, given]] of LEGAL_JSON.entries()) await kit.expect.resolves(() => write(store, wrong(given), index), `${name} written: ${what}`);
  for (const [index, [what, , stored]] of LEGAL_JSON.entries()) kit.expect.equal(await read(store, index), stored, `${name}: ${what}`);
}

async function refusesBad(kit: CaseContext, { name, path, write }: JsonMember): Promise<void> {
  const store = await kit.open();
  const refused = async (what: string, value: unknown, at: string | null): Promise<void> => {
    const error = await kit.expect.rejects(async () => await write(store, wrong(value), 0), 'INVALID_VALUE', `${name}: ${what}`);
    if (at !== null) isInvalidValueAt(kit.expect, error, at, `${name}: ${what}`);
  };
  await kit.expect.unchanged(store, async () => {
    for (const [what, value] of NO_JSON) {
      // A bad key has no one right way to be written in a path.
      const keyed = what.includes('key');
      await refused(`${what} in an object`, { ok: 1, deep: { at: value } }, keyed ? null : `${path}.deep.at`);
      await refused(`${what} in an array`, { list: [0, value] }, keyed ? null : `${path}.list[1]`);
    }
    for (const [what, value] of NO_JSON_OBJECTS) await refused(what, value, path);
    for (const [what, value, at] of structuralFaults()) await refused(what, value, `${path}${at}`);
    await refused('a __proto__ key', JSON.parse('{"__proto__":1}'), null);
  }, `refused values of ${name}`);
}

async function keyOrder(kit: CaseContext, { name, write, read }: JsonMember): Promise<void> {
  const store = await kit.open();
  // Canonical order is that of UTF-16 units: U+1F600 comes before U+FF5E.
  const sorted = ['', ' ', 'A', 'B', '_', 'a', 'a b', 'aa', 'b', '\u00e9', '\ud83d\ude00', '\uff5e'];
  const backwards = Object.fromEntries(sorted.toReversed().map((key) => [key, 0]));
  await write(store, { ...backwards, a: { ...backwards }, b: [{ ...backwards }] }, 0);
  const value = await read(store, 0);
  kit.expect.equal(keysOf(value), sorted, `${name}: keys in the order returned`);
  kit.expect.equal(keysOf(memberOf(value, 'a')), sorted, `${name}: keys of an inner object`);
  kit.expect.equal(keysOf(memberOf(memberOf(value, 'b'), '0')), sorted, `${name}: keys of an object in an array`);
}

async function depth(kit: CaseContext, { name, path, write, read }: JsonMember): Promise<void> {
  const store = await kit.open();
  for (const [index, build] of [nested, nestedArrays].entries()) {
    await kit.expect.resolves(() => write(store, wrong(build(LIMITS.jsonDepth)), index), `${name} of 64 levels`);
    kit.expect.equal(await read(store, index), build(LIMITS.jsonDepth), `${name}: 64 levels`);
    const error = await kit.expect.rejects(async () => await write(store, wrong(build(LIMITS.jsonDepth + 1)), 9), 'INVALID_VALUE', `${name}: 65 levels`);
    kit.expect.ok('path' in error && typeof error.path === 'string' && error.path.startsWith(path), `${name}: the path of too deep JSON begins with ${path}`);
    await kit.expect.rejects(async () => await write(store, wrong(build(100_000)), 9), 'INVALID_VALUE', `${name}: 100,000 levels`);
  }
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
