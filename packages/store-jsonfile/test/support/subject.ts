import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConformanceSubject } from '@cw/store-core/conformance';
import { capabilities, openStore } from '../../src/index.ts';
import { damageStore } from './damage.ts';

/** This adapter, as the conformance kit tries it out. */
export const subject: ConformanceSubject = {
  name: 'store-jsonfile',
  capabilities,
  readOnly: true,
  async place() {
    const folder = await mkdtemp(join(tmpdir(), 'store-jsonfile-'));
    const path = join(folder, 'store');
    const destination = join(folder, 'snapshot');
    return {
      open: async (env) => await openStore({ path, ...env }),
      destroy: async () => await rm(folder, { recursive: true }),
      snapshot: { destination, open: async (env) => await openStore({ path: destination, ...env }) },
      child: { module: import.meta.resolve('./open-for-kit.ts'), params: { path } },
      damage: async (damage) => await damageStore(path, damage),
    };
  },
};
