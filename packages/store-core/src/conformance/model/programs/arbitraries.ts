import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../contract/json.ts';
import type { Sensitivity } from '../../../contract/event-log.ts';
import { wrong } from '../../samples.ts';
import { nested } from './faults.ts';
import { HANDLES, IDS } from './names.ts';
import { BOUNDS, TEXTS } from './pools.ts';

/** The first in most cases, and what it shrinks to. */
export function mostly<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, { weight, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** One of a list, whatever its type should be. */
export function oneOf<T>(values: readonly unknown[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values).map((value) => wrong<T>(value));
}

/** A record with members left out, but for those that it needs. */
export function record<T extends object, K extends keyof T>(members: { [M in keyof T]: fc.Arbitrary<T[M]> }, needs: readonly K[]): fc.Arbitrary<Partial<T> & Pick<T, K>> {
  return fc.record(members, { requiredKeys: [...needs], noNullPrototype: true }).map((value) => wrong<Partial<T> & Pick<T, K>>(value));
}

/** The same with one fault: a member that is wrong, one too many, or one that is needed and missing. */
export function spoiled<T extends object>(good: fc.Arbitrary<T>, faults: Readonly<Record<string, readonly unknown[]>>, needs: readonly string[] = []): fc.Arbitrary<T> {
  const changes = [
    ...Object.entries(faults).flatMap(([member, values]) => values.map((value) => ({ member, value }))),
    ...needs.map((member) => ({ member, value: undefined })),
    { member: 'unknown', value: 1 },
  ];
  return fc.tuple(good, fc.constantFrom(...changes)).map(([value, change]) => wrong<T>({ ...value, [change.member]: change.value }));
}

export const ids: fc.Arbitrary<string> = fc.constantFrom(...IDS);
export const handles: fc.Arbitrary<string> = fc.constantFrom(...HANDLES);
const characters = fc.constantFrom('a', 'B', ' ', '\n', '\r', '\u0000', '"', '\\', '%', '\u00e9', '\u0301', '\u2028', '\ud7ff', '\ue000', '\ufffd', '\uffff', '\u{10000}', '\u{10ffff}');
export const texts: fc.Arbitrary<string> = mostly(fc.constantFrom(...TEXTS), fc.string({ unit: characters, maxLength: 6 }), 4);
export const bounds: fc.Arbitrary<string> = mostly(fc.constantFrom(...BOUNDS), ids, 3);
export const counts: fc.Arbitrary<number> = mostly(fc.nat(4), fc.constantFrom(-0, 10, Number.MAX_SAFE_INTEGER), 6);
export const tagLists: fc.Arbitrary<string[]> = fc.array(ids, { maxLength: 3 });
export const sensitivities: fc.Arbitrary<Sensitivity> = fc.constantFrom('public', 'internal', 'confidential', 'restricted');

const { tree } = fc.letrec<{ tree: JsonValue; list: JsonValue[]; members: JsonObject }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: fc.oneof(fc.constantFrom(null, true, false, 0, -0, 1, -1, 0.1, 1e21, 1e-7, 5e-324, 2 ** 53, Number.MAX_VALUE), fc.constantFrom(...TEXTS)) },
    { weight: 1, arbitrary: tie('list') },
    { weight: 1, arbitrary: tie('members') },
  ),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  members: fc.dictionary(jsonKeys(), tie('tree'), { maxKeys: 3, noNullPrototype: true }),
}));

export const jsonObjects: fc.Arbitrary<JsonObject> = mostly(
  fc.dictionary(jsonKeys(), mostly<JsonValue | undefined>(tree, fc.constant(undefined)), { maxKeys: 3, noNullPrototype: true }),
  fc.constant(wrong<JsonObject>(nested(64))),
  30,
);

function jsonKeys(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'b', 'A', '', '10', '9', '01', '\u00e9', 'e\u0301', '\uff5e', '\u{1f600}', 'constructor', '\u0000', 'a.b');
}
