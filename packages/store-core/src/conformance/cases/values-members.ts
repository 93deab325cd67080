import { LIMITS } from '../../limits.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { RECORDS } from '../records.ts';
import type { RecordType } from '../records.ts';
import { episode, fact, item, ledgerEvent, wrong } from '../samples.ts';

/** What a record as a whole may look like. */
export const valuesMembersCases: readonly ConformanceCase[] = [
  ...RECORDS.flatMap((record) => [
    caseFor(record, 'unknown', 'refuses a member that the type does not know', unknownMember),
    caseFor(record, 'required', 'needs its required members', requiredMember),
    caseFor(record, 'undefined', 'takes an optional member given as undefined as not given', undefinedMember),
    caseFor(record, 'null', 'takes null only where the type does', nullMember),
    caseFor(record, 'no-object', 'is refused where it is no object', noObject),
  ]),
  ...RECORDS.filter(({ sensitivity }) => sensitivity).map((record) => caseFor(record, 'sensitivity', 'has one of the four sensitivities', sensitivity)),
  ...RECORDS.filter(({ tags }) => tags).map((record) => caseFor(record, 'tags', 'keeps its tags in order, repetitions included, up to 10,000', tags)),
  defineCase('values.members.offset', 'values.members', 'what was read can be appended elsewhere: `offset` is ignored', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('copy');
    await view.events.append(item('first'));
    await view.ledger.append(ledgerEvent('first'));
    await store.events.append(item('e1', { metadata: { a: 1 } }));
    await store.ledger.append(ledgerEvent('l1'));
    const stored = await store.events.get('e1');
    const logged = await store.ledger.get('l1');
    const offset = await kit.expect.resolves(() => view.events.append(stored), 'an append of what was read');
    kit.expect.equal(offset, 2, 'the offset elsewhere');
    kit.expect.equal(await view.events.get('e1'), { ...stored, offset: 2 }, 'the event elsewhere');
    kit.expect.equal(await view.ledger.append(logged), { offset: 2, appended: true }, 'the ledger offset elsewhere');
    kit.expect.equal(await view.ledger.get('l1'), { ...logged, offset: 2 }, 'the ledger event elsewhere');
    kit.expect.equal(await store.ledger.append(logged), { offset: 1, appended: false }, 'the ledger event once more');
  }),
  defineCase('values.members.no-offset-elsewhere', 'values.members', '`offset` is unknown to episodes and facts', async (kit) => {
    const store = await kit.open();
    const badEpisode = await kit.expect.rejects(async () => await store.episodes.add(wrong({ ...episode('e1'), offset: 1 })), 'INVALID_VALUE', 'an episode with an offset');
    isInvalidValueAt(kit.expect, badEpisode, 'offset', 'an episode with an offset');
    const badFact = await kit.expect.rejects(async () => await store.facts.put(wrong({ ...fact('f1'), offset: 1 })), 'INVALID_VALUE', 'a fact with an offset');
    isInvalidValueAt(kit.expect, badFact, 'offset', 'a fact with an offset');
  }),
  defineCase('values.members.batch-path', 'values.members', 'in a batch the path begins with the place of the record', async (kit) => {
    const store = await kit.open();
    const inEvents = await kit.expect.rejects(
      async () => await store.events.appendMany([item('a'), item('b'), item('')]), 'INVALID_VALUE', 'an event without id in a batch');
    isInvalidValueAt(kit.expect, inEvents, 'items[2].id', 'an event without id in a batch');
    const inLedger = await kit.expect.rejects(
      async () => await store.ledger.appendMany([ledgerEvent('a', { payload: { x: wrong(NaN) } })]), 'INVALID_VALUE', 'NaN in a payload in a batch');
    isInvalidValueAt(kit.expect, inLedger, 'events[0].payload.x', 'NaN in a payload in a batch');
    for (const [what, value] of [['null', null], ['a string', 'x'], ['undefined', undefined]] as const) {
      const error = await kit.expect.rejects(async () => await store.events.appendMany([item('a'), wrong(value)]), 'INVALID_VALUE', `${what} in a batch`);
      isInvalidValueAt(kit.expect, error, 'items[1]', `${what} in a batch`);
    }
    kit.expect.equal(await store.scopes(), [], 'scopes after refused batches');
  }),
  defineCase('values.members.no-batch', 'values.members', 'a batch that is no array is refused', async (kit) => {
    const store = await kit.open();
    for (const [what, value] of [['null', null], ['undefined', undefined], ['an object', {}], ['a string', 'ab'], ['a Set', new Set()]] as const) {
      const inEvents = await kit.expect.rejects(async () => await store.events.appendMany(wrong(value)), 'INVALID_VALUE', `events.appendMany of ${what}`);
      isInvalidValueAt(kit.expect, inEvents, 'items', `events.appendMany of ${what}`);
      const inLedger = await kit.expect.rejects(async () => await store.ledger.appendMany(wrong(value)), 'INVALID_VALUE', `ledger.appendMany of ${what}`);
      isInvalidValueAt(kit.expect, inLedger, 'events', `ledger.appendMany of ${what}`);
    }
  }),
];

type Body = (kit: CaseContext, record: RecordType) => Promise<void>;

