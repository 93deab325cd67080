import { beforeAll, expect, test } from 'vitest';
import { idsOf, mutatedFiles } from '../../src/mutation/programs.ts';
import { isExcluded, readSurvivors } from '../../src/mutation/survivors.ts';

const known = readSurvivors();
const listed = known.survivors.flatMap(({ mutants }) => mutants);
let all: ReadonlySet<string>;

beforeAll(async () => {
  all = await idsOf(mutatedFiles());
}, 60_000);

test('every listed survivor is a mutant of the code as it is', () => {
  expect(listed.filter((id) => !all.has(id))).toEqual([]);
});

test('every exclusion is of code that is there', () => {
  const places = known.excluded.flatMap(({ where }) => where);
  expect(places.filter((place) => ![...all].some((id) => isExcluded({ id }, { excluded: [{ reason: '', where: [place] }], survivors: [] })))).toEqual([]);
});

test('a survivor is listed once, and not where nothing is counted', () => {
  expect(listed.length).toBe(new Set(listed).size);
  expect(listed.filter((id) => isExcluded({ id }, known))).toEqual([]);
});
