export { capabilities } from './backend.ts';
export { type LevelOptions, openStore } from './open-store.ts';
