import { describe, expect, test } from 'vitest';
import { runConformance } from '../../src/conformance/index.ts';
import { HONEST, MUTANTS } from './mutants.ts';

describe('deliberately broken adapters', () => {
  test('the honest one passes the cases in which the others die', async () => {
    const report = await runConformance(HONEST, { only: MUTANTS.map(({ dies }) => dies) });
    expect(report.cases.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'absent-verified')).toEqual([]);
    expect(report.cases.length).toBe(MUTANTS.length);
  });

  test.each(MUTANTS)('$name: dies in $dies', async ({ subject, dies, message, timeoutMs }) => {
    const report = await runConformance(subject, { only: dies, timeoutMs });
    expect(report.passed).toBe(false);
    expect(report.cases).toHaveLength(1);
    expect(report.cases[0]).toMatchObject({ id: dies, verdict: 'fail' });
    expect(report.cases[0]?.message).toMatch(message);
  });
});
