import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConformanceSubject } from '@cw/store-core/conformance';
import { capabilities, openStore } from '../../src/index.ts';
import { damageStore } from './damage.ts';
import { holdWriteLock } from './write-lock.ts';

/** This adapter, as the conformance kit tries it out. */
export const subject: ConformanceSubject = {
  name: 'store-sqlite',
  capabilities,
  readOnly: true,
  async place() {
    const folder = await mkdtemp(join(tmpdir(), 'store-sqlite-'));
    const path = join(folder, 'store.db');
    const destination = join(folder, 'snapshot.db');
    return {
      open: async (env) => await openStore({ path, ...env }),
      destroy: async () => await rm(folder, { recursive: true }),
      snapshot: { destination, open: async (env) => await openStore({ path: destination, ...env }) },
      busy: { open: async (env) => await openStore({ path, busyTimeout: 20, ...env }), hold: async () => await holdWriteLock(path) },
      child: { module: import.meta.resolve('./open-for-kit.ts'), params: { path } },
      damage: async (damage) => damageStore(path, damage),
    };
  },
};
