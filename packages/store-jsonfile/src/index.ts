/** The adapter that keeps plain JSON files in a folder. @module */
export { capabilities } from './capabilities.ts';
export { openStore } from './open-store.ts';
export type { JsonFileOptions } from './options.ts';
