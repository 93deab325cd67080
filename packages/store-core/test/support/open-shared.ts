import type { OpenEnv } from '../../src/conformance/index.ts';
import type { Store } from '../../src/index.ts';
import { SharedBackend } from './shared-backend.ts';
import { openShared } from './shared-subject.ts';

/** Opens a place of the honest adapter in a process of its own. */
export async function open({ folder }: Readonly<Record<string, unknown>>, env: OpenEnv): Promise<Store> {
  return await openShared(new SharedBackend(String(folder)), env);
}
