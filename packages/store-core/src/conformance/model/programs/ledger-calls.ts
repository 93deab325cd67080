import fc from 'fast-check';
import type { LedgerEvent, LedgerQuery } from '../../../contract/ledger.ts';
import { counts, ids, jsonObjects, mostly, oneOf, record, spoiled } from './arbitraries.ts';
import { appendOptions, badAppendOptions, WINDOW_FAULTS, windows } from './event-calls.ts';
import { method } from './method.ts';
import type { MethodCalls } from './method.ts';
import * as bad from './faults.ts';

const names = mostly(fc.constantFrom('A', 'B'), ids, 4);
const runs = mostly(fc.constantFrom('r1', 'r2'), ids, 2);
const times = fc.oneof(
  fc.constantFrom('2026-01-02', '2026-01-02T03:04', '2026-01-02T03:04:05.6789+02:00', '2026-01-02T03:04:05Z', '2024-02-29T23:59:59.9-0330', '2026-01-02T03:04+05', '9999-12-31T23:59:59.999Z'),
  fc.constantFrom(0, 1_700_000_000_123).map((time) => new Date(time)),
);

/** Few values, so that the same event comes again, and so does the same id with other content. */
const event: fc.Arbitrary<LedgerEvent> = record(
  {
    id: ids, runId: runs, turn: fc.nat(1), kind: names, actor: mostly(fc.constant('agent'), names, 4), payload: jsonObjects, createdAt: times,
    schemaVersion: fc.constantFrom(1, 2), sessionId: fc.option(names), modelProfile: fc.option(names), modelId: fc.option(names), offset: fc.nat(3),
  },
  ['id', 'runId', 'turn', 'kind', 'actor'],
);
/** With nothing but an id to differ in, so that most of what comes again is the same. */
const plainEvent: fc.Arbitrary<LedgerEvent> = fc.tuple(ids, mostly(fc.constant(0), fc.constant(1), 4)).map(([id, turn]) => ({ id, runId: id < 'i3' ? 'r1' : 'r2', turn, kind: 'A', actor: 'agent' }));
const events = mostly(plainEvent, event, 1);
const badEvent: fc.Arbitrary<LedgerEvent> = fc.oneof(
  spoiled(
    event,
    {
      id: bad.BAD_IDENTIFIERS, runId: bad.BAD_IDENTIFIERS, turn: bad.BAD_COUNTS, kind: bad.BAD_IDENTIFIERS, actor: bad.BAD_IDENTIFIERS, payload: bad.BAD_JSON,
      createdAt: bad.BAD_TIMESTAMPS, schemaVersion: [0, ...bad.BAD_COUNTS], sessionId: bad.BAD_IDENTIFIERS, modelProfile: bad.BAD_IDENTIFIERS, modelId: bad.BAD_IDENTIFIERS,
    },
    ['id', 'runId', 'turn', 'kind', 'actor'],
  ),
  oneOf<LedgerEvent>(bad.NO_OBJECTS),
);
const batches = fc.array(events, { maxLength: 4 });
const badBatches = fc.oneof(fc.tuple(batches, badEvent).map(([before, one]) => [...before, one]), oneOf<LedgerEvent[]>([null, undefined, 'a', {}]));

const conditions: fc.Arbitrary<LedgerQuery> = fc.oneof(
  record({ runId: runs, kinds: fc.array(names, { maxLength: 2 }), actor: fc.constantFrom('agent', 'A') }, []),
  record({ sessionId: names, modelId: names, kinds: fc.array(names, { maxLength: 2 }) }, []),
);
const query: fc.Arbitrary<LedgerQuery> = fc.tuple(windows, mostly<LedgerQuery>(fc.constant({}), conditions, 1)).map(([window, rest]) => ({ ...window, ...rest }));
const queryFaults = { ...WINDOW_FAULTS, runId: bad.BAD_IDENTIFIERS, sessionId: [null, ...bad.BAD_IDENTIFIERS], actor: bad.BAD_IDENTIFIERS, modelId: bad.BAD_IDENTIFIERS };
const anyQuery: fc.Arbitrary<[query?: LedgerQuery]> = fc.tuple(mostly(query, fc.oneof(spoiled(query, queryFaults), oneOf<LedgerQuery>(bad.NO_OBJECTS))));
const anyId: fc.Arbitrary<[id: string]> = fc.tuple(mostly(ids, oneOf(bad.BAD_IDENTIFIERS)));
const resets = fc.oneof(fc.constant(undefined), record({ runId: runs }, []));

/** Every method of the ledger. */
export const LEDGER_CALLS: readonly MethodCalls[] = [
  method('ledger', 'append', 12, mostly(fc.tuple(events, appendOptions), fc.oneof(fc.tuple(badEvent, appendOptions), fc.tuple(events, badAppendOptions)))),
  method('ledger', 'appendMany', 7, mostly(fc.tuple(batches, appendOptions), fc.oneof(fc.tuple(badBatches, appendOptions), fc.tuple(batches, badAppendOptions)))),
  method('ledger', 'get', 3, anyId),
  method('ledger', 'has', 2, anyId),
  method('ledger', 'events', 2, fc.constant([])),
  method('ledger', 'tail', 2, fc.tuple(mostly<number | undefined>(fc.option(counts, { nil: undefined }), oneOf(bad.BAD_COUNTS)))),
  method('ledger', 'eventsForRun', 2, fc.tuple(mostly(runs, oneOf(bad.BAD_IDENTIFIERS)))),
  method('ledger', 'runs', 2, fc.constant([])),
  method('ledger', 'query', 7, anyQuery),
  method('ledger', 'stream', 3, anyQuery),
  method('ledger', 'count', 1, fc.constant([])),
  method('ledger', 'latestOffset', 1, fc.constant([])),
  method('ledger', 'reset', 4, fc.tuple(mostly(resets, fc.oneof(spoiled<{ runId?: string }>(fc.constant({}), { runId: bad.BAD_IDENTIFIERS }), oneOf<undefined>(bad.NO_OBJECTS))))),
];
