import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFlag, openWith } from '../../src/adapter.ts';
import type { ConformanceSubject, Damage, OpenEnv, Place } from '../../src/conformance/index.ts';
import type { Store } from '../../src/index.ts';
import { damageBackend } from './damage-backend.ts';
import { dump, load } from './dumped-backend.ts';
import { BUSY_FILE, NEWER_FILE, SHARED_CAPABILITIES, SharedBackend } from './shared-backend.ts';

interface SharedOptions {
  readonly readOnly: boolean;
}

/** Opens a store on a backend of a folder. */
export async function openShared(backend: SharedBackend, env: OpenEnv): Promise<Store> {
  return await openWith<SharedOptions>({ name: 'shared', options: { readOnly: checkFlag }, readOnly: ({ readOnly }) => readOnly, open: () => backend }, { ...env });
}

/**
 * A subject that offers all that a place can, processes too.
 * @param module the URL of a module whose `open({ folder }, env)` opens the folder in a process of its own
 */
export function sharedSubject(name: string, create: (folder: string) => SharedBackend, module: string): ConformanceSubject {
  const open = async (folder: string, env: OpenEnv): Promise<Store> => await openShared(create(folder), env);
  const place = async (): Promise<Place> => {
    const parent = await mkdtemp(join(tmpdir(), 'store-shared-'));
    const [folder, destination] = [join(parent, 'store'), join(parent, 'snapshot')];
    return {
      open: async (env) => await open(folder, env),
      destroy: async () => await rm(parent, { recursive: true }),
      snapshot: { destination, open: async (env) => await open(destination, env) },
      busy: {
        open: async (env) => await open(folder, env),
        hold: async () => {
          await writeFile(join(folder, BUSY_FILE), '');
          return async () => await rm(join(folder, BUSY_FILE));
        },
      },
      child: { module, params: { folder } },
      damage: async (harm) => damage(folder, harm),
    };
  };
  return { name, capabilities: SHARED_CAPABILITIES, readOnly: true, place };
}

/** An honest adapter for many processes. */
export const SHARED: ConformanceSubject = sharedSubject('shared', (folder) => new SharedBackend(folder), new URL('./open-shared.ts', import.meta.url).href);

function damage(folder: string, harm: Damage): void {
  if (harm.kind === 'newer-format') return writeFileSync(join(folder, NEWER_FILE), '');
  const path = join(folder, `${new SharedBackend(folder).newest()}.json`);
  const data = load(readFileSync(path, 'utf8'));
  damageBackend(data, harm);
  writeFileSync(path, dump(data));
}
