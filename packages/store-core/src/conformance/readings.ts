import type { Store } from '../contract/store.ts';
import { isStoreError } from '../errors.ts';
import { hex } from './picks.ts';

/** What each read of a store gave: a value as JSON, or the code of the error that it was refused with. */
export type Readings = ReadonlyMap<string, string>;

/** What makes a small store with some of everything, in two scopes: each of these is one write. */
export const SMALL_STEPS: readonly ((store: Store) => Promise<unknown>)[] = [
  async ({ events }) => await events.append({ id: 'a', kind: 'user_turn', text: '' }),
  async ({ events }) => await events.appendMany([{ id: 'b', kind: 'agent_msg', text: 'x', parentId: 'a' }, { id: 'c', kind: 'agent_msg', text: '\ufffd' }]),
  async ({ ledger }) => await ledger.appendMany(['l1', 'l2', 'l3'].map((id, turn) => ({ id, runId: turn === 1 ? 'r2' : 'r1', turn, kind: 'step', actor: 'agent' }))),
  async ({ ledger }) => await ledger.reset({ runId: 'r2' }),
  async ({ artifacts }) => await artifacts.put('data', 'some bytes'),
  async ({ artifacts }) => await artifacts.put('Data', new Uint8Array(20).fill(7), { label: 'seven' }),
  async ({ episodes }) => await episodes.add({ episodeId: 'p1', summary: 'first of two' }),
  async ({ episodes }) => await episodes.add({ episodeId: 'p2', summary: 'second of two' }),
  async ({ episodes }) => await episodes.delete('p1'),
  async ({ facts }) => await facts.put({ factId: 'f1', key: 'k', value: 'old' }),
  async ({ facts }) => await facts.put({ factId: 'f1', key: 'k', value: 'new' }),
  async ({ facts }) => await facts.put({ factId: 'f2', key: 'l', value: '' }),
  async (store) => await store.withScope('Other').events.append({ id: 'a', kind: 'user_turn', text: 'other' }),
];

/** Makes a small store. */
export async function fillSmall(store: Store): Promise<void> {
  for (const step of SMALL_STEPS) await step(store);
}

function readsOf(store: Store): Readonly<Record<string, () => Promise<unknown>>> {
  const { events, ledger, artifacts, episodes, facts } = store;
  const other = store.withScope('Other');
  return {
    'events.all': async () => await events.all(),
    'events.count': async () => await events.count(),
    'events.latestOffset': async () => await events.latestOffset(),
    'events.tail': async () => await events.tail(2),
    'events.filterByKind': async () => await events.filterByKind('agent_msg'),
    'events.children': async () => await events.children('a'),
    'events.get a': async () => await events.get('a'),
    'events.get c': async () => await events.get('c'),
    'events.has b': async () => await events.has('b'),
    'ledger.events': async () => await ledger.events(),
    'ledger.runs': async () => await ledger.runs(),
    'ledger.eventsForRun': async () => await ledger.eventsForRun('r1'),
    'ledger.get l3': async () => await ledger.get('l3'),
    'ledger.latestOffset': async () => await ledger.latestOffset(),
    'artifacts.listRefs': async () => await artifacts.listRefs(),
    'artifacts.get data': async () => hex(await artifacts.get('data')),
    'artifacts.get Data': async () => hex(await artifacts.get('Data')),
    'artifacts.exists Data': async () => await artifacts.exists('Data'),
    'artifacts.ref Data': async () => await artifacts.ref('Data'),
    'artifacts.drilldown data': async () => await artifacts.drilldown('data', { type: 'head' }),
    'episodes.all': async () => await episodes.all(),
    'episodes.search': async () => await episodes.search('second'),
    'facts.all': async () => await facts.all(),
    'facts.listKeys': async () => await facts.listKeys(),
    'facts.getByKey': async () => await facts.getByKey('k'),
    'facts.get f1': async () => await facts.get('f1'),
    'other events.all': async () => await other.events.all(),
    scopes: async () => await store.scopes(),
  };
}

/** Makes every read of a store that {@link SMALL_STEPS} have made, for tests that damage what is stored. @throws what is no StoreError */
export async function readEverything(store: Store): Promise<Readings> {
  const readings = new Map<string, string>();
  for (const [what, read] of Object.entries(readsOf(store))) {
    try {
      readings.set(what, JSON.stringify(await read()));
    } catch (error) {
      if (!isStoreError(error)) throw error;
      readings.set(what, error.code);
    }
  }
  return readings;
}

/** The reads that gave another value than they should, or an error that does not tell of damage; not those that found less, or were refused for damage. */
export function wrongReadings(expected: Readings, found: Readings): readonly string[] {
  const wrong: string[] = [];
  for (const [what, value] of expected) {
    const outcome = found.get(what) ?? '';
    const refused = outcome === 'CORRUPT' || outcome === 'BACKEND' || outcome === 'SCHEMA_VERSION';
    if (outcome !== value && !refused && !isLess(outcome, value)) wrong.push(`${what}: ${outcome}`);
  }
  return wrong;
}

/** Whether something looks as if it had never been stored: only `verify` can tell then. */
function isLess(outcome: string, expected: string): boolean {
  if (/^[A-Z_]+$/.test(outcome)) return outcome.endsWith('_NOT_FOUND');
  if (/^[A-Z_]+$/.test(expected)) return false;
  const found: unknown = JSON.parse(outcome);
  const all: unknown = JSON.parse(expected);
  if (typeof found === 'number' && typeof all === 'number') return found < all;
  if (found === false && all === true) return true;
  if (!Array.isArray(found) || !Array.isArray(all)) return false;
  const known = new Set(all.map((one) => JSON.stringify(one)));
  return found.every((one) => known.has(JSON.stringify(one)));
}
