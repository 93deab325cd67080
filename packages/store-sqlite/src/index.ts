/** The adapter that keeps everything in one SQLite file. @module */
export { capabilities } from './capabilities.ts';
export { openStore } from './open-store.ts';
export type { SqliteOptions } from './options.ts';
