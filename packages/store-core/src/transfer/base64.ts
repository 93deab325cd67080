import { nodeBuffer } from '../values/node-buffer.ts';

/** Bytes that are turned into characters at a time: a call takes only so many arguments. */
const STEP = 8192;

/** Base64 (RFC 4648, section 4) with padding. */
export function toBase64(bytes: Uint8Array): string {
  return nodeBuffer?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') ?? portableToBase64(bytes);
}

/** The implementation for runtimes without Node's Buffer. */
export function portableToBase64(bytes: Uint8Array): string {
  let characters = '';
  for (let start = 0; start < bytes.length; start += STEP) characters += String.fromCharCode(...bytes.subarray(start, start + STEP));
  return btoa(characters);
}

/** The bytes of a base64 text; undefined if it is not what {@link toBase64} writes. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (nodeBuffer === undefined) return portableFromBase64(text);
  // It skips over whatever is no base64.
  const bytes = nodeBuffer.from(text, 'base64');
  return toBase64(bytes) === text ? bytes : undefined;
}

/** The implementation for runtimes without Node's Buffer. */
export function portableFromBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const characters = atob(text);
  // Bits beyond the last byte that are not zero would be lost.
  if (btoa(characters.slice(-(characters.length % 3 || 3))) !== text.slice(-4)) return undefined;
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index);
  return bytes;
}
