import { CorruptStoreError } from '../errors.ts';
import { crc32 } from './crc32.ts';

/**
 * A sealed body is the JSON text of one record whose last member is the CRC-32 of the text without that member:
 * `{"offset":1,…,"crc32":"9ae0daaf"}`. It is made and checked in core alone, so that a damaged byte is found on every backend,
 * and it stays plain JSON for whoever reads the storage by hand.
 */
const MARK = ',"crc32":"';
const MARK_END = '"}';
const SUM_DIGITS = 8;
const SEAL_LENGTH = MARK.length + SUM_DIGITS + MARK_END.length;

/** Seals the JSON text of an object with at least one member. */
export function seal(json: string): string {
  return json.slice(0, -1) + MARK + hex(crc32(json)) + MARK_END;
}

/** A checksum as it is stored: eight lower-case hexadecimal digits. */
export function hexCrc32(data: Uint8Array | string): string {
  return hex(crc32(data));
}

/** Every byte in hexadecimal: a number of 32 bits takes `toString` seven times as long. */
const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(sum: number): string {
  return `${BYTES[sum >>> 24]}${BYTES[(sum >>> 16) & 0xff]}${BYTES[(sum >>> 8) & 0xff]}${BYTES[sum & 0xff]}`;
}

/**
 * The members of a sealed body, which the caller knows by the collection that it stands in; without its checksum.
 * @param where names the place for the error; called only for it.
 * @throws CorruptStoreError if the text is not what was sealed.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- one place for the assertion instead of one for each record
export function unseal<Members = Readonly<Record<string, unknown>>>(body: string, where: () => string): Members {
  if (!isText(body)) throw new CorruptStoreError(`${where()}: there is no text`, { details: { where: where() } });
  const json = `${body.slice(0, -SEAL_LENGTH)}}`;
  if (!endsWithSum(body, crc32(json))) {
    throw new CorruptStoreError(`${where()}: the record does not match its checksum`, { details: { where: where() } });
  }
  try {
    // Without its checksum: V8 keeps every string of so few characters for later ones, which takes longer than to copy the text.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the seal holds: these are the members that core wrote
    return JSON.parse(json) as Members;
  } catch (cause) {
    throw new CorruptStoreError(`${where()}: the record has its checksum, and is no JSON: nothing that was stored here`, { cause, details: { where: where() } });
  }
}

const DIGITS: readonly number[] = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Whether a body ends as one with this checksum does. Digit by digit: to make the text of a sum takes about as long as to compute it. */
function endsWithSum(body: string, sum: number): boolean {
  const mark = body.length - SEAL_LENGTH;
  if (!body.startsWith(MARK, mark) || !body.endsWith(MARK_END)) return false;
  for (let digit = 0; digit < SUM_DIGITS; digit += 1) {
    const value = (sum >>> (4 * (SUM_DIGITS - 1 - digit))) & 0xf;
    if (body.charCodeAt(mark + MARK.length + digit) !== DIGITS[value]) return false;
  }
  return true;
}

/** Only a damaged storage gives something else than the text that it was given. */
export function isText(body: unknown): boolean {
  return typeof body === 'string';
}
