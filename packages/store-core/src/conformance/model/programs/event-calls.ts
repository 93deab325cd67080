import fc from 'fast-check';
import type { ArtifactRef } from '../../../contract/artifact-store.ts';
import type { AppendOptions, ContextItem, EventQuery } from '../../../contract/event-log.ts';
import { counts, handles, ids, jsonObjects, mostly, oneOf, record, sensitivities, spoiled, texts } from './arbitraries.ts';
import { method } from './method.ts';
import type { MethodCalls } from './method.ts';
import * as bad from './faults.ts';

const kinds = mostly(fc.constantFrom('A', 'B'), ids, 4);
const refs: fc.Arbitrary<ArtifactRef> = fc.record(
  { handle: handles, mediaType: fc.constant('text/plain'), sizeBytes: counts, label: texts, contentHash: fc.constantFrom('a'.repeat(64), '0123456789abcdef'.repeat(4)) },
  { noNullPrototype: true },
);

const item: fc.Arbitrary<ContextItem> = record(
  {
    id: ids, kind: kinds, text: texts, tokenEstimate: counts, sensitivity: sensitivities, metadata: jsonObjects,
    parentId: fc.option(ids), artifactRef: fc.option(refs), offset: fc.nat(3),
  },
  ['id', 'kind', 'text'],
);
const badItem: fc.Arbitrary<ContextItem> = fc.oneof(
  spoiled(
    item,
    {
      id: bad.BAD_IDENTIFIERS, kind: bad.BAD_IDENTIFIERS, text: bad.BAD_TEXTS, tokenEstimate: bad.BAD_COUNTS, sensitivity: bad.BAD_SENSITIVITIES,
      metadata: bad.BAD_JSON, parentId: bad.BAD_IDENTIFIERS, artifactRef: bad.BAD_REFS,
    },
    ['id', 'kind', 'text'],
  ),
  oneOf<ContextItem>(bad.NO_OBJECTS),
);

/** `expectedOffset`, or nothing. */
export const appendOptions: fc.Arbitrary<AppendOptions | undefined> = mostly(fc.constant(undefined), record({ expectedOffset: fc.nat(4) }, []), 3);
export const badAppendOptions: fc.Arbitrary<AppendOptions | undefined> = fc.oneof(
  spoiled<AppendOptions>(fc.constant({}), { expectedOffset: bad.BAD_COUNTS }),
  oneOf<undefined>(bad.NO_OBJECTS),
);

/** `since`, `limit` and `order` of a query. */
export const windows: fc.Arbitrary<Pick<EventQuery, 'since' | 'limit' | 'order'>> = record(
  { since: mostly(fc.nat(2), counts, 3), limit: mostly(fc.nat(4), counts, 3), order: fc.constantFrom<'asc' | 'desc'>('asc', 'desc') },
  [],
);
const query: fc.Arbitrary<EventQuery> = fc.tuple(windows, record({ kinds: fc.array(kinds, { maxLength: 3 }) }, [])).map(([window, rest]) => ({ ...window, ...rest }));
/** What is wrong with the kinds and the window of a query. */
export const WINDOW_FAULTS: Readonly<Record<string, readonly unknown[]>> = {
  kinds: ['A', null, {}, ['A', ''], [7]], since: bad.BAD_COUNTS, limit: bad.BAD_COUNTS, order: ['ASC', '', null, 1],
};
const anyQuery: fc.Arbitrary<[query?: EventQuery]> = fc.tuple(mostly(query, fc.oneof(spoiled(query, WINDOW_FAULTS), oneOf<EventQuery>(bad.NO_OBJECTS))));
const anyId: fc.Arbitrary<[id: string]> = fc.tuple(mostly(ids, oneOf(bad.BAD_IDENTIFIERS)));
const items = fc.array(item, { maxLength: 4 });
const badItems = fc.oneof(
  fc.tuple(items, badItem, items).map(([before, one, after]) => [...before, one, ...after]),
  oneOf<ContextItem[]>([null, undefined, 'a', {}, Array.from({ length: 10_001 }, () => null)]),
);

/** Every method of the event log. */
export const EVENT_CALLS: readonly MethodCalls[] = [
  method('events', 'append', 12, mostly(fc.tuple(item, appendOptions), fc.oneof(fc.tuple(badItem, appendOptions), fc.tuple(item, badAppendOptions)))),
  method('events', 'appendMany', 6, mostly(fc.tuple(items, appendOptions), fc.oneof(fc.tuple(badItems, appendOptions), fc.tuple(items, badAppendOptions)))),
  method('events', 'get', 3, anyId),
  method('events', 'has', 2, anyId),
  method('events', 'all', 2, fc.constant([])),
  method('events', 'filterByKind', 2, mostly(fc.array(kinds, { maxLength: 3 }), fc.tuple(kinds, oneOf<string>(bad.BAD_IDENTIFIERS)))),
  method('events', 'tail', 3, fc.tuple(mostly(counts, oneOf(bad.BAD_COUNTS)))),
  method('events', 'children', 2, anyId),
  method('events', 'parent', 2, anyId),
  method('events', 'query', 9, anyQuery),
  method('events', 'stream', 3, anyQuery),
  method('events', 'count', 1, fc.constant([])),
  method('events', 'latestOffset', 1, fc.constant([])),
];
