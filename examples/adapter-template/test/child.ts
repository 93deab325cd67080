import type { Store } from '@cw/store-core';
import type { OpenEnv } from '@cw/store-core/conformance';
import { openStore } from '../src/index.ts';

/** Opens a place of the kit in a process of its own, which the kit kills. */
export async function open({ path }: Readonly<Record<string, unknown>>, env: OpenEnv): Promise<Store> {
  return await openStore({ path: String(path), ...env });
}
