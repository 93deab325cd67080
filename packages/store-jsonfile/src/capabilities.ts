import type { Capabilities } from '@cw/store-core';

/** What this adapter promises by default. A store that was opened with `durability: 'process'` says so in its own capabilities. */
export const capabilities: Capabilities = Object.freeze({ durability: 'power', writers: 'handle', snapshot: true });
