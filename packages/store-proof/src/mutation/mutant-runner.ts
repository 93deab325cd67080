import type { CaseTrial, Report, Trial } from './messages.ts';
import { HungError, MutantProcess } from './mutant-process.ts';
import type { LoadableMutant } from './programs.ts';
import { patienceFor } from './survey.ts';
import type { Survey } from './survey.ts';

/** Tries mutants one after the other, in a process that it replaces when a mutant has spoilt it. */
export class MutantRunner {
  readonly #planFile: string;
  readonly #survey: Survey;
  #process: MutantProcess | null = null;

  constructor(planFile: string, survey: Survey) {
    this.#planFile = planFile;
    this.#survey = survey;
  }

  stop(): void {
    this.#process?.stop();
    this.#process = null;
  }

  /** Tries a mutant that is made active once everything has loaded. */
  async run(mutant: LoadableMutant, trials: readonly CaseTrial[]): Promise<Trial> {
    const fresh = this.#process === null;
    this.#process ??= (await MutantProcess.start(this.#planFile)).started;
    const trial = await this.#try(this.#process, mutant.number, trials, false);
    if (trial.outcome === 'survived' || trial.clean) return trial;
    this.stop();
    // What failed may have been the doing of the mutant before.
    const isSure = fresh || trial.how === 'endless' || trial.how === 'crashed';
    return isSure ? trial : await this.run(mutant, trials);
  }

  /** Tries a mutant that is active from the start, in a process of its own. */
  async runFromStart({ number }: LoadableMutant, trials: readonly CaseTrial[]): Promise<Trial> {
    let own: MutantProcess;
    try {
      own = (await MutantProcess.start(this.#planFile, number)).started;
    } catch (error) {
      return { outcome: 'killed', by: 'loading', message: String(error), how: 'not loaded', clean: false };
    }
    try {
      return await this.#try(own, number, trials, true);
    } finally {
      own.stop();
    }
  }

  async #try(process: MutantProcess, mutant: number, trials: readonly CaseTrial[], whole: boolean): Promise<Trial> {
    let trial: Trial | null = null;
    let running = '';
    const patience = (last: Report | null): number => patienceFor(last?.kind === 'begins' ? this.#survey.msOf(last.id) : 0);
    try {
      await process.order({ kind: 'try', mutant, trials, whole }, patience, (report) => {
        if (report.kind === 'begins') running = report.id;
        if (report.kind === 'done') trial = report.trial;
      });
    } catch (error) {
      return { outcome: 'killed', by: running, message: String(error), how: error instanceof HungError ? 'hung' : 'crashed', clean: false };
    }
    if (trial === null) throw new Error('the process gave no outcome');
    return trial;
  }
}
