import type { OpenEnv } from '../../src/conformance/index.ts';
import type { Store } from '../../src/index.ts';
import { RACING_BACKENDS } from './racing-backends.ts';
import { openShared } from './shared-subject.ts';

/** Opens a place of the backend that this module's URL names, as `?backend=…`, in a process of its own. */
export async function open({ folder }: Readonly<Record<string, unknown>>, env: OpenEnv): Promise<Store> {
  const name = new URL(import.meta.url).searchParams.get('backend') ?? '';
  const create = RACING_BACKENDS[name];
  if (create === undefined) throw new TypeError(`there is no racing backend ${JSON.stringify(name)}`);
  return await openShared(create(String(folder)), env);
}
