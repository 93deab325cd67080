import { closeSync, constants, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { type Files, nodeFiles, WINDOWS } from './files.ts';

/** Milliseconds: a sync that takes no longer may stop the event loop, which a detour through another thread would cost a part of as well. */
const QUICK = 1;

/** Bytes from which on a sync takes as long as it takes to move them. */
const FEW_BYTES = 65_536;

/**
 * The file system of this machine, for one store. As long as its device syncs so quickly that whoever has written little may as well wait for it, the event
 * loop does; as the device did the last time, it is taken to do again.
 */
export function pacedFiles(): Files {
  let last = Number.POSITIVE_INFINITY;
  const paced = async (written: number, here: () => void, elsewhere: () => Promise<void>): Promise<void> => {
    const start = performance.now();
    if (last <= QUICK && written <= FEW_BYTES) here();
    else await elsewhere();
    last = performance.now() - start;
  };
  return {
    ...nodeFiles,
    sync: async (file, written = Number.POSITIVE_INFINITY) => await paced(written, () => fdatasyncSync(file), async () => await nodeFiles.sync(file)),
    syncFolder: async (path) => await paced(0, () => syncFolder(path), async () => await nodeFiles.syncFolder(path)),
  };
}

function syncFolder(path: string): void {
  if (WINDOWS) return;
  const folder = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
