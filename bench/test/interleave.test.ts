import { expect, test } from 'vitest';
import type { Runner } from '../src/contestant.ts';
import { interleave } from '../src/measure/interleave.ts';

/** Works for some milliseconds an operation, and notes that it was its turn. */
function busy(name: string, milliseconds: number, turns: string[]): Runner {
  return {
    async run(times) {
      turns.push(name);
      const end = performance.now() + milliseconds * times;
      while (performance.now() < end) Math.sqrt(end);
    },
    close: async () => {},
  };
}

test('the ratio of two runners is that of their speeds', async () => {
  const { speed, ours, other, rounds } = await interleave(busy('a', 1, []), busy('b', 4, []), { rounds: 9, roundMs: 8, judge: true });
  expect(speed.median).toBeGreaterThan(2);
  expect(speed.median).toBeLessThan(8);
  expect(ours.median).toBeGreaterThan(other.median);
  expect(rounds).toBe(9);
});

test('the one that begins changes from round to round', async () => {
  const turns: string[] = [];
  await interleave(busy('a', 1, turns), busy('b', 1, turns), { rounds: 4, roundMs: 1, judge: true });
  expect(turns.slice(-8)).toEqual(['a', 'b', 'b', 'a', 'a', 'b', 'b', 'a']);
});
