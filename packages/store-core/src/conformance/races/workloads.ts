import { range } from '../samples.ts';
import type { ArtifactCall } from './artifact-calls.ts';
import { ARTIFACT_SPECIFICATION } from './artifact-specification.ts';
import type { EpisodeCall } from './episode-calls.ts';
import { EPISODE_SPECIFICATION } from './episode-specification.ts';
import type { EventCall } from './event-calls.ts';
import { EVENT_SPECIFICATION } from './event-specification.ts';
import type { FactCall } from './fact-calls.ts';
import { FACT_SPECIFICATION } from './fact-specification.ts';
import type { LedgerCall } from './ledger-calls.ts';
import { LEDGER_SPECIFICATION } from './ledger-specification.ts';
import type { Step } from './program.ts';
import { type Workload, workload } from './workload.ts';

type Random = () => number;

function oneOf<T>(random: Random, first: T, ...rest: readonly T[]): T {
  return rest[Math.floor(random() * (rest.length + 1)) - 1] ?? first;
}

const EVENT_READS: readonly EventCall[] = [
  { on: 'events', do: 'count' }, { on: 'events', do: 'latestOffset' }, { on: 'events', do: 'tail', n: 3 }, { on: 'events', do: 'all' },
];

const ALL_EVENTS: readonly EventCall[] = [{ on: 'events', do: 'all' }, { on: 'events', do: 'count' }];

/** Every client appends the same ids, in the same order. */
export const SAME_EVENTS: Workload<EventCall> = workload(EVENT_SPECIFICATION, (client, random) => range(1, 6).flatMap((n): EventCall[] => [
  { on: 'events', do: 'append', id: `e${n}`, text: `by ${client}` },
  oneOf<EventCall>(random, { on: 'events', do: 'get', id: `e${n}` }, ...EVENT_READS),
]), ALL_EVENTS);

/** Every client appends if nothing has come since it looked; what comes of it depends on who is first. */
export const EXPECTED_OFFSETS: Workload<EventCall> = workload(EVENT_SPECIFICATION, (client) => range(1, 6).flatMap((n): (EventCall | Step<EventCall>)[] => [
  { on: 'events', do: 'append', id: `${client}-${n}a`, text: 'next', expectedOffset: n - 1 },
  { on: 'events', do: 'latestOffset' },
  { call: { on: 'events', do: 'append', id: `${client}-${n}b`, text: 'after what was there' }, asTold: true },
]), ALL_EVENTS);

/** Batches of ids of a client's own, and now and then of one that another client appends too. */
export const BATCHES: Workload<EventCall> = workload(EVENT_SPECIFICATION, (client, random) => range(1, 5).flatMap((n): EventCall[] => [
  { on: 'events', do: 'appendMany', ids: [`${client}-${n}a`, random() < 0.3 ? `shared-${n}` : `${client}-${n}b`, `${client}-${n}c`], text: `by ${client}` },
  oneOf<EventCall>(random, { on: 'events', do: 'append', id: `${client}-${n}`, text: 'alone' }, ...EVENT_READS),
]), ALL_EVENTS);

const LEDGER_READS: readonly LedgerCall[] = [{ on: 'ledger', do: 'count' }, { on: 'ledger', do: 'latestOffset' }, { on: 'ledger', do: 'tail', after: 0 }];

/** Every client appends the same ids, mostly with the same content, and each of its ids twice. */
export const SAME_LEDGER_EVENTS: Workload<LedgerCall> = workload(LEDGER_SPECIFICATION, (client, random) => range(1, 6).flatMap((n): LedgerCall[] => {
  const content = n % 3 === 0 ? `that of ${client}` : 'that of all';
  const append = { on: 'ledger', do: 'append', id: `l${n}`, run: 'run', content } as const;
  return [append, oneOf<LedgerCall>(random, { on: 'ledger', do: 'get', id: `l${n}` }, append, ...LEDGER_READS)];
}), LEDGER_READS);

/**
 * Runs are reset while others append to them, one event or two at a time. In the end all is reset and one more is appended, to an empty
 * ledger: by a handle that has seen nothing of it, too.
 */
