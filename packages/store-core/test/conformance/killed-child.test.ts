import { expect, test } from 'vitest';
import { runKilledChild } from '../../src/conformance/node/killed-child.ts';

const OPENS_MEMORY = new URL('./child-modules/opens-memory.ts', import.meta.url).href;
const OPENS_NOTHING = new URL('./child-modules/opens-nothing.ts', import.meta.url).href;

test('a killed process has acknowledged what it wrote, in order, and at least as much as was waited for', async () => {
  const acknowledged = await runKilledChild({ child: { module: OPENS_MEMORY, params: { scope: 'x' } }, round: 2, killAfter: 9 });
  expect(acknowledged.length).toBeGreaterThanOrEqual(9);
  expect(acknowledged.slice(0, 9).map(({ what, number }) => `${what} ${number}`)).toEqual([
    'event 6000', 'batch 6000', 'ledger 6000', 'artifact 6000', 'episode 6000', 'fact 6000', 'event 6001', 'batch 6001', 'ledger 6001',
  ]);
});

test('a process that ends by itself is an error with what it complained of', async () => {
  const child = { module: OPENS_NOTHING, params: {} };
  await expect(runKilledChild({ child, round: 0, killAfter: 1 })).rejects.toThrow(/ended by itself \(exit code 1\) after 0 writes: [^]*exports no function `open`/);
});
