import type { OpenEnv } from '../../../../src/conformance/index.ts';
import type { Store } from '../../../../src/index.ts';
import { openShared } from '../../../support/shared-subject.ts';
import { createCrashBackend } from './backends.ts';

/** Opens a place of a broken adapter in a process of its own, which is going to be killed. */
export async function open({ folder, backend }: Readonly<Record<string, unknown>>, env: OpenEnv): Promise<Store> {
  return await openShared(createCrashBackend(String(backend), String(folder), 'victim'), env);
}
