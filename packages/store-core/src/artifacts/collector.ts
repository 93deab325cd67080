/** Lists, and numbers in each, that are made for the collector: 128 KiB, as much as a chunk, in objects that begin in the young generation. */
const LISTS = 2;
const NUMBERS = 8000;

/** The last of them, so that none is optimised away. */
let made: readonly number[] = [];

/**
 * To be called for each chunk that goes by. The bytes of a chunk lie outside of the heap of JavaScript, and with little inside of it, V8 lets 64 MiB and more
 * of them come together before it looks which ones nobody has any more. A young generation that is full it collects at once, and
 * the bytes with it. So each chunk fills it by as much as the chunk is long: measured, a gigabyte leaves half as much behind, for a tenth of a millisecond per MiB.
 */
export function letCollectorKeepUp(): void {
  // oxlint-disable-next-line unicorn/no-new-array -- a length is what is meant, and `Array.from` takes many times as long
  for (let list = 0; list < LISTS; list += 1) made = new Array<number>(NUMBERS).fill(made.length);
}
