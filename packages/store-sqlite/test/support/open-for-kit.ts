// Opens a place of the conformance test in a process of its own.
import type { Store } from '@cw/store-core';
import type { OpenEnv } from '@cw/store-core/conformance';
import { openStore } from '../../src/index.ts';

export async function open(params: { readonly path: string }, env: OpenEnv): Promise<Store> {
  return await openStore({ path: params.path, ...env });
}
