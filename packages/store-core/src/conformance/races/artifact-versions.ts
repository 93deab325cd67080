import { createSha256 } from '../../values/sha256.ts';

/** Bytes of the block that is repeated through a version: any piece of an artifact tells of which version it is. */
const BLOCK = 16;

/** The content of a version: every second one is longer than a chunk of 128 KiB, and no two have the same length. */
export function versionContent(version: number): Uint8Array<ArrayBuffer> {
  const blocks = (version % 2 === 0 ? 8_300 : 20) + (version % 100);
  return new TextEncoder().encode(block(version).repeat(blocks));
}

/** How a version is called, as a label too. */
export function versionName(version: number): string {
  return `version ${version}`;
}

/** Its SHA-256. At once, so that a call that needs it is made when its turn is. */
export function versionHash(version: number): string {
  const hash = createSha256();
  hash.update(versionContent(version));
  return hash.hex();
}

/** Which version these bytes are, or how they are none. */
export function readVersion(bytes: Uint8Array): string {
  const version = Number.parseInt(blockAt(bytes, 0).slice(1), 10);
  if (Number.isNaN(version)) return `no version: ${JSON.stringify(blockAt(bytes, 0))}`;
  const whole = versionContent(version);
  const length = Math.min(whole.length, bytes.length);
  for (let at = 0; at < length; at += BLOCK) {
    if (blockAt(bytes, at) !== block(version)) return `torn: ${versionName(version)} up to byte ${at}, then ${JSON.stringify(blockAt(bytes, at))}`;
  }
  return whole.length === bytes.length ? versionName(version) : `torn: ${bytes.length} of the ${whole.length} bytes of ${versionName(version)}`;
}

function block(version: number): string {
  return `v${version.toString().padStart(BLOCK - 2, '0')} `;
}

function blockAt(bytes: Uint8Array, at: number): string {
  return new TextDecoder().decode(bytes.subarray(at, at + BLOCK));
}
