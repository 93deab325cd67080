import { compareCodePoints } from '../values/unicode.ts';
import type { NameRange } from './backend.ts';

/**
 * The names of a range, for storages that are read one by one: `next` finds the first name, in code-point order, that is not before `from`;
 * undefined: there is none. It is asked for one name more than are given at most, and for none between them.
 */
export async function takeNames({ prefix, after, limit }: NameRange, next: (from: string) => Promise<string | undefined>): Promise<string[]> {
  const found: string[] = [];
  // No name holds U+0000, so that nothing comes between a name and the one with U+0001 behind it.
  let from = after === null || compareCodePoints(after, prefix) < 0 ? prefix : `${after}\u0001`;
  while (found.length < limit) {
    const name = await next(from);
    if (name?.startsWith(prefix) !== true) break;
    found.push(name);
    from = `${name}\u0001`;
  }
  return found;
}
