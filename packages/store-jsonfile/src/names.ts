import { createHash } from 'node:crypto';

/** Bytes of a name on disk without its suffix: most file systems end at 255, and the longest suffix is `.pending`. */
const NAME_BYTES = 240;

/** Characters of a name that is too long which are kept, for people, in front of its hash. */
const KEPT = NAME_BYTES - '~'.length - 64;

/** What stands for itself. Upper case does not: some file systems take `A` and `a` for the same file. */
const PLAIN = /[a-z0-9_.-]/;

/** Names of devices on Windows, with any extension too. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;

const HASHED = /^[a-z0-9_.%-]*~[0-9a-f]{64}$/;

/**
 * The name under which a handle or a scope is stored: lower-case ASCII, no two alike, at most 240 bytes. Letters, digits, `_`, `-` and inner dots
 * stand for themselves, every other byte of the UTF-8 form is written as `%` and two hexadecimal digits. What would be
 * too long is cut, and ends with `~` and the SHA-256 of the whole name.
 */
export function encodeName(name: string): string {
  const encoded = escapeEnds(Array.from(name, escapeCharacter).join(''));
  if (encoded.length <= NAME_BYTES) return encoded;
  const kept = encoded.slice(0, KEPT).replace(/%.?$/, '');
  return `${kept}~${createHash('sha256').update(name).digest('hex')}`;
}

/** The name that was encoded; null if only a hash of it is left; undefined for what `encodeName` never gives. */
export function decodeName(encoded: string): string | null | undefined {
  if (HASHED.test(encoded)) return null;
  let name: string;
  try {
    name = decodeURIComponent(encoded);
  } catch {
    // A malformed escape: not one of ours.
    return undefined;
  }
  return name !== '' && encodeName(name) === encoded ? name : undefined;
}

function escapeCharacter(character: string): string {
  return PLAIN.test(character) ? character : escape(character);
}

/** No hidden file, no name of a device, and no dot at the end, which Windows drops. */
function escapeEnds(encoded: string): string {
  const start = encoded.startsWith('.') || RESERVED.test(encoded) ? escape(encoded.slice(0, 1)) + encoded.slice(1) : encoded;
  return start.endsWith('.') ? start.slice(0, -1) + escape('.') : start;
}

function escape(text: string): string {
  return Buffer.from(text).toString('hex').replaceAll(/../g, '%$&');
}
