import type { Store } from '@cw/store-core';
import { item, ledgerEvent } from './content.ts';

/** Where the store of a workload is, and its snapshot. The folder `data` is created with it. */
export const STORE = '/data/store';
export const COPY = '/data/copy';

/** A call, or several that are made together and share one write. */
export interface Step {
  readonly what: string;
  run(store: Store): Promise<unknown>;
}

/** A batch that is larger than what is turned into bytes at once. */
export const LARGE: readonly Step[] = [
  { what: 'an append', run: async ({ events }) => await events.append(item('first')) },
  { what: 'a batch in several pieces', run: async ({ events }) => await events.appendMany(['a', 'b', 'c'].map((id) => item(id, id.repeat(4_000_000)))) },
  { what: 'another append', run: async ({ events }) => await events.append(item('last')) },
];

/** What comes into being with the first writes to a store. */
export const FIRST: readonly Step[] = [
  { what: 'an append', run: async ({ events }) => await events.append(item('e1')) },
  { what: 'an artifact in another scope', run: async (store) => await store.withScope('Other Scope').artifacts.put('a', 'bytes') },
];

/** Some of everything that a store can be asked to write. */
export const STEPS: readonly Step[] = [
  { what: 'an append', run: async ({ events }) => await events.append(item('e1')) },
  { what: 'a batch', run: async ({ events }) => await events.appendMany([item('e2'), item('e3', ''), item('e4', 'a longer text '.repeat(20))]) },
  { what: 'appends in a group', run: async ({ events }) => await Promise.all(['e5', 'e6', 'e7'].map(async (id) => await events.append(item(id)))) },
  { what: 'a batch of many', run: async ({ events }) => await events.appendMany(numbered(24, (id) => item(`m${id}`, 'x'.repeat((id * 37) % 300)))) },
  { what: 'a long event', run: async ({ events }) => await events.append(item('long', 'y'.repeat(5000))) },
  { what: 'an event in another scope', run: async (store) => await store.withScope('Other Scope').events.append(item('o1')) },
  { what: 'events of a ledger', run: async ({ ledger }) => await ledger.appendMany(numbered(4, (id) => ledgerEvent(`l${id}`, `run-${id % 2}`))) },
  { what: 'one more of them', run: async ({ ledger }) => await ledger.append(ledgerEvent('l9', 'run-1')) },
  { what: 'a new artifact', run: async ({ artifacts }) => await artifacts.put('plain', new Uint8Array(132_000).fill(1)) },
  { what: 'an artifact in its place', run: async ({ artifacts }) => await artifacts.put('plain', new Uint8Array(133_000).fill(2), { label: 'two' }) },
  { what: 'a fact', run: async ({ facts }) => await facts.put({ factId: 'f1', key: 'k', value: 'old' }) },
  { what: 'a fact in its place', run: async ({ facts }) => await facts.put({ factId: 'f1', key: 'k', value: 'new' }) },
  { what: 'an artifact in another scope', run: async (store) => await store.withScope('third').artifacts.put('x'.repeat(300), 'under a long handle') },
  { what: 'an artifact in its place', run: async (store) => await store.withScope('third').artifacts.put('x'.repeat(300), '') },
  { what: 'the delete of an artifact', run: async ({ artifacts }) => await artifacts.delete('plain') },
  { what: 'the same artifact anew', run: async ({ artifacts }) => await artifacts.put('plain', 'short') },
  { what: 'an episode', run: async ({ episodes }) => await episodes.add({ episodeId: 'p1', summary: 'first' }) },
  { what: 'the delete of an episode', run: async ({ episodes }) => await episodes.delete('p1') },
  { what: 'the reset of a run', run: async ({ ledger }) => await ledger.reset({ runId: 'run-0' }) },
  { what: 'an append after it', run: async ({ ledger }) => await ledger.append(ledgerEvent('l2', 'run-3')) },
  { what: 'the reset of a ledger', run: async ({ ledger }) => await ledger.reset() },
  { what: 'the first after it', run: async ({ ledger }) => await ledger.append(ledgerEvent('l0', 'run-4')) },
  ...numbered(3, (id) => ({
    what: `a large fact in its place, ${id}`,
    run: async ({ facts }: Store) => await facts.put({ factId: 'large', key: 'k', value: `${id}`.repeat(34_000) }),
  })),
  { what: 'a fact after the compaction', run: async ({ facts }) => await facts.put({ factId: 'f2', key: 'k', value: 'v' }) },
  { what: 'a snapshot', run: async (store) => await store.snapshot(COPY) },
  { what: 'an append after it', run: async ({ events }) => await events.append(item('end')) },
];

/** Of these, some that each collection's index goes through: records that come, go and are replaced, and logs that are written anew. */
export const INDEXED: readonly Step[] = STEPS.filter(({ what }) => ['an append', 'a batch', 'events of a ledger', 'a fact', 'a fact in its place', 'the reset of a run', 'the reset of a ledger'].includes(what));

function numbered<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => make(number));
}
