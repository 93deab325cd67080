import type { OpenEnv } from '../../src/conformance/index.ts';
import type { Store } from '../../src/index.ts';
import { createRacingBackend } from './racing-backends.ts';
import { openShared } from './shared-subject.ts';

/** Opens a place of a broken adapter in a process of its own. */
export async function open({ folder, backend }: Readonly<Record<string, unknown>>, env: OpenEnv): Promise<Store> {
  return await openShared(createRacingBackend(String(backend), String(folder)), env);
}
