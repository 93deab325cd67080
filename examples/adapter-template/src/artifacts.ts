import { randomUUID } from 'node:crypto';
import type { Backend } from '@cw/store-core/adapter';
import type { ClassicLevel } from 'classic-level';
import { digits, namesIn, path } from './keys.ts';

/** Keeps chunks under the upload that brought them; a handle leads to one upload. What is no artifact, not yet or no longer, is listed as trash. */
export async function artifactsIn(level: ClassicLevel): Promise<Pick<Backend, 'upload' | 'openArtifact' | 'getArtifact' | 'listArtifacts' | 'removeArtifact'>> {
  /** The uploads that are being read, each once for every reader. */
  const reading: string[] = [];

  function find(scope: string, handle: string): { readonly upload: string; readonly body: string } | undefined {
    const value = level.getSync(path('scope', scope, 'artifact', handle));
    return value === undefined ? undefined : { upload: value.slice(0, 36), body: value.slice(36) };
  }

  /** Removes trash, unless it is being read: then its last reader does. */
  async function sweep(upload: string): Promise<void> {
    if (reading.includes(upload)) return;
    const batch = level.batch().del(path('trash', upload));
    for (const index of await namesIn(level, path('chunk', upload))) batch.del(path('chunk', upload) + index);
    // Whoever threw it away is done: what cannot be removed now is still listed when the store is opened again.
    await batch.write().catch(() => undefined);
  }

  // What a killed process left is removed at once: the cost is that of the trash.
  for (const upload of await namesIn(level, path('trash'))) await sweep(upload);

  return {
    upload(scope) {
      const upload = randomUUID();
      let count = 0;
      return {
        // Each chunk is synced: LevelDB syncs only the log that it is writing, which is another one by the time of the commit.
        async write(chunk) {
          await level.batch().put(path('trash', upload), '').put(path('chunk', upload) + digits(count), chunk, { valueEncoding: 'view' }).write({ sync: true });
          count += 1;
        },
        async commit(handle, decide) {
          const old = find(scope, handle);
          const body = decide(old?.body);
          const batch = level.batch().put(path('scope', scope, 'artifact', handle), upload + body).del(path('trash', upload));
          if (old !== undefined) batch.put(path('trash', old.upload), '');
          await batch.write({ sync: true });
          if (old !== undefined) await sweep(old.upload);
        },
        abort: async () => await sweep(upload),
      };
    },
    async openArtifact(scope, handle) {
      const found = find(scope, handle);
      if (found === undefined) return undefined;
      reading.push(found.upload);
      return {
        body: found.body,
        chunk: async (index) => await level.get<string, Uint8Array>(path('chunk', found.upload) + digits(index), { valueEncoding: 'view' }),
        async close() {
          reading.splice(reading.indexOf(found.upload), 1);
          if (await level.has(path('trash', found.upload))) await sweep(found.upload);
        },
      };
    },
    async removeArtifact(scope, handle) {
      const old = find(scope, handle);
      if (old === undefined) return false;
      await level.batch().del(path('scope', scope, 'artifact', handle)).put(path('trash', old.upload), '').write({ sync: true });
      await sweep(old.upload);
      return true;
    },
    listArtifacts: async (scope, range) => (await namesIn(level, path('scope', scope, 'artifact'), range)).map((handle) => ({ handle, body: find(scope, handle)?.body ?? '' })),
    getArtifact: (scope, handle) => find(scope, handle)?.body,
  };
}
