import { expect, test } from 'vitest';
import { defineCase, runConformance } from '../../src/conformance/index.ts';
import { HONEST } from './mutants/mutant.ts';

test.each([[undefined, 3], [1, 3], [20, 60], [0.1, 1]])('an effort of %s turns 3 rounds into %s', async (effort, rounds) => {
  const seen: number[] = [];
  const one = defineCase('test.one', 'test.clause', 'a case of the test', async (kit) => {
    seen.push(kit.rounds(3));
    kit.expect.ok(true, 'it ran');
  });
  await runConformance(HONEST, { cases: [one], effort });
  expect(seen).toEqual([rounds]);
});
