import type { Store } from '../contract/store.ts';
import { collect } from './expect.ts';
import { episode, fact, item, ledgerEvent, utf8 } from './samples.ts';

/** One call of one method, legal in every state but closed. On a store that {@link fill} has filled, it succeeds. */
export interface MethodCall {
  /** As `events.append`. */
  readonly name: string;
  readonly writes: boolean;
  readonly call: (store: Store) => Promise<unknown>;
}

/** Every method of a store that gives a promise or an iterable; `snapshot` and `withScope` have cases of their own. */
export const METHODS: readonly MethodCall[] = [
  writing('events.append', async ({ events }) => await events.append(item('new'))),
  writing('events.appendMany', async ({ events }) => await events.appendMany([item('new-1'), item('new-2')])),
  reading('events.get', async ({ events }) => await events.get('u1')),
  reading('events.has', async ({ events }) => await events.has('u1')),
  reading('events.all', async ({ events }) => await events.all()),
  reading('events.filterByKind', async ({ events }) => await events.filterByKind('user_turn')),
  reading('events.tail', async ({ events }) => await events.tail(1)),
  reading('events.children', async ({ events }) => await events.children('u1')),
  reading('events.parent', async ({ events }) => await events.parent('t1')),
  reading('events.query', async ({ events }) => await events.query({ since: 1 })),
  reading('events.stream', async ({ events }) => await collect(events.stream())),
  reading('events.count', async ({ events }) => await events.count()),
  reading('events.latestOffset', async ({ events }) => await events.latestOffset()),
  writing('ledger.append', async ({ ledger }) => await ledger.append(ledgerEvent('new'))),
  writing('ledger.appendMany', async ({ ledger }) => await ledger.appendMany([ledgerEvent('new-1'), ledgerEvent('new-2')])),
  reading('ledger.get', async ({ ledger }) => await ledger.get('l1')),
  reading('ledger.has', async ({ ledger }) => await ledger.has('l1')),
  reading('ledger.events', async ({ ledger }) => await ledger.events()),
  reading('ledger.tail', async ({ ledger }) => await ledger.tail(1)),
  reading('ledger.eventsForRun', async ({ ledger }) => await ledger.eventsForRun('run-1')),
  reading('ledger.runs', async ({ ledger }) => await ledger.runs()),
  reading('ledger.query', async ({ ledger }) => await ledger.query({ runId: 'run-2' })),
  reading('ledger.stream', async ({ ledger }) => await collect(ledger.stream())),
  reading('ledger.count', async ({ ledger }) => await ledger.count()),
  reading('ledger.latestOffset', async ({ ledger }) => await ledger.latestOffset()),
  writing('ledger.reset', async ({ ledger }) => await ledger.reset()),
  writing('artifacts.put', async ({ artifacts }) => await artifacts.put('new', utf8('bytes'))),
  writing('artifacts.put.text', async ({ artifacts }) => await artifacts.put('new', 'text')),
  writing('artifacts.put.blob', async ({ artifacts }) => await artifacts.put('new', new Blob(['blob']))),
  writing('artifacts.put.stream', async ({ artifacts }) => await artifacts.put('new', pieces('a', 'b'))),
  reading('artifacts.get', async ({ artifacts }) => await artifacts.get('result:1')),
  reading('artifacts.stream', async ({ artifacts }) => await collect(artifacts.stream('result:1'))),
  reading('artifacts.ref', async ({ artifacts }) => await artifacts.ref('result:1')),
  reading('artifacts.metadata', async ({ artifacts }) => await artifacts.metadata('result:1')),
  reading('artifacts.exists', async ({ artifacts }) => await artifacts.exists('result:1')),
  writing('artifacts.delete', async ({ artifacts }) => await artifacts.delete('result:1')),
  reading('artifacts.listRefs', async ({ artifacts }) => await artifacts.listRefs()),
  reading('artifacts.drilldown', async ({ artifacts }) => await artifacts.drilldown('result:1', { type: 'head' })),
  reading('artifacts.select', async ({ artifacts }) => await artifacts.select('result:1', { type: 'head' })),
  writing('episodes.add', async ({ episodes }) => await episodes.add(episode('new'))),
  reading('episodes.get', async ({ episodes }) => await episodes.get('ep1')),
  reading('episodes.all', async ({ episodes }) => await episodes.all()),
  reading('episodes.latest', async ({ episodes }) => await episodes.latest()),
  reading('episodes.search', async ({ episodes }) => await episodes.search('summary')),
  writing('episodes.delete', async ({ episodes }) => await episodes.delete('ep1')),
  writing('facts.put', async ({ facts }) => await facts.put(fact('new'))),
  reading('facts.get', async ({ facts }) => await facts.get('f1')),
  reading('facts.getByKey', async ({ facts }) => await facts.getByKey('key')),
  reading('facts.listKeys', async ({ facts }) => await facts.listKeys()),
  writing('facts.delete', async ({ facts }) => await facts.delete('f1')),
  reading('facts.all', async ({ facts }) => await facts.all()),
  reading('scopes', async (store) => await store.scopes()),
  reading('verify', async (store) => await collect(store.verify())),
];

/** A stream of the UTF-8 bytes of these texts. */
async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield utf8(text);
}

/** The name of a method as part of a case id: `events.appendMany` is `events-append-many`. */
export function idPart(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('.', '-');
}

function reading(name: string, call: MethodCall['call']): MethodCall {
  return { name, writes: false, call };
}

function writing(name: string, call: MethodCall['call']): MethodCall {
  return { name, writes: true, call };
}
