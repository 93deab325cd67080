import { compareCodePoints, type NameRange } from '@cw/store-core/adapter';
import type { ClassicLevel } from 'classic-level';

/** The beginning of all keys below some names. No identifier and no handle holds U+0000, so that it can end each name. */
export function path(...names: readonly string[]): string {
  return names.map((name) => `${name}\u0000`).join('');
}

/** A number as a name that is sorted where the number is. */
export function digits(number: number): string {
  return String(number).padStart(16, '0');
}

/**
 * The names that follow `below`, in the order of LevelDB's keys: by their bytes, which for UTF-8 is by code point. It jumps from
 * one to the next, so that what stands below a name costs nothing.
 */
export async function namesIn(level: ClassicLevel, below: string, range?: NameRange): Promise<string[]> {
  const { prefix, after, limit } = range ?? { prefix: '', after: null, limit: Number.POSITIVE_INFINITY };
  const first = after === null || compareCodePoints(after, prefix) < 0 ? prefix : `${after}\u0001`;
  const found: string[] = [];
  for (let from = first; found.length < limit; from = `${found.at(-1)}\u0001`) {
    const [key] = await level.keys({ gte: below + from, lt: `${below.slice(0, -1)}\u0001`, limit: 1 }).all();
    const [name] = key?.slice(below.length).split('\u0000', 1) ?? [];
    if (name?.startsWith(prefix) !== true) break;
    found.push(name);
  }
  return found;
}
