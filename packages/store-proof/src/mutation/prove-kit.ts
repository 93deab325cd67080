import { formatProblems, formatResult, formatScores, formatTotals } from './format-results.ts';
import { idsOf, LIMITS_FILE, mutatedFiles } from './programs.ts';
import { runMutation } from './run-mutation.ts';
import type { MutantResult } from './run-mutation.ts';
import type { Comparison } from './survivors.ts';
import { compareSurvivors, idsIn, isExcluded, LEAST_SCORE, readSurvivors } from './survivors.ts';

/** Which mutants are tried. Default: all. */
export interface MutationChoice {
  /** Only those of files whose path has one of these in it. */
  readonly only?: readonly string[] | undefined;
  /** Only these, by id; what became of each is told. */
  readonly mutant?: readonly string[] | undefined;
  /** Only those that are listed as survivors or as equivalent. */
  readonly listed?: boolean | undefined;
  /** Where to tell how it goes. */
  readonly write: (text: string) => void;
}

export interface Proof {
  readonly passed: boolean;
  readonly results: readonly MutantResult[];
  readonly comparison: Comparison;
}

/** The adapter that the kit tries out: that of the memory adapter's own conformance test. */
const SUBJECT = new URL('../../../store-memory/test/support/subject.ts', import.meta.url).href;

/** Milliseconds between two lines that tell how far it has come. */
const TELL_EACH_MS = 10_000;

/** Tries the mutants and tells what became of them. Passed: no survivor but those listed, none listed for nothing, and of all mutants that are not equivalent at least 90 % killed. */
export async function provesKit(choice: MutationChoice): Promise<Proof> {
  const { only = [], mutant = [], listed = false, write } = choice;
  const known = readSurvivors();
  const files = mutatedFiles().filter((file) => chosen(only, (part) => file.includes(part)) && chosen(mutant, (id) => id.startsWith(`${file} `)));
  const asked = listed ? idsIn([...known.equivalent, ...known.survivors]) : new Set(mutant);
  const started = performance.now();
  let told = Number.NEGATIVE_INFINITY;
  const results: MutantResult[] = [];
  // The limits apart: the others are tried with smaller ones.
  for (const some of [files.filter((file) => file === LIMITS_FILE), files.filter((file) => file !== LIMITS_FILE)]) {
    if (some.length === 0) continue;
    results.push(...(await runMutation({
      files: some,
      subject: SUBJECT,
      accepts: (one) => !isExcluded(one, known) && (asked.size === 0 || asked.has(one.id)),
      onProgress(done, total) {
        if (performance.now() - told < TELL_EACH_MS && done.length < total) return;
        told = performance.now();
        const survived = done.filter(({ outcome }) => outcome !== 'killed').length;
        write(`${Math.round((told - started) / 1000)} s: ${done.length} of ${total} mutants, ${survived} survived\n`);
      },
    })));
  }
  const comparison = compareSurvivors(results, await idsOf(mutatedFiles()), known);
  const unreachable = [...(await idsOf(files))].filter((id) => isExcluded({ id }, known)).length;
  const { score, unlisted, stale, unknown } = comparison;
  if (mutant.length > 0) write(results.map(formatResult).join(''));
  else write(formatScores(results));
  write(formatProblems(comparison));
  write(formatTotals(comparison, unreachable));
  const isWhole = only.length === 0 && asked.size === 0;
  return { passed: unlisted.length + stale.length + unknown.length === 0 && (!isWhole || score >= LEAST_SCORE), results, comparison };
}

function chosen(choices: readonly string[], fits: (choice: string) => boolean): boolean {
  return choices.length === 0 || choices.some(fits);
}
