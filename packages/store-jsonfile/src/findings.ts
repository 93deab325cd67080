import { type Finding, isStoreError } from '@cw/store-core';

/** A stream of what is wrong. */
export type Findings = AsyncGenerator<Finding, void, undefined>;

/** A file that is in nobody's way, but that this adapter did not write there. */
export function strayFile(path: string): Finding {
  return { code: 'STRAY_FILE', where: path, message: 'does not belong to the store; move it elsewhere' };
}

/** What is damaged: a file, or a line of one. */
export function damaged(where: string, message: string): Finding {
  return { code: 'CORRUPT', where, message };
}

/** What a read finds to be damaged; null: nothing. Any other error means that there was no way to look, and is thrown. */
export function damageOf(where: string, read: () => void): Finding | null {
  try {
    read();
    return null;
  } catch (error) {
    if (!isStoreError(error) || error.code !== 'CORRUPT') throw error;
    return damaged(where, error.message);
  }
}
