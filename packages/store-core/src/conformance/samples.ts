import type { ContextItem } from '../contract/event-log.ts';
import type { Episode } from '../contract/episodic-store.ts';
import type { Fact } from '../contract/fact-store.ts';
import type { LedgerEvent } from '../contract/ledger.ts';
import type { Store } from '../contract/store.ts';
import { isStoreError } from '../errors.ts';

/** Sizes at and beside the borders of the pieces in which adapters may keep bytes. */
export const BORDER_SIZES: readonly number[] = [1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 262_145, 1_048_577, 3_145_735];

/** Not a count, an offset or a bound. */
export const BAD_COUNTS: readonly unknown[] = [-1, 1.5, Number.NaN, Infinity, -Infinity, 2 ** 53, '1', null, 1n, true];

/** Not an identifier: empty, U+0000, a lone surrogate, 513 bytes. */
export const NO_IDENTIFIERS: readonly string[] = ['', 'a\u0000b', '\ud800', 'x'.repeat(513)];

/** Pairwise different identifiers that a careless comparison, collation or object key takes for one another, or for something else. */
export const EASILY_MISTAKEN: readonly string[] = [
  'a', 'A', 'a ', ' a', 'a\t', 'a\n', 'a.', '\u00e9', 'e\u0301', '\u00c9', 'ss', '\u00df', '\u1e9e', 'i', 'I', '\u0130', '\u0131',
  '\ufb01', 'fi', 'K', '\u212a', '1', '01', '1.0', '0', '-0', 'null', 'undefined', 'NaN', 'true', '__proto__', 'constructor', 'toString',
  'hasOwnProperty', '%', '_', '*', '\'', '"', '\\', '/', '..', '\u200b', 'a\u200b', '\ufeff', '\ufeffa', '\u00a0', '\u2028', '\u{1f600}',
  '\u{1f601}', '\ufffd', '\uffff', '\u{10ffff}',
];

/** In code-point order, which is neither that of UTF-16 units (U+FF5E, U+1F600) nor that of any locale. */
export const CODE_POINT_ORDER: readonly string[] = [
  '!', '-x', '10', '9', 'A', 'Z', 'Za', '_', 'a', 'a ', 'a!', 'aB', 'ab', 'b', '~', '\u00c9', '\u00e9', '\u0416', '\u4e2d', '\ue000',
  '\uff5e', '\uffff', '\u{10000}', '\u{1f600}', '\u{1f600}a', '\u{10ffff}',
];

/** An item with what every item must have, and more. */
export function item(id: string, more: Partial<ContextItem> = {}): ContextItem {
  return { id, kind: 'user_turn', text: `text of ${id}`, ...more };
}

/** One item for each letter, which is its kind: `AAB` is i1 (A), i2 (A), i3 (B). */
export function itemsOfKinds(kinds: string): ContextItem[] {
  return Array.from(kinds, (kind, index) => item(`i${index + 1}`, { kind }));
}

/** A ledger event with what every event must have, and more. */
export function ledgerEvent(id: string, more: Partial<LedgerEvent> = {}): LedgerEvent {
  return { id, runId: 'run', turn: 0, kind: 'step', actor: 'agent', ...more };
}

/** An episode with what every episode must have, and more. */
export function episode(episodeId: string, more: Partial<Episode> = {}): Episode {
  return { episodeId, summary: `summary of ${episodeId}`, ...more };
}

/** A fact with what every fact must have, and more. */
export function fact(factId: string, more: Partial<Fact> = {}): Fact {
  return { factId, key: 'key', value: `value of ${factId}`, ...more };
}

/** Something in each of the five stores: events u1 and t1 (its answer), ledger events l1 and l2 of two runs, artifact result:1, episode ep1, fact f1. */
export async function fill(store: Store): Promise<void> {
  const artifactRef = await store.artifacts.put('result:1', utf8('{"total":3}\n'), { mediaType: 'application/json', label: 'Result' });
  await store.events.append(item('u1'));
  await store.events.append(item('t1', { kind: 'tool_result', parentId: 'u1', artifactRef }));
  await store.ledger.append(ledgerEvent('l1', { runId: 'run-1' }));
  await store.ledger.append(ledgerEvent('l2', { runId: 'run-2', turn: 1, payload: { step: 2 } }));
  await store.episodes.add(episode('ep1', { tags: ['done'] }));
  await store.facts.put(fact('f1', { tags: ['known'] }));
}

/** The ids of items or ledger events. */
export function ids(records: readonly { readonly id: string }[]): string[] {
  return records.map((record) => record.id);
}

/** The whole numbers from `first` to `last`. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** A value that the types do not allow, as plain JavaScript would pass it: the one place where the kit lies to the type checker. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it becomes what the callee asks for
export function wrong<T>(value: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- to pass what the types forbid is its purpose
  return value as T;
}

/** Compares by code point. */
export function byCodePoint(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (const [index, char] of a.entries()) {
    const difference = (char.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Shuffled always the same way, so that an order that comes out was not there going in. */
export function shuffled<T>(list: readonly T[]): T[] {
  const places = list.map((value, index) => ({ value, place: (index * 7_919 + 13) % 1_009 }));
  return places.sort((a, b) => a.place - b.place).map(({ value }) => value);
}

/** What became of each call: its value, or the code with which it was rejected. */
export async function outcomes(calls: readonly Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return one.value;
    return isStoreError(one.reason) ? one.reason.code : `no StoreError: ${String(one.reason)}`;
  });
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Bytes in which no two places of a piece look alike for long. */
export function patterned(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) bytes[index] = index * 7 + Math.floor(index / 251);
  return bytes;
}

/** The bytes in pieces of these sizes, over and over. */
export async function* inPieces(bytes: Uint8Array, ...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const end = start + (sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(start, end);
    start = end;
  }
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** SHA-256 by WebCrypto, lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
