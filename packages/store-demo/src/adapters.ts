import type { Store } from '@cw/store-core';

/** A store that can be opened: which adapter, and where. */
export type StoreLocation = { readonly adapter: 'memory' } | { readonly adapter: 'sqlite' | 'jsonfile'; readonly path: string };

export type AdapterName = StoreLocation['adapter'];

/** The first one is the default. */
export const ADAPTERS: readonly AdapterName[] = ['sqlite', 'jsonfile', 'memory'];

export function isAdapterName(name: string): name is AdapterName {
  return ADAPTERS.some((adapter) => adapter === name);
}

/** Opens a store, loading no adapter but the one that is used. @throws StoreError */
export async function openLocation(location: StoreLocation): Promise<Store> {
  switch (location.adapter) {
    case 'sqlite': {
      const { openStore } = await import('@cw/store-sqlite');
      return await openStore({ path: location.path });
    }
    case 'jsonfile': {
      const { openStore } = await import('@cw/store-jsonfile');
      return await openStore({ path: location.path });
    }
    case 'memory': {
      const { openStore } = await import('@cw/store-memory');
      return await openStore();
    }
  }
}
