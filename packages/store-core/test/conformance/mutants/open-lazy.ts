import type { OpenEnv } from '../../../src/conformance/index.ts';
import type { Store } from '../../../src/index.ts';
import { openShared } from '../../support/shared-subject.ts';
import { LazyBackend } from './lazy-backend.ts';

/** Opens a place of the adapter that acknowledges before it writes, in a process of its own. */
export async function open({ folder }: Readonly<Record<string, unknown>>, env: OpenEnv): Promise<Store> {
  return await openShared(new LazyBackend(String(folder)), env);
}
