import type { Store } from '../../contract/store.ts';
import type { StoreErrorCode } from '../../errors.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { fill } from '../samples.ts';

type Attempt = (store: Store) => Promise<unknown>;

/** What each read gives where nothing was ever stored. */
const EMPTY: readonly (readonly [name: string, call: Attempt, expected: unknown])[] = [
  ['events.has', async ({ events }) => await events.has('u1'), false],
  ['events.all', async ({ events }) => await events.all(), []],
  ['events.filterByKind', async ({ events }) => await events.filterByKind('user_turn'), []],
  ['events.tail', async ({ events }) => await events.tail(5), []],
  ['events.children', async ({ events }) => await events.children('u1'), []],
  ['events.query', async ({ events }) => await events.query({ since: 3, order: 'desc' }), []],
  ['events.stream', async ({ events }) => await collect(events.stream()), []],
  ['events.count', async ({ events }) => await events.count(), 0],
  ['events.latestOffset', async ({ events }) => await events.latestOffset(), 0],
  ['events.appendMany of nothing', async ({ events }) => await events.appendMany([]), 0],
  ['ledger.has', async ({ ledger }) => await ledger.has('l1'), false],
  ['ledger.events', async ({ ledger }) => await ledger.events(), []],
  ['ledger.tail', async ({ ledger }) => await ledger.tail(), []],
  ['ledger.eventsForRun', async ({ ledger }) => await ledger.eventsForRun('run-1'), []],
  ['ledger.runs', async ({ ledger }) => await ledger.runs(), []],
  ['ledger.query', async ({ ledger }) => await ledger.query({ runId: 'run-1' }), []],
  ['ledger.stream', async ({ ledger }) => await collect(ledger.stream()), []],
  ['ledger.count', async ({ ledger }) => await ledger.count(), 0],
  ['ledger.latestOffset', async ({ ledger }) => await ledger.latestOffset(), 0],
  ['ledger.reset', async ({ ledger }) => await ledger.reset(), 0],
  ['ledger.appendMany of nothing', async ({ ledger }) => await ledger.appendMany([]), []],
  ['artifacts.exists', async ({ artifacts }) => await artifacts.exists('a'), false],
  ['artifacts.listRefs', async ({ artifacts }) => await artifacts.listRefs(), []],
  ['episodes.get', async ({ episodes }) => await episodes.get('ep1'), null],
  ['episodes.all', async ({ episodes }) => await episodes.all(), []],
  ['episodes.latest', async ({ episodes }) => await episodes.latest(), []],
  ['episodes.search', async ({ episodes }) => await episodes.search('summary'), []],
  ['facts.getByKey', async ({ facts }) => await facts.getByKey('key'), []],
  ['facts.listKeys', async ({ facts }) => await facts.listKeys(), []],
  ['facts.all', async ({ facts }) => await facts.all(), []],
  ['scopes', async (store) => await store.scopes(), []],
  ['verify', async (store) => await collect(store.verify()), []],
];

/** What cannot be found where nothing was ever stored. */
const MISSING: readonly (readonly [name: string, call: Attempt, code: StoreErrorCode])[] = [
  ['events.get', async ({ events }) => await events.get('u1'), 'ITEM_NOT_FOUND'],
  ['events.parent', async ({ events }) => await events.parent('u1'), 'ITEM_NOT_FOUND'],
  ['ledger.get', async ({ ledger }) => await ledger.get('l1'), 'ITEM_NOT_FOUND'],
  ['artifacts.get', async ({ artifacts }) => await artifacts.get('a'), 'ARTIFACT_NOT_FOUND'],
  ['artifacts.stream', async ({ artifacts }) => await collect(artifacts.stream('a')), 'ARTIFACT_NOT_FOUND'],
  ['artifacts.ref', async ({ artifacts }) => await artifacts.ref('a'), 'ARTIFACT_NOT_FOUND'],
  ['artifacts.metadata', async ({ artifacts }) => await artifacts.metadata('a'), 'ARTIFACT_NOT_FOUND'],
  ['artifacts.delete', async ({ artifacts }) => await artifacts.delete('a'), 'ARTIFACT_NOT_FOUND'],
  ['artifacts.drilldown', async ({ artifacts }) => await artifacts.drilldown('a', { type: 'head' }), 'ARTIFACT_NOT_FOUND'],
  ['artifacts.select', async ({ artifacts }) => await artifacts.select('a', { type: 'head' }), 'ARTIFACT_NOT_FOUND'],
  ['episodes.delete', async ({ episodes }) => await episodes.delete('ep1'), 'ITEM_NOT_FOUND'],
  ['facts.get', async ({ facts }) => await facts.get('f1'), 'ITEM_NOT_FOUND'],
  ['facts.delete', async ({ facts }) => await facts.delete('f1'), 'ITEM_NOT_FOUND'],
];

/** Every method where nothing was ever stored. */
export const lifecycleFreshCases: readonly ConformanceCase[] = [
  defineCase('lifecycle.fresh.reads', 'lifecycle.fresh', 'a new store is empty to every read', async (kit) => {
    const store = await kit.open();
    for (const [name, call, expected] of EMPTY) kit.expect.equal(await call(store), expected, `${name} in a new store`);
  }),
  defineCase('lifecycle.fresh.not-found', 'lifecycle.fresh', 'what a new store does not hold is not found, by the right code', async (kit) => {
    const store = await kit.open();
    for (const [name, call, code] of MISSING) await kit.expect.rejects(async () => await call(store), code, `${name} in a new store`);
  }),
  defineCase('lifecycle.fresh.reads-leave-no-trace', 'lifecycle.fresh', 'reading an empty scope stores nothing', async (kit) => {
    const store = await kit.open();
    const reads = async (): Promise<void> => {
      for (const [, call] of EMPTY) await call(store);
      for (const [, call] of MISSING) await call(store).catch(() => undefined);
    };
    await kit.expect.unchanged(store, reads, 'reads of an empty store');
    await fill(store);
    const view = store.withScope('other');
    for (const [name, call, expected] of EMPTY.slice(0, -2)) kit.expect.equal(await call(view), expected, `${name} in an empty scope`);
    kit.expect.equal(await store.scopes(), ['default'], 'scopes after reads of an empty scope');
  }),
];
