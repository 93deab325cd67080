/** The adapter that keeps everything in memory. @module */
export { capabilities } from './capabilities.ts';
export type { MemoryOptions } from './open-store.ts';
export { openStore } from './open-store.ts';
