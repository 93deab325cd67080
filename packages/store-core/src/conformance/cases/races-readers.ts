import type { Store } from '../../contract/store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { describeOperation, type Operation } from '../linearizability/operation.ts';
import { outlivesClose } from '../prerequisites.ts';
import { versionContent, versionName } from '../races/artifact-versions.ts';
import type { RaceCall } from '../races/race-call.ts';
import { withCrew } from '../races/race-processes.ts';
import { fact, item, ledgerEvent, range } from '../samples.ts';

const WRITES = 12;
/** The writer goes on until the reader has made so many calls, so that it did read while the other wrote. */
const LEAST_CALLS = 60;
/** What each reader is asked again and again while nothing is written: it must not be told what it had seen replaced. */
const QUIET_TIMES = 5;
const SCOPE = 'readers';
const BATCH = ['a', 'b', 'c'];

/** A call of a reader, and what it is told after the `n`th write, from 0. */
interface Sight {
  readonly call: RaceCall;
  readonly after: (n: number) => string;
}

const SIGHTS: readonly Sight[] = [
  { call: { on: 'events', do: 'tail', n: 4 }, after: (n) => lastItems(n, 4) },
  { call: { on: 'events', do: 'count' }, after: (n) => String(BATCH.length * n) },
  { call: { on: 'ledger', do: 'latestOffset' }, after: String },
  { call: { on: 'artifacts', do: 'get', handle: 'current' }, after: versionOrNone },
  { call: { on: 'artifacts', do: 'ref', handle: 'current' }, after: versionOrNone },
  { call: { on: 'artifacts', do: 'stream', handle: 'current' }, after: versionOrNone },
  { call: { on: 'artifacts', do: 'drilldown', handle: 'current' }, after: versionOrNone },
  { call: { on: 'facts', do: 'get', id: 'fact' }, after: (n) => (n === 0 ? 'ITEM_NOT_FOUND' : `fact key ${n}`) },
];

/** Processes that read beside the one that writes. */
export const racesReadersCases: readonly ConformanceCase[] = [
  defineCase('races.readers', 'concurrent.readers', 'processes that read beside a writer see each write whole, in order, and never one undone', async (kit) => {
    if (!(await outlivesClose(kit))) return;
    if (!kit.readOnly && kit.capabilities.writers !== 'processes') return await noReaders(kit);
    const store = await kit.open();
    await withCrew(kit, { count: 1, readOnly: kit.readOnly }, async (crew) => {
      let writes = 0;
      const runs = await crew.repeat(SCOPE, SIGHTS.map(({ call }) => ({ call })), async (calls) => {
        const view = store.withScope(SCOPE);
        const quiet = async (): Promise<void> => {
          const since = crew.now();
          while (calls(since) < QUIET_TIMES * SIGHTS.length) await new Promise<void>((resolve) => { setImmediate(resolve); });
        };
        while (writes < kit.rounds(WRITES) || calls() < kit.rounds(LEAST_CALLS)) {
          await write(view, (writes += 1));
          if (writes === 1) await quiet();
        }
        await quiet();
      });
      for (const run of runs) {
        for (const [index, sight] of SIGHTS.entries()) judge(kit, sight, run.filter((_, place) => place % SIGHTS.length === index), writes);
      }
    });
  }, 'concurrent'),
];

async function write(store: Store, n: number): Promise<void> {
  await store.events.appendMany(BATCH.map((letter) => item(`${n}${letter}`, { text: `batch ${n}` })));
  await store.ledger.append(ledgerEvent(`l${n}`));
  await store.artifacts.put('current', versionContent(n), { label: versionName(n) });
  await store.facts.put(fact('fact', { value: String(n) }));
}

/** What a reader was told of one thing, call after call, must be what was there after some write, each time of the same or of a later one, and in the end of the last. */
function judge(kit: CaseContext, { after }: Sight, told: readonly Operation<RaceCall>[], writes: number): void {
  const writeOf = new Map(range(0, writes).map((n) => [after(n), n]));
  const origin = told[0]?.calledAt ?? 0;
  let [latest, previous] = [0, 'nothing'];
  for (const operation of told) {
    // The contract lets a stream end so, and a store say that it is busy.
    if (operation.outcome === 'STORE_BUSY' || (operation.call.do === 'stream' && operation.outcome === 'ARTIFACT_CONFLICT')) continue;
    const line = describeOperation(operation, origin);
    const n = writeOf.get(operation.outcome ?? '');
    kit.expect.ok(n !== undefined, `a reader was told what no whole write had left there:\n  ${line}`);
    kit.expect.ok(n === undefined || n >= latest, `a reader was told what it had already seen replaced:\n  ${previous}\n  ${line}`);
    [latest, previous] = [n ?? latest, line];
  }
  kit.expect.equal(latest, writes, `the write that a reader saw last, after the writer had ended:\n  ${previous}\n  by number`);
}

async function noReaders(kit: CaseContext): Promise<void> {
  const store = await kit.open();
  await write(store, 1);
  await kit.expect.rejects(async () => await kit.open(), 'STORE_LOCKED', 'opening beside the writer a store that has no readOnly');
  kit.absent('the subject says that it cannot be opened with readOnly, so that nobody reads beside the writer');
}

function lastItems(n: number, count: number): string {
  const items = range(1, n).flatMap((write) => BATCH.map((letter, index) => `${BATCH.length * (write - 1) + index + 1} ${write}${letter} batch ${write}`));
  return items.slice(-count).join(', ');
}

function versionOrNone(n: number): string {
  return n === 0 ? 'ARTIFACT_NOT_FOUND' : versionName(n);
}
