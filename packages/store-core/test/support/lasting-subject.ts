import { checkFlag, openWith } from '../../src/adapter.ts';
import type { ConformanceSubject, OpenEnv, Place } from '../../src/conformance/index.ts';
import type { Capabilities, Store } from '../../src/index.ts';
import { LASTING_CAPABILITIES, LastingFiles } from './lasting-files.ts';

interface LastingOptions {
  readonly readOnly: boolean;
}

let places = 0;

async function openLasting(files: LastingFiles, path: string, env: OpenEnv): Promise<Store> {
  return await openWith<LastingOptions>({
    name: 'lasting', options: { readOnly: checkFlag }, readOnly: ({ readOnly }) => readOnly, open: ({ readOnly }) => files.open(path, readOnly),
  }, { ...env });
}

/** A subject that offers all that a place can, but processes. */
export function lastingSubject(name: string, files: LastingFiles, capabilities: Capabilities = LASTING_CAPABILITIES): ConformanceSubject {
  const place = async (): Promise<Place> => {
    places += 1;
    const path = `/place-${places}`;
    const copy = `${path}-copy`;
    return {
      open: async (env) => await openLasting(files, path, env),
      snapshot: { destination: copy, open: async (env) => await openLasting(files, copy, env) },
      damage: async (harm) => files.damage(path, harm),
      destroy: async () => {
        files.remove(path);
        files.remove(copy);
      },
    };
  };
  return { name, capabilities, readOnly: true, place };
}

/** An honest adapter with everything that a place can offer but processes. */
export const LASTING: ConformanceSubject = lastingSubject('lasting', new LastingFiles());
