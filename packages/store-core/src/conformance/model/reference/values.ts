import type { Sensitivity } from '../../../contract/event-log.ts';
import { utf8 } from '../../samples.ts';
import { refuse } from './refusal.ts';

/*
 * The bounds of the contract, written down once more: a model that took them from core could not find them wrong.
 */
const NAME_BYTES = 512;
const MOST_TAGS = 10_000;
const MOST_RECORDS = 10_000;

/** Members that are still to be checked. */
export type Members = Readonly<Record<string, unknown>>;

const SENSITIVITIES: readonly Sensitivity[] = ['public', 'internal', 'confidential', 'restricted'];
const CONTROL_OR_SEPARATOR = /[\u0000-\u001f\u007f-\u009f/\\]/u;
const HASH = /^[0-9a-f]{64}$/;

/** A record whose members are all known; `path` is what an error calls the whole, `prefix` stands before the names of its members. */
export function members(value: unknown, path: string, known: readonly string[], prefix = ''): Members {
  if (!isObject(value)) return refuse('INVALID_VALUE', path);
  for (const key of Object.keys(value)) if (!known.includes(key)) refuse('INVALID_VALUE', `${prefix}${key}`);
  return value;
}

/** Options or a query: absent is none, and an unknown key is an error. */
export function options(value: unknown, known: readonly string[]): Members {
  if (value === undefined) return {};
  if (!isObject(value) || Object.keys(value).some((key) => !known.includes(key))) return refuse('INVALID_ARGUMENT');
  return value;
}

export function identifier(value: unknown, path: string): string {
  const name = text(value, path);
  if (name === '' || utf8(name).length > NAME_BYTES || name.includes('\u0000')) return refuse('INVALID_VALUE', path);
  return name;
}

export function optionalIdentifier(value: unknown, path: string): string | null {
  return value === undefined || value === null ? null : identifier(value, path);
}

export function text(value: unknown, path: string): string {
  if (typeof value !== 'string' || !value.isWellFormed()) return refuse('INVALID_VALUE', path);
  return value;
}

/** A name in a range of names, which need not be a name that anything can have. */
export function bound(value: unknown): string {
  return typeof value === 'string' && value.isWellFormed() ? value : refuse('INVALID_ARGUMENT');
}

export function handle(value: unknown): string {
  return isHandle(value) ? value : refuse('INVALID_HANDLE');
}

export function isHandle(value: unknown): value is string {
  if (typeof value !== 'string' || !value.isWellFormed() || CONTROL_OR_SEPARATOR.test(value)) return false;
  return value !== '' && value !== '.' && value !== '..' && utf8(value).length <= NAME_BYTES;
}

export function isHash(value: unknown): value is string {
  return typeof value === 'string' && HASH.test(value);
}

/** A count, an offset or a bound among arguments. */
export function count(value: unknown): number {
  return isCount(value) ? Math.abs(value) : refuse('INVALID_ARGUMENT');
}

export function optionalCount(value: unknown): number | undefined {
  return value === undefined ? undefined : count(value);
}

/** A number as a member of a record. */
export function storedCount(value: unknown, path: string, least: 0 | 1): number {
  return isCount(value) && value >= least ? Math.abs(value) : refuse('INVALID_VALUE', path);
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function flag(value: unknown): boolean {
  if (value !== undefined && typeof value !== 'boolean') return refuse('INVALID_ARGUMENT');
  return value === true;
}

export function sensitivity(value: unknown, path: string): Sensitivity {
  return value === undefined ? 'public' : (SENSITIVITIES.find((one) => one === value) ?? refuse('INVALID_VALUE', path));
}

export function tags(value: unknown, path: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MOST_TAGS) return refuse('INVALID_VALUE', path);
  return value.map((tag: unknown, index) => identifier(tag, `${path}[${index}]`));
}

/** The kinds of a query. */
export function kinds(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return refuse('INVALID_ARGUMENT');
  return value.map((kind: unknown, index) => identifier(kind, `kinds[${index}]`));
}

/** A batch: as many records as an `appendMany` takes. */
export function batch(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) return refuse('INVALID_VALUE', path);
  return value.length > MOST_RECORDS ? refuse('INVALID_ARGUMENT') : value;
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
