import type { JsonObject } from '../../contract/json.ts';
import type { Store } from '../../contract/store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { episode, fact, fill, item, ledgerEvent } from '../samples.ts';
import { scramble } from '../scramble.ts';
import { underWay } from '../under-way.ts';

/** A type of record with everything in it that could be shared. */
interface SharedRecord {
  readonly name: string;
  readonly id: string;
  /** A new record each time, and how it is written. */
  readonly make: () => { readonly given: object; readonly write: (store: Store) => Promise<unknown> };
  readonly read: (store: Store) => Promise<unknown>;
}

const REF = { handle: 'a', mediaType: 'text/plain', sizeBytes: 1, label: 'L', contentHash: 'a'.repeat(64) };

function json(): JsonObject {
  return { deep: { list: [1, { x: 'y' }] } };
}

function shared<T extends object>(
  name: string,
  id: string,
  make: () => T,
  write: (store: Store, record: T) => Promise<unknown>,
  read: (store: Store) => Promise<unknown>,
): SharedRecord {
  const makeOne = (): ReturnType<SharedRecord['make']> => {
    const given = make();
    return { given, write: async (store) => await write(store, given) };
  };
  return { name, id, make: makeOne, read };
}

const RECORDS: readonly SharedRecord[] = [
  shared(
    'an event', 'event',
    () => item('id-1', { metadata: json(), artifactRef: { ...REF } }),
    async ({ events }, record) => await events.append(record),
    async ({ events }) => [await events.get('id-1'), ...(await events.all()), ...(await collect(events.stream()))],
  ),
  shared(
    'events in a batch', 'event-batch',
    () => [item('id-1', { metadata: json() }), item('id-2', { metadata: json() })],
    async ({ events }, records) => await events.appendMany(records),
    async ({ events }) => await events.all(),
  ),
  shared(
    'a ledger event', 'ledger-event',
    () => ledgerEvent('id-1', { payload: json(), createdAt: new Date('2020-01-01T00:00:00.000Z') }),
    async ({ ledger }, record) => await ledger.append(record),
    async ({ ledger }) => [await ledger.get('id-1'), ...(await ledger.events()), ...(await collect(ledger.stream()))],
  ),
  shared(
    'ledger events in a batch', 'ledger-event-batch',
    () => [ledgerEvent('id-1', { payload: json() }), ledgerEvent('id-2', { payload: json() })],
    async ({ ledger }, records) => await ledger.appendMany(records),
    async ({ ledger }) => await ledger.events(),
  ),
  shared(
    'an episode', 'episode',
    () => episode('id-1', { tags: ['a', 'b'], metadata: json() }),
    async ({ episodes }, record) => await episodes.add(record),
    async ({ episodes }) => [await episodes.get('id-1'), ...(await episodes.all()), ...(await episodes.latest()), ...(await episodes.search('summary'))],
  ),
  shared(
    'a fact', 'fact',
    () => fact('id-1', { tags: ['a', 'b'], metadata: json() }),
    async ({ facts }, record) => await facts.put(record),
    async ({ facts }) => [await facts.get('id-1'), ...(await facts.all()), ...(await facts.getByKey('key'))],
  ),
];

/** Nothing that was passed in or given back is shared with what is stored. */
export const aliasingCases: readonly ConformanceCase[] = [
  ...RECORDS.flatMap(({ name, id, make, read }) => [
    defineCase(`aliasing.given.${id}`, 'values.aliasing', `${name} may be changed as soon as the call has been made`, async (kit) => {
      const store = await kit.open();
      const reference = store.withScope('reference');
      await make().write(reference);
      const expected = await read(reference);
      const { given, write } = make();
      const written = underWay(write(store));
      scramble(given);
      await kit.expect.resolves(() => written, `${name}, changed while it was being written`);
      kit.expect.equal(await read(store), expected, `${name}, changed while it was being written`);
    }),
    defineCase(`aliasing.returned.${id}`, 'values.aliasing', `${name} that was returned may be changed`, async (kit) => {
      const store = await kit.open();
      await make().write(store);
      const expected = structuredClone(await read(store));
      scramble(await read(store));
      kit.expect.equal(await read(store), expected, `${name}, read again after what was read first was changed`);
      await store.withScope('other').facts.put(fact('f'));
      kit.expect.equal(await read(store), expected, `${name}, read after another write`);
    }),
    defineCase(`aliasing.frozen.${id}`, 'values.aliasing', `${name} may be frozen, and is left as it was`, async (kit) => {
      const store = await kit.open();
      const { given, write } = make();
      const before = structuredClone(given);
      freeze(given);
      await kit.expect.resolves(() => write(store), `the write of ${name} that is frozen`);
      kit.expect.equal(given, before, `${name} after it was written`);
    }),
  ]),
  defineCase('aliasing.lists', 'values.aliasing', 'lists that were returned may be changed', async (kit) => {
    const store = await kit.open();
    await fill(store);
    const reads: readonly (readonly [name: string, read: () => Promise<unknown>])[] = [
      ['scopes', async () => await store.scopes()],
      ['ledger.runs', async () => await store.ledger.runs()],
      ['facts.listKeys', async () => await store.facts.listKeys()],
      ['artifacts.listRefs', async () => await store.artifacts.listRefs()],
      ['artifacts.ref', async () => await store.artifacts.ref('result:1')],
      ['ledger.append', async () => await store.ledger.append(ledgerEvent('l1', { runId: 'run-1' }))],
    ];
    for (const [name, read] of reads) {
      const expected = structuredClone(await read());
      scramble(await read());
      kit.expect.equal(await read(), expected, `${name} after its first answer was changed`);
    }
  }),
  defineCase('aliasing.queries', 'values.aliasing', 'a query may be changed as soon as the call has been made', async (kit) => {
    const { events, ledger } = await kit.open();
    await events.appendMany([item('a', { kind: 'A' }), item('b', { kind: 'B' })]);
    await ledger.appendMany([ledgerEvent('a', { kind: 'A' }), ledgerEvent('b', { kind: 'B' })]);
    for (const [name, log] of [['events', events], ['ledger', ledger]] as const) {
      const query = { kinds: ['B'], limit: 1 };
      const asked = underWay<readonly { readonly id: string }[]>(log.query(query));
      scramble(query);
      const found = await kit.expect.resolves(() => asked, `${name}.query whose query was changed after the call`);
      kit.expect.equal(found.map(({ id }) => id), ['b'], `${name}.query whose query was changed after the call`);
      const streamed = { kinds: ['B'], limit: 1 };
      const stream = log.stream(streamed);
      scramble(streamed);
      kit.expect.equal((await collect<{ readonly id: string }>(stream)).map(({ id }) => id), ['b'], `${name}.stream whose query was changed before the first step`);
    }
    const options = { expectedOffset: 2 };
    const appended = underWay(events.append(item('c'), options));
    options.expectedOffset = 9;
    kit.expect.equal(await appended, 3, 'an append whose expectedOffset was changed after the call');
  }),
];

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  for (const member of Object.values(value)) freeze(member);
  Object.freeze(value);
}
