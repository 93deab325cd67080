import type { StoredFormat } from './formats.ts';
import { fillGoldenStore, GOLDEN_CLOCK } from './program.ts';

/** A new store at the path, filled as the golden ones were, and closed. */
export async function fillNew(format: StoredFormat, path: string): Promise<void> {
  await using store = await format.openStore({ path, clock: GOLDEN_CLOCK, durability: 'process' });
  await fillGoldenStore(store);
}
