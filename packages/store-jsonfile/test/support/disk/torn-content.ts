import { resized } from './image.ts';

/** Bytes that a disk writes at once. Nothing here relies on it: writes are cut within a sector as well. */
const SECTOR = 512;

/** What a file may hold after a power failure, and how that came about. */
export interface Torn {
  readonly how: string;
  readonly content: Buffer;
}

/**
 * The ways in which the last unsynced write of a file may have come to the disk in part, cut at up to `cuts` places.
 * @param versions what the file held when it was synced, and after each change since
 */
export function* tornContents(versions: readonly Buffer[], cuts: number): Generator<Torn, void, undefined> {
  const before = versions[0] ?? Buffer.alloc(0);
  const after = versions.at(-1) ?? before;
  const zeroed = resized(before, after.length);
  yield { how: 'grown by zeros', content: zeroed };
  const start = firstDifference(zeroed, after);
  for (const cut of bordersIn(start, after.length, cuts)) {
    const [front, back] = [after.subarray(0, cut), after.subarray(cut)];
    yield { how: `cut off at ${cut}`, content: front };
    yield { how: `nothing behind ${cut}`, content: Buffer.concat([front, zeroed.subarray(cut)]) };
    yield { how: `nothing before ${cut}`, content: Buffer.concat([zeroed.subarray(0, cut), back]) };
    const next = cut + SECTOR;
    if (next < after.length) {
      yield { how: `nothing from ${cut} to ${next}`, content: Buffer.concat([front, zeroed.subarray(cut, next), after.subarray(next)]) };
      yield { how: `nothing but ${cut} to ${next}`, content: Buffer.concat([zeroed.subarray(0, cut), after.subarray(cut, next), zeroed.subarray(next)]) };
      yield { how: `nothing before ${cut}, and cut off at ${next}`, content: Buffer.concat([zeroed.subarray(0, cut), after.subarray(cut, next)]) };
    }
  }
}

/** Some length that the file had since its sync, and of each part of it, what it held at some time since. */
export function randomContent(versions: readonly Buffer[], random: () => number): Buffer {
  const below = (limit: number): number => Math.floor(random() * limit);
  const lengths = versions.map(({ length }) => length);
  const longest = Math.max(...lengths);
  // One of those lengths, or one on the way from the first to the longest.
  const length = random() < 0.5 ? (lengths[below(lengths.length)] ?? 0) : Math.min(...lengths) + below(longest - Math.min(...lengths) + 1);
  const content = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const border = at - (at % SECTOR) + SECTOR;
    // Now and then a sector comes to the disk in part.
    const end = Math.min(length, random() < 0.1 ? at + 1 + below(border - at) : border);
    versions[below(versions.length)]?.subarray(at, end).copy(content, at);
    at = end;
  }
  return content;
}

/** Borders of sectors in a range, and places near its ends and between borders; all of them, or so many. */
function bordersIn(start: number, end: number, most: number): readonly number[] {
  const places = new Set([start + 1, start + 9, end - 2, end - 1]);
  for (let border = start - (start % SECTOR) + SECTOR; border < end; border += SECTOR) {
    places.add(border);
    if ((border / SECTOR) % 4 === 0) places.add(border - 1 - ((border / SECTOR) % 97));
  }
  const inside = [...places].filter((place) => place > start && place < end);
  if (inside.length <= most) return inside;
  return Array.from({ length: most }, (_, index) => inside[Math.floor((index * inside.length) / most)] ?? start);
}

function firstDifference(a: Buffer, b: Buffer): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    if (a[at] !== b[at]) return at;
  }
  return length;
}
