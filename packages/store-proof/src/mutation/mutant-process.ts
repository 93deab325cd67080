import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, Reached, Report } from './messages.ts';
import { NONE } from './switch.ts';

/** The process has not told anything for as long as it may. */
export class HungError extends Error {
  override readonly name = 'HungError';
}

/** The process has ended. */
export class CrashedError extends Error {
  override readonly name = 'CrashedError';
}

/** Milliseconds until a process must be ready: the machine may be busy. */
const START_MS = 60_000;
const MAIN = fileURLToPath(new URL('process-main.ts', import.meta.url));

/** A child process that holds the mutants, and the watchdog over it. */
export class MutantProcess {
  readonly #child: ChildProcess;
  #listen: (report: Report | Error) => void = () => undefined;
  #complaints = '';
  #end: CrashedError | null = null;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (report: Report) => this.#listen(report));
    child.on('error', (error) => this.#listen(error));
    child.on('exit', (code, signal) => {
      this.#end = new CrashedError(`exit ${code ?? signal}: ${this.#complaints}`);
      this.#listen(this.#end);
    });
    child.stderr?.on('data', (data: Buffer) => { this.#complaints = (this.#complaints + data.toString()).slice(-2000); });
  }

  /** Starts one, and waits until its modules have loaded. `active` is a mutant that is active while they do. @throws HungError, CrashedError */
  static async start(planFile: string, active: number = NONE): Promise<{ readonly started: MutantProcess; readonly reached: Reached }> {
    const child = fork(MAIN, [planFile, String(active)], {
      execArgv: ['--conditions=@cw/source', '--disable-warning=ExperimentalWarning', '--max-old-space-size=1024'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const started = new MutantProcess(child);
    let reached: Reached = { sites: [], seen: [] };
    await started.#until(() => START_MS, (report) => {
      if (report.kind === 'ready') reached = report.reached;
      return report.kind === 'ready';
    });
    return { started, reached };
  }

  /** Has an order carried out. `patience` is for how many milliseconds nothing may be heard after a report. The process is of no use after an error. @throws HungError, CrashedError */
  async order(order: Order, patience: (last: Report | null) => number, onReport: (report: Report) => void): Promise<void> {
    if (this.#end !== null) throw this.#end;
    this.#child.send(order);
    await this.#until(patience, (report) => {
      onReport(report);
      return report.kind === 'done';
    });
  }

  /** Ends it, whatever it is doing. */
  stop(): void {
    this.#child.kill('SIGKILL');
  }

  async #until(patience: (last: Report | null) => number, isLast: (report: Report) => boolean): Promise<void> {
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const watch = (last: Report | null): void => {
          clearTimeout(watchdog);
          watchdog = setTimeout(() => {
            this.stop();
            reject(new HungError('nothing was heard of it'));
          }, patience(last));
        };
        this.#listen = (report) => {
          if (report instanceof Error) reject(report);
          else if (isLast(report)) resolve();
          else watch(report);
        };
        watch(null);
      });
    } finally {
      clearTimeout(watchdog);
      this.#listen = () => undefined;
    }
  }
}
