/**
 * Where the sequence that begins at `at` ends: a code point, or the longest beginning of one that the following bytes
 * leave incomplete. That is what a decoder reads as one character (as one U+FFFD where it is incomplete or no beginning at all).
 */
function sequenceEnd(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = sequenceLength(lead);
  let next = at + 1;
  // The second byte is bounded so that overlong forms, surrogates and what lies beyond U+10FFFF are refused at once.
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const end = Math.min(at + length, bytes.length);
  while (next < end) {
    const byte = bytes[next] ?? 0;
    if (byte < low || byte > high) break;
    low = 0x80;
    high = 0xbf;
    next += 1;
  }
  return next;
}

/** How many bytes at the end may be the beginning of a code point whose rest is still to come: 0 to 3. */
export function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3; back += 1) {
    const at = bytes.length - back;
    const byte = bytes[at] ?? 0;
    if (isContinuation(byte)) continue;
    return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

/** How many bytes the first `count` characters take, where there are so many, each U+FFFD standing for the bytes that it replaced. */
export function bytesOfCharacters(bytes: Uint8Array, count: number): number {
  let at = 0;
  for (let left = count; left > 0; left -= 1) at = sequenceEnd(bytes, at);
  return at;
}

function sequenceLength(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
