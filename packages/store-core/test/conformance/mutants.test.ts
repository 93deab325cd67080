import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONFORMANCE_CASES, runConformance } from '../../src/conformance/index.ts';
import { KIT_SCORE } from '../../src/conformance/kit-score.ts';
import { MUTANTS } from './mutants/index.ts';

/** Of every case, a mutant that fails in it: written by `find-killers.ts`. */
const KILLERS = JSON.parse(readFileSync(new URL('./mutants/killers.json', import.meta.url), 'utf8')) as Readonly<Record<string, string>>;

/** Some start processes. */
const LONGEST_MS = 60_000;

describe('deliberately broken adapters', () => {
  test('have names of their own and a source, and are at least a hundred', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(MUTANTS.filter(({ source }) => source.length < 10)).toEqual([]);
    expect(MUTANTS.length).toBeGreaterThanOrEqual(100);
  });

  test('are as many as the report of the kit says: each is tried below, and none lives', () => {
    expect(KIT_SCORE).toEqual({ mutants: MUTANTS.length, killed: MUTANTS.length, provenCases: CONFORMANCE_CASES.length });
  });

  test.each(MUTANTS)('$name: dies in $dies', { timeout: LONGEST_MS }, async ({ subject, dies, message, timeoutMs }) => {
    const report = await runConformance(subject, { only: dies, timeoutMs });
    expect(report.passed).toBe(false);
    expect(report.cases).toHaveLength(1);
    expect(report.cases[0]).toMatchObject({ id: dies, verdict: 'fail' });
    expect(report.cases[0]?.message).toMatch(message);
  });
});

describe('every case of the kit', () => {
  test('has a mutant that dies in it', () => {
    expect(CONFORMANCE_CASES.map(({ id }) => id).filter((id) => !Object.hasOwn(KILLERS, id))).toEqual([]);
    expect(Object.keys(KILLERS)).toHaveLength(CONFORMANCE_CASES.length);
  });

  test.each(Object.entries(KILLERS).filter(([id, name]) => !isShownAbove(id, name)))('%s kills: %s', { timeout: LONGEST_MS }, async (id, name) => {
    const mutant = MUTANTS.find((one) => one.name === name);
    if (mutant === undefined) throw new Error(`no such mutant; run find-killers.ts`);
    const { cases } = await runConformance(mutant.subject, { only: id, timeoutMs: mutant.timeoutMs });
    expect(cases).toMatchObject([{ id, verdict: 'fail' }]);
  });
});

/** The case in which a mutant has to die was tried with it above. */
function isShownAbove(id: string, name: string): boolean {
  return MUTANTS.some((mutant) => mutant.name === name && mutant.dies === id);
}
