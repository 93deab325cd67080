import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Creates a folder and its parents, for this user alone, so that they are still there after a power failure. */
export async function createFolders(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  // A name is on the device once the folder that it stands in was synced.
  for (let created = folder; created.length >= first.length; created = dirname(created)) await syncFolder(dirname(created));
}

/** Puts the names in a folder on the device, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot sync a folder.
  if (process.platform !== 'win32') await sync(folder);
}

/** Puts a file on the device. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
