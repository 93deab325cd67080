import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConformanceSubject } from '@cw/store-core/conformance';
import { capabilities, openStore } from '../src/index.ts';
import { damageStore } from './damage.ts';

/** This adapter, as the conformance kit tries it out. */
export const subject: ConformanceSubject = {
  name: 'store-level',
  capabilities,
  async place() {
    const folder = await mkdtemp(join(tmpdir(), 'store-level-'));
    const path = join(folder, 'store');
    return {
      open: async (env) => await openStore({ path, ...env }),
      destroy: async () => await rm(folder, { recursive: true }),
      damage: async (damage) => await damageStore(path, damage),
      child: { module: import.meta.resolve('./child.ts'), params: { path } },
    };
  },
};
