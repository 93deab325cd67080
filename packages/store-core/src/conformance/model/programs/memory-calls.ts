import fc from 'fast-check';
import type { Episode } from '../../../contract/episodic-store.ts';
import type { Fact } from '../../../contract/fact-store.ts';
import { bounds, counts, ids, jsonObjects, mostly, oneOf, record, sensitivities, spoiled, tagLists, texts } from './arbitraries.ts';
import { method } from './method.ts';
import type { MethodCalls } from './method.ts';
import * as bad from './faults.ts';
import { WORDS } from './pools.ts';

const phrases = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((words) => words.join(' '));
const episode: fc.Arbitrary<Episode> = record({ episodeId: ids, summary: phrases, tags: tagLists, metadata: jsonObjects, sensitivity: sensitivities }, ['episodeId', 'summary']);
const badEpisode: fc.Arbitrary<Episode> = fc.oneof(
  spoiled(
    episode,
    { episodeId: bad.BAD_IDENTIFIERS, summary: bad.BAD_TEXTS, tags: bad.BAD_TAGS, metadata: bad.BAD_JSON, sensitivity: bad.BAD_SENSITIVITIES, offset: [1] },
    ['episodeId', 'summary'],
  ),
  oneOf<Episode>(bad.NO_OBJECTS),
);
const prefixes = mostly(fc.constantFrom('', 'k', 'k_', 'k%', 'K', 'i'), bounds, 3);
const keys = mostly(fc.constantFrom('k', 'k%', 'k_x', 'K'), ids, 3);
const fact: fc.Arbitrary<Fact> = record({ factId: ids, key: keys, value: texts, tags: tagLists, metadata: jsonObjects, sensitivity: sensitivities }, ['factId', 'key', 'value']);
const badFact: fc.Arbitrary<Fact> = fc.oneof(
  spoiled(
    fact,
    { factId: bad.BAD_IDENTIFIERS, key: bad.BAD_IDENTIFIERS, value: bad.BAD_TEXTS, tags: bad.BAD_TAGS, metadata: bad.BAD_JSON, sensitivity: bad.BAD_SENSITIVITIES, offset: [1] },
    ['factId', 'key', 'value'],
  ),
  oneOf<Fact>(bad.NO_OBJECTS),
);
const anyId: fc.Arbitrary<[id: string]> = fc.tuple(mostly(ids, oneOf(bad.BAD_IDENTIFIERS)));
const optionalCount: fc.Arbitrary<number | undefined> = mostly<number | undefined>(fc.option(counts, { nil: undefined }), oneOf(bad.BAD_COUNTS));
const searchOptions = fc.option(record({ topK: counts }, []), { nil: undefined });

/** Every method of the episodes. */
export const EPISODE_CALLS: readonly MethodCalls[] = [
  method('episodes', 'add', 10, fc.tuple(mostly(episode, badEpisode))),
  method('episodes', 'get', 2, anyId),
  method('episodes', 'all', 2, fc.constant([])),
  method('episodes', 'latest', 2, fc.tuple(optionalCount)),
  method('episodes', 'search', 8, mostly(fc.tuple(phrases, searchOptions), fc.oneof(
    fc.tuple(oneOf<string>(bad.BAD_TEXTS), searchOptions),
    fc.tuple(phrases, fc.oneof(spoiled<{ topK?: number }>(fc.constant({}), { topK: bad.BAD_COUNTS }), oneOf<undefined>(bad.NO_OBJECTS))),
  ))),
  method('episodes', 'delete', 4, anyId),
];

/** Every method of the facts. */
export const FACT_CALLS: readonly MethodCalls[] = [
  method('facts', 'put', 10, fc.tuple(mostly(fact, badFact))),
  method('facts', 'get', 2, anyId),
  method('facts', 'getByKey', 3, fc.tuple(mostly(keys, oneOf(bad.BAD_IDENTIFIERS)))),
  method('facts', 'listKeys', 4, fc.tuple(mostly<string | undefined>(fc.option(prefixes, { nil: undefined }), oneOf(bad.BAD_BOUNDS)))),
  method('facts', 'delete', 4, anyId),
  method('facts', 'all', 2, fc.constant([])),
];
