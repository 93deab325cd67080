import { nodeBuffer } from './node-buffer.ts';

/** Orders strings by code point, which is also the order of their UTF-8 bytes; `<` on strings orders by UTF-16 unit instead. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

// Surrogates (D800–DFFF) stand for code points above every other unit: move them past the units E000–FFFF.
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Bytes of the UTF-8 form of a well-formed string. */
export const utf8Length: (text: string) => number = nodeBuffer?.byteLength ?? portableUtf8Length;

/** The implementation for runtimes without Node's Buffer. */
export function portableUtf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // A surrogate counts 2 here, so that a pair makes the 4 bytes of its code point.
    if (unit > 0x7f) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** Whether the UTF-8 form of a well-formed string has more than `limit` bytes; mostly told without looking at the characters. */
export function exceedsUtf8(text: string, limit: number): boolean {
  return text.length * 3 > limit && utf8Length(text) > limit;
}
