import { describe, expect, test } from 'vitest';
import { runModel } from '../../src/conformance/model/index.ts';
import type { ModelOptions } from '../../src/conformance/model/index.ts';
import type { ConformanceSubject } from '../../src/conformance/index.ts';
import { MapBackend, openOn } from '../support/map-backend.ts';
import { LASTING } from '../support/lasting-subject.ts';
import { BROKEN_STORES, NEVER_SETTLES } from './broken-stores.ts';

const SEED = 3;
const HONEST: ConformanceSubject = {
  name: 'honest',
  capabilities: new MapBackend().capabilities,
  place: async () => ({ open: async (env) => await openOn(new MapBackend(), { ...env }), destroy: async () => undefined }),
};

/** What a run against the model fails with. */
async function failureOf(subject: ConformanceSubject, options: ModelOptions): Promise<string> {
  return await runModel(subject, options).then(
    () => 'no failure',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe('an honest store', () => {
  test.each([HONEST, LASTING])('$name does what the model does', { timeout: 60_000 }, async (subject) => {
    await expect(runModel(subject, { runs: 30 })).resolves.toBeUndefined();
  });
});

describe('a broken store', () => {
  test.each(BROKEN_STORES)('$name: is found out by a short program that can be run again', { timeout: 60_000 }, async ({ subject, problem }) => {
    const message = await failureOf(subject, { runs: 1500, seed: SEED });
    const [title, program = '', again = ''] = message.split('\n\n');
    expect(title).toBe(`${subject.name} does not do what the contract says:`);
    const lines = program.split('\n');
    expect(lines.at(-1)).toMatch(problem);
    expect(lines.length - 1).toBeLessThanOrEqual(4);

    const [, path] = /seed: 3, path: '([\d:]+)'/.exec(again) ?? [];
    const once = await failureOf(subject, { seed: SEED, path });
    expect(once.split('\n\n')[1]).toBe(program);
  });

  test('that never settles is found out', { timeout: 60_000 }, async () => {
    const message = await failureOf(NEVER_SETTLES, { runs: 1500, seed: SEED, timeoutMs: 100 });
    expect(message).toMatch(/nothing within 100 ms/);
  });
});
