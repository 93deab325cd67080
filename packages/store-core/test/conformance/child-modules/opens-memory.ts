import type { OpenEnv } from '../../../src/conformance/index.ts';
import type { Store } from '../../../src/index.ts';
import { MapBackend, openOn } from '../../support/map-backend.ts';

/** What a place's `child` module exports. */
export async function open(params: object, env: OpenEnv): Promise<Store> {
  return await openOn(new MapBackend(), { ...params, ...env });
}
