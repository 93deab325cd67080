/** A part of a text, in every measure that is needed of it. */
export interface TextSpan {
  /** UTF-16 units. */
  readonly units: number;
  /** Code points. */
  readonly characters: number;
}

/** The code points of a well-formed text. */
export function countCharacters(text: string): number {
  return text.length - (text.match(/[\udc00-\udfff]/g)?.length ?? 0);
}

/** The longest beginning of a well-formed text that has at most so many code points and so many bytes of UTF-8. */
export function measurePrefix(text: string, characters: number, bytes: number): TextSpan {
  let units = 0;
  let taken = 0;
  let size = 0;
  while (units < text.length && taken < characters) {
    const unit = text.charCodeAt(units);
    const width = utf8Width(unit);
    if (size + width > bytes) break;
    units += width === 4 ? 2 : 1;
    taken += 1;
    size += width;
  }
  return { units, characters: taken };
}

/** The longest end of a well-formed text that has at most so many code points and so many bytes of UTF-8. */
export function measureSuffix(text: string, characters: number, bytes: number): TextSpan {
  let units = 0;
  let taken = 0;
  let size = 0;
  while (units < text.length && taken < characters) {
    const width = utf8Width(text.charCodeAt(text.length - units - 1));
    if (size + width > bytes) break;
    units += width === 4 ? 2 : 1;
    taken += 1;
    size += width;
  }
  return { units, characters: taken };
}

// A surrogate, high or low, tells of a pair: 4 bytes.
function utf8Width(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit < 0xe000 ? 4 : 3;
}
