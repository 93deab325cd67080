import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Damage } from '@cw/store-core/conformance';
import { encodeName } from '../../src/names.ts';

/** Harms what is stored in the folder of a store that nobody has open. */
export async function damageStore(path: string, damage: Damage): Promise<void> {
  switch (damage.kind) {
    case 'artifact-bytes':
      return await change(dataFile(path, damage), (bytes) => {
        const middle = Math.floor(bytes.length / 2);
        return bytes.with(middle, (bytes[middle] ?? 0) ^ 1);
      });
    case 'artifact-lost':
      return await rm(dataFile(path, damage));
    case 'event':
      return await change(join(path, 'scopes', encodeName(damage.scope), 'events.jsonl'), (bytes) => {
        const at = Buffer.from(bytes).indexOf(`"id":${JSON.stringify(damage.id)}`);
        return bytes.with(at, 0x5b);
      });
    case 'newer-format':
      return await writeFile(join(path, 'format.json'), `${JSON.stringify({ format: '@cw/store-jsonfile', version: 999 })}\n`);
  }
}

function dataFile(path: string, { scope, handle }: { readonly scope: string; readonly handle: string }): string {
  return join(path, 'scopes', encodeName(scope), 'artifacts', `${encodeName(handle)}.data`);
}

async function change(file: string, edit: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  await writeFile(file, edit(new Uint8Array(await readFile(file))));
}
