import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { findingsOf, item, ledgerEvent } from './support/content.ts';
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

/** Lets a process do one thing again and again, and kills it so many milliseconds after so many lines. Gives what it did, and had begun. */
async function cutOff(task: 'open' | 'reset' | 'scope', path: string, round: number, killAfter: number, milliseconds: number): Promise<{ readonly begun: readonly string[]; readonly done: readonly string[] }> {
  const child = startProcess('./cut-off-child.ts', [task, path, String(round)]);
  const lines: string[] = [];
  for await (const line of linesOf(child)) {
    lines.push(line);
    if (lines.length !== killAfter) continue;
    for (const until = performance.now() + milliseconds; performance.now() < until; );
    child.kill('SIGKILL');
  }
  expect(child.signalCode).toBe('SIGKILL');
  const named = (what: string): string[] => lines.filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length + 1));
  return { begun: named('begin'), done: named('done') };
}

/** What is on the way, or left of it. */
async function passingFiles(path: string): Promise<readonly string[]> {
  return (await readdir(path, { recursive: true })).filter((name) => /\.(?:tmp|pending)(?:$|\/)|writer\..+\.lock$/.test(name));
}

const MOMENTS = [[1, 0.2], [8, 0.5], [21, 1], [90, 2]] as const;

describe('a process that is killed', () => {
  test('while a reset writes its log anew: the run is gone or whole, and nothing else is left of it', { timeout: 60_000 }, async () => {
    const path = await newPath();
    let head = 0;
    for (const [round, [killAfter, milliseconds]] of MOMENTS.entries()) {
      const { begun, done } = await cutOff('reset', path, round, killAfter, milliseconds);
      await using store = await openStore({ path, durability: 'process' });
      const runs = Map.groupBy(await store.ledger.events(), ({ runId }) => runId);
      for (const name of begun) {
        const [removed, kept] = ['a', 'b'].map((run) => runs.get(`${name}-${run}`)?.length ?? 0);
        expect(done.includes(name) ? ['0 and 3'] : ['0 and 0', '3 and 3', '0 and 3']).toContain(`${removed} and ${kept}`);
      }
      expect(await findingsOf(store)).toEqual([]);
      const { offset } = await store.ledger.append(ledgerEvent(`after-${round}`, 'after'));
      expect(offset).toBeGreaterThan(head + 6 * done.length);
      head = offset;
      expect(await passingFiles(path)).toEqual([]);
    }
  });

  test('while it writes to scopes for the first time: each is there with what was acknowledged, or not there', { timeout: 60_000 }, async () => {
    const path = await newPath();
    const acknowledged: string[] = [];
    for (const [round, [killAfter, milliseconds]] of MOMENTS.entries()) {
      const { begun, done } = await cutOff('scope', path, round, killAfter, milliseconds);
      acknowledged.push(...done);
      await using store = await openStore({ path, durability: 'process' });
      const scopes = await store.scopes();
      expect(acknowledged.filter((scope) => !scopes.includes(scope))).toEqual([]);
      const last = begun.at(-1) ?? 'default';
      expect(await store.withScope(last).events.append(item('e2'))).toBe(scopes.includes(last) ? 2 : 1);
      acknowledged.push(last);
      expect(await findingsOf(store)).toEqual([]);
      expect(await passingFiles(path)).toEqual([]);
    }
  });

  test('while it takes over the lock of one that was killed: the next one can open, and nothing is left of the others', { timeout: 60_000 }, async () => {
    const path = await newPath();
    for (const [round, milliseconds] of [0, 1, 2, 4, 8].entries()) {
      // Each opens in the place of the one before, and is killed meanwhile or afterwards.
      await cutOff('open', path, round, 1 + (round % 2), milliseconds);
    }
    await using store = await openStore({ path, durability: 'process' });
    expect(await store.events.append(item('e1'))).toBe(1);
    expect(await passingFiles(path)).toEqual([]);
  });
});
