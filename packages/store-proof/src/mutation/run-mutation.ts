import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFORMANCE_CASES } from '@cw/store-core/conformance';
import type { ProcessPlan, Trial } from './messages.ts';
import { MutantRunner } from './mutant-runner.ts';
import { casesFor, writePrograms } from './programs.ts';
import type { LoadableMutant } from './programs.ts';
import { Survey } from './survey.ts';

/** What became of a mutant. */
export interface MutantResult {
  readonly mutant: LoadableMutant;
  /** `unreached`: no case runs it. */
  readonly outcome: 'killed' | 'survived' | 'unreached';
  /** The case that told, what it said, and how it ended. */
  readonly by?: string;
  readonly message?: string;
  readonly how?: string;
  readonly ms: number;
}

export interface MutationOptions {
  /** Files to mutate, from `packages` on. */
  readonly files: readonly string[];
  /** The module whose export `subject` the kit tries out, as a URL. */
  readonly subject: string;
  /** Which mutants are tried. Default: all. */
  readonly accepts?: ((mutant: LoadableMutant) => boolean) | undefined;
  /** Ids of the cases that may tell. Default: all of the kit. */
  readonly cases?: readonly string[] | undefined;
  /** How many processes work side by side. Default: 2. */
  readonly processes?: number | undefined;
  /** Told after the survey, and after each mutant. */
  readonly onProgress?: ((done: readonly MutantResult[], total: number) => void) | undefined;
}

/** Breaks files in every way that the operators know, one at a time, and runs the kit on each: gives what became of each mutant, in the order of their places. */
export async function runMutation(options: MutationOptions): Promise<MutantResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-mutation-'));
  try {
    const { mutants, programs } = await writePrograms(options.files, folder);
    const plan: ProcessPlan = { programs, mutants: mutants.length, subject: options.subject };
    const planFile = join(folder, 'plan.json');
    await writeFile(planFile, JSON.stringify(plan));
    const cases = options.cases ?? CONFORMANCE_CASES.map(({ id }) => id);
    const survey = await Survey.make(planFile, casesFor(options.files, cases));
    return await tryAll(mutants, planFile, survey, options);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function tryAll(mutants: readonly LoadableMutant[], planFile: string, survey: Survey, options: MutationOptions): Promise<MutantResult[]> {
  const { accepts = () => true, processes = 2, onProgress } = options;
  const waiting = mutants.filter(accepts);
  const queue = waiting.values();
  const results: MutantResult[] = [];
  onProgress?.(results, waiting.length);
  const work = async (): Promise<void> => {
    const runner = new MutantRunner(planFile, survey);
    try {
      for (const mutant of queue) {
        const started = performance.now();
        const result = await tryOne(mutant, runner, survey, mutants);
        results.push({ mutant, ...result, ms: performance.now() - started });
        onProgress?.(results, waiting.length);
      }
    } finally {
      runner.stop();
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return results.toSorted((a, b) => a.mutant.number - b.mutant.number);
}

async function tryOne(mutant: LoadableMutant, runner: MutantRunner, survey: Survey, mutants: readonly LoadableMutant[]): Promise<Fate> {
  const trials = survey.trialsOf(mutant);
  const whileLoading = survey.differsWhileLoading(mutant);
  if (trials.length === 0 && !whileLoading) return { outcome: survey.isReached(mutant) ? 'survived' : 'unreached' };
  const first = trials.length === 0 ? null : await runner.run(mutant, trials);
  if (first?.outcome === 'killed' || (first?.reached === true && !whileLoading)) return fateOf(first);
  // Reached while modules load, or once by the first who asks: what it does then is seen in a process of its own.
  return fateOf(await runner.runFromStart(mutant, survey.trialsFromStart(mutants.filter(({ file }) => file === mutant.file))));
}

type Fate = Omit<MutantResult, 'mutant' | 'ms'>;

function fateOf(trial: Trial): Fate {
  if (trial.outcome === 'survived') return { outcome: 'survived' };
  return { outcome: 'killed', by: trial.by, message: trial.message, how: trial.how };
}
