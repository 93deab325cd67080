import { describe, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { findingsOf } from './support/content.ts';
import { newPath } from './support/folders.ts';
import { linesOf, startProcess } from './support/processes.ts';

/** Appends in a process that is killed as soon as so many appends have been acknowledged; gives the ids that were. */
async function appendUntilKilled(path: string, round: number, durability: string, killAfter: number): Promise<readonly string[]> {
  const child = startProcess('./append-child.ts', [path, String(round), durability]);
  const acknowledged: string[] = [];
  for await (const line of linesOf(child)) {
    acknowledged.push(line);
    if (acknowledged.length === killAfter) child.kill('SIGKILL');
  }
  expect(child.signalCode).toBe('SIGKILL');
  // A last line that was cut off is no acknowledgement.
  return acknowledged.filter((id) => /-(?:single-[12]|batch-\d+)$/.test(id));
}

describe('a process that is killed while it appends', () => {
  test.each([['process', [1, 400, 83, 1200, 7]], ['power', [3, 90]]] as const)('loses nothing that it had acknowledged (%s)', { timeout: 30_000 }, async (durability, kills) => {
    const path = await newPath();
    const acknowledged: string[] = [];
    for (const [round, killAfter] of kills.entries()) {
      acknowledged.push(...(await appendUntilKilled(path, round, durability, killAfter)));
      await using store = await openStore({ path });
      const events = await store.events.all();
      expect(events.map(({ offset }) => offset)).toEqual(events.map((_, index) => index + 1));
      const ids = new Set(events.map(({ id }) => id));
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
      const batches = Map.groupBy([...ids].filter((id) => id.includes('batch')), (id) => id.slice(0, id.lastIndexOf('-')));
      const torn = [...batches].filter(([name, batch]) => batch.length !== 2 + (Number(name.split('-')[1]) % 40));
      expect(torn).toEqual([]);
      expect(await findingsOf(store)).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(kills.reduce((sum, killAfter) => sum + killAfter - 1, 0));
  });
});
