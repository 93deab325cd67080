import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { builtinModule } from './builtin-module.ts';

/** A SHA-256 (FIPS 180-4) that is fed piece by piece. */
export interface Sha256 {
  update(bytes: Uint8Array): unknown;
  /** Lower-case hexadecimal. May be called once. */
  hex(): string;
}

interface NodeHash {
  update(bytes: Uint8Array): NodeHash;
  digest(encoding: 'hex'): string;
}

// Node's crypto computes it natively; WebCrypto, the only one of a browser, takes whole messages alone.
const createNodeHash = builtinModule('node:crypto')?.['createHash'];

/** A new, empty hash. */
export const createSha256: () => Sha256 = isCreateHash(createNodeHash) ? () => nodeSha256(createNodeHash('sha256')) : portableSha256;

function isCreateHash(value: unknown): value is (algorithm: 'sha256') => NodeHash {
  return typeof value === 'function';
}

function nodeSha256(hash: NodeHash): Sha256 {
  return { update: (bytes) => hash.update(bytes), hex: () => hash.digest('hex') };
}

/** The implementation for runtimes without Node's crypto. */
export function portableSha256(): Sha256 {
  const hash = sha256.create();
  return { update: (bytes) => hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}
