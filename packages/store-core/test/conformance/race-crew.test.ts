import { expect, test } from 'vitest';
import { RaceCrew } from '../../src/conformance/node/race-crew.ts';
import type { Step } from '../../src/conformance/races/program.ts';
import type { EventCall } from '../../src/conformance/races/event-calls.ts';
import { range } from '../../src/conformance/samples.ts';
import { MapBackend, openOn } from '../support/map-backend.ts';

/** Milliseconds: starting processes takes long on a machine that is busy. */
const PATIENCE = 60_000;

const OPENS_MEMORY = { module: new URL('./child-modules/opens-memory.ts', import.meta.url).href, params: {} };
const OPENS_NOTHING = { module: new URL('./child-modules/opens-nothing.ts', import.meta.url).href, params: {} };

function appends(count: number): Step<EventCall>[] {
  return range(1, count).map((n) => ({ call: { on: 'events', do: 'append', id: `e${n}`, text: 'x' } }));
}

test('processes run their programs at the same moment, by a clock that this process shares', async () => {
  const crew = new RaceCrew(OPENS_MEMORY, { count: 2 });
  try {
    expect(await crew.opened()).toEqual([null, null]);
    const store = await openOn(new MapBackend());
    const before = crew.now();
    const history = await crew.race('scope', [appends(3), appends(2)], { own: { store, program: appends(1) } });
    const after = crew.now();
    expect(history.map(({ process, outcome }) => `${process}: ${outcome}`)).toEqual([
      'this process: 1', 'process 1: 1', 'process 1: 2', 'process 1: 3', 'process 2: 1', 'process 2: 2',
    ]);
    const times = history.flatMap(({ calledAt, returnedAt }) => [calledAt, returnedAt ?? Number.NaN]);
    expect(times.every((time) => time > before && time < after)).toBe(true);
    expect(history.every(({ calledAt, returnedAt }) => returnedAt !== null && returnedAt > calledAt)).toBe(true);
    expect((await crew.race('another scope', [appends(1), []])).map(({ outcome }) => outcome)).toEqual(['1']);
  } finally {
    await crew.end();
  }
}, PATIENCE);

test('what is asked as told goes by the outcome of the call before', async () => {
  const crew = new RaceCrew(OPENS_MEMORY, { count: 1 });
  try {
    await crew.opened();
    const program: Step<EventCall>[] = [
      ...appends(2), { call: { on: 'events', do: 'latestOffset' } }, { call: { on: 'events', do: 'append', id: 'next', text: 'x' }, asTold: true },
    ];
    expect((await crew.race('scope', [program])).at(-1)).toMatchObject({ call: { id: 'next', expectedOffset: 2 }, outcome: '3' });
  } finally {
    await crew.end();
  }
}, PATIENCE);

test('a process that is killed leaves a call without a return, and the others go on', async () => {
  const crew = new RaceCrew(OPENS_MEMORY, { count: 2 });
  try {
    await crew.opened();
    const killed = await crew.race('scope', [appends(3_000), appends(5)], { kill: { index: 0, afterCalls: 3 } });
    const ofKilled = killed.filter(({ process }) => process === 'process 1');
    expect(ofKilled.length).toBeGreaterThanOrEqual(3);
    expect(ofKilled.length).toBeLessThan(3_000);
    expect(killed.filter(({ process, returnedAt }) => process === 'process 2' && returnedAt !== null)).toHaveLength(5);
    expect((await crew.race('scope', [appends(1), appends(6)])).map(({ process, outcome }) => `${process}: ${outcome}`)).toEqual([
      ...range(1, 5).map(() => 'process 2: DUPLICATE_ITEM'), 'process 2: 6',
    ]);
  } finally {
    await crew.end();
  }
}, PATIENCE);

test('a program is repeated as long as something else lasts, and once more', async () => {
  const crew = new RaceCrew(OPENS_MEMORY, { count: 1 });
  try {
    await crew.opened();
    let end = 0;
    const [history = []] = await crew.repeat<EventCall>('scope', [{ call: { on: 'events', do: 'count' } }], async (calls) => {
      while (calls() < 5) await new Promise<void>((resolve) => { setImmediate(resolve); });
      end = crew.now();
    });
    expect(history.length).toBeGreaterThan(5);
    expect(history.at(-1)?.calledAt).toBeGreaterThan(end);
  } finally {
    await crew.end();
  }
}, PATIENCE);

test('a process that cannot open the place is an error with what it complained of', async () => {
  const crew = new RaceCrew(OPENS_NOTHING, { count: 1 });
  await expect(crew.opened()).rejects.toThrow(/could not open the place: exit code 1 [^]*exports no function `open`/);
  await crew.end();
}, PATIENCE);
