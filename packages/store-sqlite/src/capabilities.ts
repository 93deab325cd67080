import type { Capabilities } from '@cw/store-core';

/** What this adapter promises by default. A store that was opened in another way says so in its own capabilities. */
export const capabilities: Capabilities = Object.freeze({ durability: 'power', writers: 'processes', snapshot: true });

/** What it promises for a database in memory: everything but a snapshot of it is gone with the handle. */
export const memoryCapabilities: Capabilities = Object.freeze({ durability: 'none', writers: 'handle', snapshot: true });
