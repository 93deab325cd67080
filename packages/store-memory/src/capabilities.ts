import type { Capabilities } from '@cw/store-core';

/** What this adapter promises: everything is gone with the handle. */
export const capabilities: Capabilities = Object.freeze({ durability: 'none', writers: 'handle', snapshot: false });
