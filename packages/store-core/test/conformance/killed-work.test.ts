import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runKilledWork } from '../../src/conformance/node/killed-work.ts';
import { SharedBackend } from '../support/shared-backend.ts';

const OPENS_NOTHING = new URL('./child-modules/opens-nothing.ts', import.meta.url).href;
const OPENS_SHARED = new URL('../support/open-shared.ts', import.meta.url).href;
const OPENS_NEVER = new URL('./child-modules/opens-never.ts', import.meta.url).href;

const WORK = { kind: 'write', threads: [{ strand: 'append', scope: 'default' }], round: 0 } as const;

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'store-shared-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  return folder;
}

test('a killed process has told of every call before it was made: nothing is stored of which it said nothing', async () => {
  const folder = await newFolder();
  const { notes, killed } = await runKilledWork({ module: OPENS_SHARED, params: { folder } }, WORK, { lines: 40, milliseconds: 1 });
  expect(killed).toBe('at the moment');
  expect(notes.slice(0, 4)).toEqual([{ at: 'opening' }, { at: 'open' }, { at: 'begin', thread: 0, number: 0 }, { at: 'done', thread: 0, number: 0, result: 1 }]);
  const [begun, done] = ['begin', 'done'].map((at) => notes.filter((note) => note.at === at).length);
  const stored = new SharedBackend(folder).summary('default', 'events').count;
  expect([done, begun]).toContain(stored);
  expect([0, 1]).toContain((begun ?? 0) - (done ?? 0));
});

test('a process that tells nothing more is killed where it is', async () => {
  const { notes, killed } = await runKilledWork({ module: OPENS_NEVER, params: {} }, WORK, { lines: 40, milliseconds: 0 }, 100);
  expect(killed).toBe('in silence');
  expect(notes).toEqual([{ at: 'opening' }]);
});

test('a process that fails is an error with what it complained of', async () => {
  const failing = runKilledWork({ module: OPENS_NOTHING, params: {} }, WORK, { lines: 3, milliseconds: 0 });
  await expect(failing).rejects.toThrow(/told nothing \(exit code 1\): [^]*exports no function `open`/);
});
