import { expect, test } from 'vitest';
import { letRest, racersOf } from '../../src/conformance/node/idle-racers.ts';
import { RaceCrew } from '../../src/conformance/node/race-crew.ts';

/** Milliseconds: starting processes takes long on a machine that is busy. */
const PATIENCE = 60_000;

const MEMORY = new URL('./child-modules/opens-memory.ts', import.meta.url).href;
const OPENING = { origin: '0', params: {}, readOnly: false };

test('a process that has closed its place opens the next one', async () => {
  const [racer, ...others] = racersOf(MEMORY, 1);
  expect(others).toEqual([]);
  racer?.open(OPENING);
  expect(await racer?.opened()).toBe(null);
  expect(await racer?.close()).toBe(true);
  if (racer !== undefined) letRest(racer);
  const again = racersOf(MEMORY, 2);
  expect(again[0]).toBe(racer);
  expect(again[1]).not.toBe(racer);
  again[0]?.open(OPENING);
  expect(await again[0]?.opened()).toBe(null);
  for (const one of again) await one.end();
}, PATIENCE);

test('a process that rests is ended once places are opened with another module', async () => {
  const [racer] = racersOf(MEMORY, 1);
  racer?.open(OPENING);
  await racer?.opened();
  await racer?.close();
  if (racer !== undefined) letRest(racer);
  const [other] = racersOf(`${MEMORY}?another`, 1);
  expect(await racer?.complaint()).toContain('SIGKILL');
  await other?.end();
}, PATIENCE);

test('a process that was killed, or is in the middle of a program, does not rest', async () => {
  const crew = new RaceCrew({ module: MEMORY, params: {} }, { count: 2 });
  await crew.opened();
  const append = { on: 'events', do: 'append', id: 'e', text: 'x' } as const;
  await crew.race('scope', [[{ call: append }, { call: append }]], { kill: { index: 0, afterCalls: 1 } });
  await crew.end();
  const [rested, started] = racersOf(MEMORY, 2);
  rested?.open(OPENING);
  started?.open(OPENING);
  expect([await rested?.opened(), await started?.opened()]).toEqual([null, null]);
  rested?.start({ scope: 'scope', steps: [{ call: append }], at: 0, again: true });
  expect(await rested?.close()).toBe(false);
  for (const one of [rested, started]) await one?.end();
}, PATIENCE);
