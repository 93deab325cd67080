import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPeer } from '../../peers/load.ts';
import { bytes, marked } from '../data.ts';
import { type Contestant, repeating } from '../contestant.ts';

/** So many artifacts are there to be read. What is put is always new, as the results of tools are. */
export const NAMES = 20;

interface Cacache {
  put(folder: string, key: string, data: Uint8Array): Promise<unknown>;
  get(folder: string, key: string): Promise<{ readonly data: Uint8Array }>;
}

interface Unstorage {
  createStorage(options: { readonly driver: unknown }): {
    setItemRaw(key: string, value: Uint8Array): Promise<void>;
    getItemRaw(key: string): Promise<unknown>;
  };
}

interface UnstorageFs {
  readonly default: (options: { readonly base: string }) => unknown;
}

interface Blobs {
  put(n: number, content: Uint8Array): Promise<unknown>;
  get(n: number): Promise<unknown>;
}

/** Content-addressed files with their hashes, which it verifies when they are read; it syncs nothing. */
export function cacache(what: 'put' | 'get', sizeBytes: number): Contestant {
  return contestant('cacache', what, sizeBytes, async (folder) => {
    const { put, get } = await loadPeer<Cacache>('cacache');
    return { put: async (n, content) => await put(folder, `key-${n}`, content), get: async (n) => await get(folder, `key-${n}`) };
  });
}

/** One file for each key; it neither syncs nor verifies. */
export function unstorage(what: 'put' | 'get', sizeBytes: number): Contestant {
  return contestant('unstorage fs', what, sizeBytes, async (folder) => {
    const [{ createStorage }, { default: fsDriver }] = [await loadPeer<Unstorage>('unstorage'), await loadPeer<UnstorageFs>('unstorage/drivers/fs')];
    const storage = createStorage({ driver: fsDriver({ base: folder }) });
    return { put: async (n, content) => await storage.setItemRaw(`key-${n}`, content), get: async (n) => await storage.getItemRaw(`key-${n}`) };
  });
}

/** The limit of whatever keeps a file for each: written in place, neither synced nor verified. */
export function bareFiles(what: 'put' | 'get', sizeBytes: number): Contestant {
  return contestant('bare fs', what, sizeBytes, async (folder) => {
    const fileOf = (n: number): string => join(folder, `key-${n}`);
    return { put: async (n, content) => await writeFile(fileOf(n), content), get: async (n) => await readFile(fileOf(n)) };
  });
}

function contestant(name: string, what: 'put' | 'get', sizeBytes: number, open: (folder: string) => Promise<Blobs>): Contestant {
  return {
    name,
    async open({ folder }) {
      const blobs = await open(folder);
      const content = bytes(sizeBytes);
      if (what === 'get') for (let n = 0; n < NAMES; n += 1) await blobs.put(n, marked(content, n));
      let n = 0;
      return repeating(async () => {
        n += 1;
        await (what === 'put' ? blobs.put(n, marked(content, n)) : blobs.get(n % NAMES));
      });
    },
  };
}