export const RESETS: Workload<LedgerCall> = workload(LEDGER_SPECIFICATION, (client, random) => range(1, 5).flatMap((n): (LedgerCall | Step<LedgerCall>)[] => {
  const run = `run-${n % 2}`;
  return [
    { on: 'ledger', do: 'appendMany', ids: [`l${n}`, `${client}-${n}`], run, content: 'that of all' },
    oneOf<LedgerCall>(random, { on: 'ledger', do: 'reset', run }, { on: 'ledger', do: 'reset' }, { on: 'ledger', do: 'append', id: `l${n}`, run, content: 'that of all' }),
    oneOf<LedgerCall>(random, { on: 'ledger', do: 'latestOffset' }, ...LEDGER_READS),
  ];
}), [...LEDGER_READS, { on: 'ledger', do: 'reset' }, { on: 'ledger', do: 'append', id: 'last', run: 'run', content: 'that of all' }]);

const ARTIFACTS_AFTERWARDS: readonly ArtifactCall[] = ['a', 'b'].flatMap((handle): ArtifactCall[] => [
  { on: 'artifacts', do: 'ref', handle }, { on: 'artifacts', do: 'get', handle },
]);

/** A version that no other client puts. */
function version(client: number, n: number): number {
  return 100 + client * 20 + n;
}

/** Artifacts are replaced and deleted while others read them. All begin with the same one. */
export const REPLACES: Workload<ArtifactCall> = workload(ARTIFACT_SPECIFICATION, (client, random) => range(1, 5).flatMap((n): ArtifactCall[] => {
  if (n === 1) return [{ on: 'artifacts', do: 'put', handle: 'a', version: version(client, n) }, { on: 'artifacts', do: 'get', handle: 'a' }];
  const handle = oneOf(random, 'a', 'a', 'b');
  return [
    random() < 0.15 ? { on: 'artifacts', do: 'delete', handle } : { on: 'artifacts', do: 'put', handle, version: version(client, n) },
    { on: 'artifacts', do: oneOf(random, 'get', 'ref', 'stream', 'drilldown', 'exists'), handle },
  ];
}), ARTIFACTS_AFTERWARDS);

/** The same without streams, whose pages have no place in the order of calls. */
export const REPLACES_IN_ORDER: Workload<ArtifactCall> = {
  ...REPLACES,
  program: (client, random) => REPLACES.program(client, random).filter(({ call }) => call.do !== 'stream'),
};

/** Each put has a condition: that there is nothing, or the version that was there when its client looked. */
export const CONDITIONS: Workload<ArtifactCall> = workload(ARTIFACT_SPECIFICATION, (client, random) => range(1, 4).flatMap((n): (ArtifactCall | Step<ArtifactCall>)[] => [
  { on: 'artifacts', do: 'put', handle: 'a', version: version(client, 2 * n), ifAbsent: true },
  { on: 'artifacts', do: 'ref', handle: 'a' },
  { call: { on: 'artifacts', do: 'put', handle: 'a', version: version(client, 2 * n + 1) }, asTold: true },
  ...(random() < 0.3 ? [{ on: 'artifacts', do: 'delete', handle: 'a' } as const] : []),
]), ARTIFACTS_AFTERWARDS.filter(({ handle }) => handle === 'a'));

/** Few facts, put, moved from key to key and deleted. The first one of each client nobody else writes: it must be there in the end. */
export const FACTS: Workload<FactCall> = workload(FACT_SPECIFICATION, (client, random) => range(1, 7).flatMap((n): FactCall[] => {
  if (n === 1) return [{ on: 'facts', do: 'put', id: `of ${client}`, key: 'k1', value: 'kept' }, { on: 'facts', do: 'get', id: `of ${client}` }];
  const id = oneOf(random, 'f1', 'f2', 'f3');
  const key = oneOf(random, 'k1', 'k2');
  return [
    random() < 0.25 ? { on: 'facts', do: 'delete', id } : { on: 'facts', do: 'put', id, key, value: `${client}-${n}` },
    oneOf<FactCall>(random, { on: 'facts', do: 'get', id }, { on: 'facts', do: 'getByKey', key }, { on: 'facts', do: 'all' }, { on: 'facts', do: 'listKeys' }),
  ];
}), [{ on: 'facts', do: 'all' }, { on: 'facts', do: 'listKeys' }]);

/** Every client adds the same episodes, and deletes some of them. */
export const EPISODES: Workload<EpisodeCall> = workload(EPISODE_SPECIFICATION, (client, random) => range(1, 6).flatMap((n): EpisodeCall[] => [
  { on: 'episodes', do: 'add', id: `ep${n}`, summary: `by ${client}` },
  oneOf<EpisodeCall>(random, { on: 'episodes', do: 'get', id: `ep${n}` }, { on: 'episodes', do: 'delete', id: `ep${n}` }, { on: 'episodes', do: 'latest', n: 2 }, { on: 'episodes', do: 'all' }),
]), [{ on: 'episodes', do: 'all' }]);
