import { CorruptStoreError } from '../errors.ts';
import { crc32 } from './crc32.ts';

/**
 * A sealed body is the JSON text of one record whose last member is the CRC-32 of the text without that member:
 * `{"offset":1,…,"crc32":"9ae0daaf"}`. It is made and checked in core alone, so that a damaged byte is found on every backend,
 * and it stays plain JSON for whoever reads the storage by hand.
 */
const SEAL_LENGTH = ',"crc32":"01234567"}'.length;

/** Seals the JSON text of an object with at least one member. */
export function seal(json: string): string {
  return json.slice(0, -1) + markOf(crc32(json));
}

/** What a sealed body ends with, instead of a brace. */
function markOf(sum: number): string {
  return `,"crc32":"${hex(sum)}"}`;
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
 * The members of a sealed body, which the caller knows by the collection that it stands in; `crc32` is one of them.
 * @param where names the place for the error; called only for it.
 * @throws CorruptStoreError if the text is not what was sealed.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- one place for the assertion instead of one for each record
export function unseal<Members = Readonly<Record<string, unknown>>>(body: string, where: () => string): Members {
  if (!isText(body)) throw new CorruptStoreError(`${where()}: there is no text`, { details: { where: where() } });
  // The brace is not put behind the text: to copy a body takes longer than to begin a second sum.
  const sum = crc32('}', crc32(body.slice(0, -SEAL_LENGTH)));
  if (body.slice(-SEAL_LENGTH) !== markOf(sum)) {
    throw new CorruptStoreError(`${where()}: the record does not match its checksum`, { details: { where: where() } });
  }
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the seal holds: these are the members that core wrote
    return JSON.parse(body) as Members;
  } catch (cause) {
    throw new CorruptStoreError(`${where()}: the record has its checksum, and is no JSON: nothing that was stored here`, { cause, details: { where: where() } });
  }
}

/** Only a damaged storage gives something else than the text that it was given. */
export function isText(body: unknown): boolean {
  return typeof body === 'string';
}