function caseFor(record: RecordType, id: string, statement: string, body: Body): ConformanceCase {
  return defineCase(`values.members.${id}.${record.id}`, 'values.members', `${record.name} ${statement}`, async (kit) => await body(kit, record));
}

async function refused(kit: CaseContext, record: RecordType, value: unknown, path: string, what: string): Promise<void> {
  const store = await kit.open();
  const error = await kit.expect.rejects(async () => await record.write(store, wrong(value)), 'INVALID_VALUE', `${record.name}: ${what}`);
  isInvalidValueAt(kit.expect, error, path, `${record.name}: ${what}`);
  kit.expect.equal(await store.scopes(), [], `scopes after ${record.name} was refused: ${what}`);
  await store.close();
}

async function unknownMember(kit: CaseContext, record: RecordType): Promise<void> {
  for (const member of ['unknown', 'Id', 'createdat', 'toString']) {
    await refused(kit, record, { ...record.smallest, [member]: 'x' }, member, `the unknown member ${member}`);
  }
  await refused(kit, record, { ...record.smallest, [Symbol('own')]: 'x' }, 'Symbol(own)', 'a member under a symbol');
  const store = await kit.open();
  await kit.expect.rejects(async () => await record.write(store, wrong({ ...record.smallest, ...ownProto() })), 'INVALID_VALUE', `${record.name}: a __proto__ member`);
}

async function requiredMember(kit: CaseContext, record: RecordType): Promise<void> {
  for (const member of record.required) {
    const { [member]: _, ...rest } = record.smallest;
    await refused(kit, record, rest, member, `without ${member}`);
    await refused(kit, record, { ...rest, [member]: undefined }, member, `${member} is undefined`);
  }
}

async function undefinedMember(kit: CaseContext, record: RecordType): Promise<void> {
  const store = await kit.open();
  const sparse = { ...record.smallest, ...Object.fromEntries(record.optional.map((member) => [member, undefined])) };
  await kit.expect.resolves(() => record.write(store, wrong(sparse)), `${record.name} with undefined members`);
  const given = await record.read(store);
  const other = store.withScope('other');
  await record.write(other, wrong(record.smallest));
  kit.expect.equal(given, await record.read(other), `${record.name} with undefined members, against one without them`);
}

async function nullMember(kit: CaseContext, record: RecordType): Promise<void> {
  for (const member of [...record.required, ...record.optional]) {
    if (record.nullable.includes(member)) continue;
    await refused(kit, record, { ...record.smallest, [member]: null }, member, `${member} is null`);
  }
  const store = await kit.open();
  await record.write(store, wrong({ ...record.smallest, ...Object.fromEntries(record.nullable.map((member) => [member, null])) }));
  const stored = await record.read(store);
  for (const member of record.nullable) kit.expect.equal(Reflect.get(stored, member), null, `${record.name}: ${member} given as null`);
}

async function noObject(kit: CaseContext, record: RecordType): Promise<void> {
  const values: readonly (readonly [string, unknown])[] = [['null', null], ['undefined', undefined], ['a string', 'x'], ['a number', 1], ['an array', []], ['a function', () => record.smallest]];
  for (const [what, value] of values) await refused(kit, record, value, record.argument, what);
}

async function sensitivity(kit: CaseContext, record: RecordType): Promise<void> {
  for (const value of ['public', 'internal', 'confidential', 'restricted']) {
    const store = await (await kit.newPlace()).open();
    await record.write(store, wrong({ ...record.smallest, sensitivity: value }));
    kit.expect.equal(Reflect.get(await record.read(store), 'sensitivity'), value, `${record.name}: sensitivity`);
  }
  for (const value of ['', 'Public', 'secret', 0, true, []]) {
    await refused(kit, record, { ...record.smallest, sensitivity: value }, 'sensitivity', `sensitivity ${JSON.stringify(value)}`);
  }
}

async function tags(kit: CaseContext, record: RecordType): Promise<void> {
  const sparse: unknown[] = ['a'];
  sparse[2] = 'c';
  const refusals: readonly (readonly [string, unknown, string])[] = [
    ['a string', 'ab', 'tags'], ['an object', {}, 'tags'], ['a Set', new Set(['a']), 'tags'],
    ['undefined within', ['a', undefined], 'tags[1]'], ['a hole', sparse, 'tags[1]'], ['a number within', [1], 'tags[0]'],
    ['one tag too many', Array.from({ length: LIMITS.tags + 1 }, () => 't'), 'tags'],
  ];
  for (const [what, value, path] of refusals) await refused(kit, record, { ...record.smallest, tags: value }, path, `tags: ${what}`);
  const store = await kit.open();
  await record.write(store, wrong({ ...record.smallest, tags: ['b', 'a', 'b', 'A'] }));
  kit.expect.equal(Reflect.get(await record.read(store), 'tags'), ['b', 'a', 'b', 'A'], `${record.name}: tags`);
  const many = Array.from({ length: LIMITS.tags }, (_, index) => `t${index}`);
  const other = store.withScope('other');
  await record.write(other, wrong({ ...record.smallest, tags: many }));
  kit.expect.equal(Reflect.get(await record.read(other), 'tags'), many, `${record.name}: 10,000 tags`);
}

function ownProto(): Record<string, unknown> {
  return wrong(JSON.parse('{"__proto__":"x"}'));
}
