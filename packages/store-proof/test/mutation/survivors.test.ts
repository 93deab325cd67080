import { beforeAll, expect, test } from 'vitest';
import { formatTotals } from '../../src/mutation/format-results.ts';
import { numbered } from '../../src/mutation/instrument.ts';
import { mutantsOf } from '../../src/mutation/mutant.ts';
import { idsOf, mutatedFiles } from '../../src/mutation/programs.ts';
import type { MutantResult } from '../../src/mutation/run-mutation.ts';
import { compareSurvivors, isExcluded, readSurvivors } from '../../src/mutation/survivors.ts';
import { parseSource } from '../../src/mutation/syntax.ts';

const known = readSurvivors();
const listed = [...known.equivalent, ...known.survivors].flatMap(({ mutants }) => mutants);
let all: ReadonlySet<string>;

beforeAll(async () => {
  all = await idsOf(mutatedFiles());
}, 60_000);

test('every listed survivor is a mutant of the code as it is', () => {
  expect(listed.filter((id) => !all.has(id))).toEqual([]);
});

test('every exclusion is of code that is there', () => {
  const places = known.excluded.flatMap(({ where }) => where);
  expect(places.filter((place) => ![...all].some((id) => isExcluded({ id }, { excluded: [{ reason: '', where: [place] }], equivalent: [], survivors: [] })))).toEqual([]);
});

test('a survivor or an equivalent mutant is listed once, and not where nothing is counted', () => {
  expect(listed.length).toBe(new Set(listed).size);
  expect(listed.filter((id) => isExcluded({ id }, known))).toEqual([]);
});

test('equivalent mutants are told apart from survivors, and only those that survive are left out of the score', () => {
  const mutants = numbered(mutantsOf('f.ts', parseSource('const x = [1, 2, 3, 4].length;')), 0).filter(({ operator }) => operator === 'number');
  const results = mutants.map((mutant, index): MutantResult => ({ mutant, outcome: index < 5 ? 'killed' : 'survived', ms: 1 }));
  const [killed = '', , , , , survived = '', equivalent = '', unlisted = ''] = mutants.map(({ id }) => id);
  const comparison = compareSurvivors(results, new Set(mutants.map(({ id }) => id)), {
    excluded: [],
    equivalent: [{ reason: 'the same', mutants: [equivalent, killed] }],
    survivors: [{ reason: 'slower', mutants: [survived] }],
  });
  expect(comparison).toMatchObject({ killed: 5, survived: 2, equivalent: 1, score: 5 / 7, strictScore: 5 / 8, stale: [killed], unknown: [] });
  expect(comparison.unlisted.map(({ mutant }) => mutant.id)).toEqual([unlisted]);
  expect(formatTotals(comparison, 3)).toBe(
    '8 mutants counted: 5 killed, 2 survived, 1 equivalent; 3 more are not counted: memory cannot reach them\n 71.4 % killed of those that are not equivalent\n 62.5 % killed of all that are counted\n',
  );
});
