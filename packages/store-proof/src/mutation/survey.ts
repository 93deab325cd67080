import type { CaseSurvey, CaseTrial, Reached } from './messages.ts';
import { MutantProcess } from './mutant-process.ts';
import type { LoadableMutant } from './programs.ts';

/** Milliseconds that a case may be silent for, and those in which it must end by itself, with `ms` as it took when nothing was broken. */
export const patienceFor = (ms: number): number => 5000 + 30 * ms;
const timeoutFor = (ms: number): number => 1500 + 20 * ms;

/** How often a site was reached, and by the number of a watch the values that were seen. */
interface Coverage {
  readonly sites: ReadonlyMap<number, number>;
  readonly seen: ReadonlyMap<number, number>;
}

/** Which cases reach which mutants, in a way that they make a difference. */
export class Survey {
  readonly #cases: readonly (CaseSurvey & { readonly coverage: Coverage })[];
  readonly #msById: ReadonlyMap<string, number>;
  readonly #whileLoading: Coverage;

  /** The cases as they were run, and what was reached while the modules loaded. */
  constructor(cases: readonly CaseSurvey[], whileLoading: Reached) {
    this.#cases = cases.map((survey) => ({ ...survey, coverage: coverageOf(survey.reached) })).toSorted((a, b) => a.ms - b.ms);
    this.#msById = new Map(cases.map(({ id, ms }) => [id, ms]));
    this.#whileLoading = coverageOf(whileLoading);
  }

  /** Runs the cases with no mutant active. @throws Error if one of them does not pass */
  static async make(planFile: string, only: readonly string[]): Promise<Survey> {
    const { started, reached } = await MutantProcess.start(planFile);
    const cases: CaseSurvey[] = [];
    try {
      await started.order({ kind: 'survey', only }, () => 120_000, (report) => {
        if (report.kind === 'surveyed') cases.push(report.survey);
      });
    } finally {
      started.stop();
    }
    const broken = cases.find(({ problem }) => problem !== undefined);
    if (broken !== undefined) throw new Error(`${broken.id} does not pass without a mutant: ${broken.problem}`);
    return new Survey(cases, reached);
  }

  /** Milliseconds that a case took. */
  msOf(id: string): number {
    return this.#msById.get(id) ?? 0;
  }

  /** Whether a mutant makes a difference while modules load: then only a process of its own shows all that it does. */
  differsWhileLoading(mutant: LoadableMutant): boolean {
    return timesOf(mutant, this.#whileLoading) > 0;
  }

  /** Whether anything reaches a mutant, even without a difference. */
  isReached({ site }: LoadableMutant): boolean {
    return this.#whileLoading.sites.has(site) || this.#cases.some(({ coverage }) => coverage.sites.has(site));
  }

  /** The cases in which a mutant makes a difference, quickest first. */
  trialsOf(mutant: LoadableMutant): CaseTrial[] {
    return this.#cases.flatMap(({ id, ms, coverage }) => {
      const times = timesOf(mutant, coverage);
      return times === 0 ? [] : [{ id, most: 10 * times + 10_000, timeoutMs: timeoutFor(ms) }];
    });
  }

  /**
   * The cases for a mutant that is active while modules load, quickest first: those that reach something of its file, which is what uses it
   * first; of a file that no case reaches anything of, as one of constants alone, all.
   */
  trialsFromStart(ofFile: readonly LoadableMutant[]): CaseTrial[] {
    const sites = new Set(ofFile.map(({ site }) => site));
    const near = this.#cases.filter(({ coverage }) => !sites.isDisjointFrom(new Set(coverage.sites.keys())));
    return (near.length > 0 ? near : this.#cases).map(({ id, ms }) => ({ id, most: 10_000_000, timeoutMs: timeoutFor(ms) }));
  }
}

function coverageOf({ sites, seen }: Reached): Coverage {
  return { sites: new Map(sites), seen: new Map(seen) };
}

/** How often a mutant is run there; 0 also where its value is never another than the original's. */
function timesOf({ site, watch, watchNumber }: LoadableMutant, { sites, seen }: Coverage): number {
  if (watch !== undefined && ((seen.get(watchNumber) ?? 0) & watch.values) === 0) return 0;
  return sites.get(site) ?? 0;
}
