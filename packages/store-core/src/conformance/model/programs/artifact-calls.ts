import fc from 'fast-check';
import type { ArtifactContent, ListRefsOptions, PutOptions } from '../../../contract/artifact-store.ts';
import type { Selector } from '../../../contract/selector.ts';
import { utf8 } from '../../samples.ts';
import { hashOf } from '../reference/artifacts.ts';
import { bounds, counts, handles, mostly, oneOf, record, spoiled, texts } from './arbitraries.ts';
import { method } from './method.ts';
import type { MethodCalls } from './method.ts';
import * as bad from './faults.ts';
import { Pieces } from './pieces.ts';
import { CONTENTS, EXPRESSIONS, KEYS, PATTERNS, POINTERS } from './pools.ts';

const contents: fc.Arbitrary<ArtifactContent> = mostly<ArtifactContent>(fc.constantFrom(...CONTENTS), fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.from(bytes)), 6);
const badContents: fc.Arbitrary<ArtifactContent> = fc.oneof(
  oneOf<ArtifactContent>(bad.BAD_CONTENTS),
  fc.constantFrom(new Pieces('iterable', [utf8('a')], 'throws'), new Pieces('stream', [utf8('a')], 'throws'), new Pieces('iterable', [utf8('a')], 'text')),
);
const mediaTypes = fc.constantFrom('text/plain', 'application/json', 'a');
const hashes = fc.constantFrom(hashOf(utf8('')), hashOf(utf8('a')), hashOf(utf8('line 1\nline 2\nline 3')));
const plainOptions: fc.Arbitrary<PutOptions> = record({ mediaType: mediaTypes, label: texts }, []);
const options: fc.Arbitrary<PutOptions | undefined> = fc.oneof(
  fc.constant(undefined),
  plainOptions,
  record({ mediaType: mediaTypes, label: texts, ifAbsent: fc.boolean() }, ['ifAbsent']),
  record({ mediaType: mediaTypes, label: texts, ifMatch: hashes }, ['ifMatch']),
);
const badOptions: fc.Arbitrary<PutOptions | undefined> = fc.oneof(
  spoiled(plainOptions, { mediaType: bad.BAD_IDENTIFIERS, label: bad.BAD_TEXTS, ifAbsent: [1, null, 'true'], ifMatch: ['', 'A'.repeat(64), null, 7] }),
  hashes.map((ifMatch) => ({ ifAbsent: true, ifMatch })),
  oneOf<undefined>(bad.NO_OBJECTS),
);

const anyHandle: fc.Arbitrary<string> = mostly(handles, oneOf(bad.BAD_HANDLES));
const bytes = mostly(fc.nat(12), fc.constantFrom(499, 700, 131_071, 131_074, Number.MAX_SAFE_INTEGER), 4);
const range = record({ start: bytes, end: bytes }, []);
const badRange = fc.oneof(spoiled(range, { start: bad.BAD_COUNTS, end: bad.BAD_COUNTS }), oneOf<object>(bad.NO_OBJECTS));
const listOptions: fc.Arbitrary<ListRefsOptions> = record({ prefix: bounds, after: bounds, limit: counts }, []);
const badListOptions = fc.oneof(spoiled(listOptions, { prefix: bad.BAD_BOUNDS, after: bad.BAD_BOUNDS, limit: bad.BAD_COUNTS }), oneOf<ListRefsOptions>(bad.NO_OBJECTS));

/** Selectors that the model knows. */
const modelled: fc.Arbitrary<Selector> = fc.oneof(
  record({ type: fc.constant('head' as const), chars: counts, start: bytes }, ['type']),
  record({ type: fc.constant('tail' as const), chars: counts }, ['type']),
  record({ type: fc.constant('lines' as const), start: counts, end: counts }, ['type']),
  record({ type: fc.constant('bytes' as const), start: bytes, end: bytes }, ['type']),
  record({ type: fc.constant('grep' as const), pattern: fc.constantFrom(...PATTERNS), ignoreCase: fc.boolean(), before: fc.nat(2), after: fc.nat(2), limit: fc.nat(2), start: fc.nat(2) }, ['type', 'pattern']),
  record({ type: fc.constant('grep' as const), pattern: fc.constantFrom(...EXPRESSIONS), regex: fc.constant(true), before: fc.nat(1), after: fc.nat(1), limit: fc.nat(2) }, ['type', 'pattern', 'regex']),
  record({ type: fc.constant('json_keys' as const), keys: fc.array(fc.constantFrom(...KEYS), { maxLength: 3 }) }, ['type', 'keys']),
  record({ type: fc.constant('json_pointer' as const), pointer: fc.constantFrom(...POINTERS) }, ['type', 'pointer']),
);
/** And the others, for adapters that are compared with each other. */
const others: fc.Arbitrary<Selector> = fc.oneof(
  fc.constant({ type: 'outline' as const }),
  record({ type: fc.constant('rows' as const), start: counts, end: counts, header: fc.boolean(), columns: fc.array(fc.constantFrom<string | number>(0, 1, 'a'), { minLength: 1, maxLength: 2 }) }, ['type']),
);

/** Every method of the artifact store. @param everySelector whether selectors that the model does not know are among them. */
export function artifactCalls(everySelector: boolean): readonly MethodCalls[] {
  const selectors = everySelector ? mostly(modelled, others, 3) : modelled;
  const selections: fc.Arbitrary<[handle: string, selector: Selector]> = mostly(fc.tuple(handles, selectors), fc.oneof(fc.tuple(oneOf<string>(bad.BAD_HANDLES), selectors), fc.tuple(handles, oneOf<Selector>(bad.BAD_SELECTORS))));
  const puts = fc.oneof(
    fc.tuple(oneOf<string>(bad.BAD_HANDLES), contents, options),
    // Without a condition: whether it is looked at before the stream is read is left open.
    fc.tuple(handles, badContents, mostly<PutOptions | undefined>(fc.constant(undefined), plainOptions, 1)),
    fc.tuple(handles, contents, badOptions),
  );
  return [
    method('artifacts', 'put', 18, mostly(fc.tuple(handles, contents, options), puts, 8)),
    method('artifacts', 'get', 4, fc.tuple(anyHandle)),
    method('artifacts', 'stream', 4, fc.oneof({ withCrossShrink: true }, { weight: 8, arbitrary: fc.tuple(anyHandle, range) }, { weight: 1, arbitrary: fc.tuple(handles, badRange) })),
    method('artifacts', 'ref', 2, fc.tuple(anyHandle)),
    method('artifacts', 'metadata', 1, fc.tuple(anyHandle)),
    method('artifacts', 'exists', 2, fc.tuple(anyHandle)),
    method('artifacts', 'delete', 4, fc.tuple(anyHandle)),
    method('artifacts', 'listRefs', 7, fc.tuple(mostly(listOptions, badListOptions))),
    method('artifacts', 'drilldown', 5, selections),
    method('artifacts', 'select', 8, selections),
  ];
}
