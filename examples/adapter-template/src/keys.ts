import { type NameRange, takeNames } from '@cw/store-core/adapter';
import type { ClassicLevel } from 'classic-level';

/** The beginning of all keys below some names. No identifier and no handle holds U+0000, so that it can end each name. */
export function path(...names: readonly string[]): string {
  return names.map((name) => `${name}\u0000`).join('');
}

/** A number as a name that is sorted where the number is. */
export function digits(number: number): string {
  return String(number).padStart(16, '0');
}

/** The names that follow `below`. LevelDB has its keys in the order of bytes, which for UTF-8 is by code point, and jumps from one name to the next. */
export async function namesIn(level: ClassicLevel, below: string, range?: NameRange): Promise<string[]> {
  return await takeNames(range ?? { prefix: '', after: null, limit: Number.POSITIVE_INFINITY }, async (from) => {
    const [key] = await level.keys({ gte: below + from, lt: `${below.slice(0, -1)}\u0001`, limit: 1 }).all();
    return key?.slice(below.length).split('\u0000', 1)[0];
  });
}
