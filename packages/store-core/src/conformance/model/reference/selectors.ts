import type { Selection } from '../../../contract/selector.ts';
import { grep, matcher } from './grep.ts';
import { pickKeys, pickPointer } from './json-text.ts';
import { refuse } from './refusal.ts';
import { isCount, isObject } from './values.ts';
import type { Members } from './values.ts';

/** Picks from the bytes of an artifact. */
export type Pick = (bytes: Uint8Array) => Selection;

/** The keys of each type of selector that is modelled; `rows` and `outline` are not. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  head: ['chars', 'start'],
  tail: ['chars'],
  lines: ['start', 'end'],
  bytes: ['start', 'end'],
  grep: ['pattern', 'regex', 'ignoreCase', 'before', 'after', 'limit', 'start'],
  json_keys: ['keys'],
  json_pointer: ['pointer'],
};
const COUNTS = ['chars', 'start', 'end', 'before', 'after', 'limit'] as const;
const FLAGS = ['regex', 'ignoreCase'] as const;

/** A selector's options after their checks. */
export interface SelectorOptions {
  readonly type: string;
  readonly counts: Readonly<Partial<Record<(typeof COUNTS)[number], number>>>;
  readonly flags: Readonly<Partial<Record<(typeof FLAGS)[number], boolean>>>;
  readonly pattern: string;
  readonly pointer: string;
  readonly keys: readonly string[];
  readonly given: Members;
}

/** What a selector picks; the selector is checked before anything is read. */
export function readSelector(selector: unknown): Pick {
  const options = readOptions(selector);
  switch (options.type) {
    case 'head':
      return (bytes) => head(bytes, options);
    case 'tail':
      return (bytes) => tail(bytes, options);
    case 'lines':
      return (bytes) => lines(bytes, options);
    case 'bytes':
      return (bytes) => range(bytes, options);
    case 'grep': {
      const matches = matcher(options);
      return (bytes) => grep(linesOf(decode(bytes)), bytes.length > 0, matches, options);
    }
    case 'json_keys':
      return (bytes) => whole(pickKeys(decode(bytes), options.keys));
    default:
      return (bytes) => whole(pickPointer(decode(bytes), options.pointer));
  }
}

function readOptions(selector: unknown): SelectorOptions {
  if (!isObject(selector)) return refuse('INVALID_SELECTOR');
  const { type, keys = [], pattern = '', pointer = '' } = selector;
  const known = typeof type === 'string' && Object.hasOwn(KEYS, type) ? KEYS[type] : undefined;
  if (typeof type !== 'string' || known === undefined) return refuse('INVALID_SELECTOR');
  if (Object.keys(selector).some((key) => key !== 'type' && !known.includes(key))) refuse('INVALID_SELECTOR');
  for (const name of COUNTS) if (selector[name] !== undefined && !isCount(selector[name])) refuse('INVALID_SELECTOR');
  for (const name of FLAGS) if (selector[name] !== undefined && typeof selector[name] !== 'boolean') refuse('INVALID_SELECTOR');
  for (const needed of ['pattern', 'pointer', 'keys']) if (known.includes(needed) && selector[needed] === undefined) refuse('INVALID_SELECTOR');
  if (typeof pattern !== 'string' || !pattern.isWellFormed() || typeof pointer !== 'string' || !isStrings(keys)) return refuse('INVALID_SELECTOR');
  if ((pointer !== '' && !pointer.startsWith('/')) || /~(?![01])/.test(pointer)) refuse('INVALID_SELECTOR');
  const counts = Object.fromEntries(COUNTS.flatMap((name) => (isCount(selector[name]) ? [[name, Math.abs(selector[name])]] : [])));
  const flags = Object.fromEntries(FLAGS.map((name) => [name, selector[name] === true]));
  return { type, counts, flags, pattern, pointer, keys, given: selector };
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function head(bytes: Uint8Array, { counts: { chars = 500, start = 0 } }: SelectorOptions): Selection {
  const rest = bytes.subarray(start);
  const text = Array.from(decode(rest)).slice(0, chars).join('');
  const end = start + bytesOf(rest, text);
  const truncated = end < bytes.length;
  return { text, truncated, next: truncated && chars > 0 ? { type: 'head', chars, start: end } : null };
}

/** How many bytes these first characters were read from: cut there, both parts read as they do together. */
function bytesOf(bytes: Uint8Array, text: string): number {
  const all = decode(bytes);
  for (let end = 0; end < bytes.length; end += 1) {
    if (decode(bytes.subarray(0, end)) === text && text + decode(bytes.subarray(end)) === all) return end;
  }
  return bytes.length;
}

function tail(bytes: Uint8Array, { counts: { chars = 500 } }: SelectorOptions): Selection {
  const characters = Array.from(decode(bytes));
  return { text: chars === 0 ? '' : characters.slice(-chars).join(''), truncated: characters.length > chars, next: null };
}

function lines(bytes: Uint8Array, { counts: { start = 0, end } }: SelectorOptions): Selection {
  const all = linesOf(decode(bytes));
  const truncated = end !== undefined && Math.max(start, end) < all.length;
  return { text: all.slice(start, end).join('\n'), truncated, next: truncated && end > start ? { type: 'lines', start: end, end: end + end - start } : null };
}

function range(bytes: Uint8Array, { counts: { start = 0, end } }: SelectorOptions): Selection {
  const truncated = end !== undefined && Math.max(start, end) < bytes.length;
  return { text: decode(bytes.subarray(start, end)), truncated, next: truncated && end > start ? { type: 'bytes', start: end, end: end + end - start } : null };
}

function whole(text: string): Selection {
  return { text, truncated: false, next: null };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Lines end at LF, CRLF or CR; a final line end adds no empty line. */
function linesOf(text: string): string[] {
  const all = text.split(/\r\n|\n|\r/);
  return all.at(-1) === '' ? all.slice(0, -1) : all;
}
