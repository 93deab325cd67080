import type { Receipt } from '../agent/receipt.ts';
import { DemoError } from '../demo-error.ts';
import type { StorePlace } from '../store-place.ts';
import type { Restart, RunReport, WorkerMessage } from './messages.ts';
import { runWorker, type WorkerEnd } from './worker-process.ts';

type Opened = Extract<WorkerMessage, { type: 'opened' }>;

/** One process of the agent, as seen from the one that starts it. Prints its progress. */
export class Life {
  readonly acknowledged: Receipt[] = [];
  readonly stepsDone: string[] = [];
  readonly toolsRun: string[] = [];
  diedIn = '';
  #opened: Opened | undefined;
  #report: RunReport | undefined;
  #failure: string | undefined;
  #end: WorkerEnd | undefined;

  async run({ location }: StorePlace, { die }: { readonly die: boolean }, signal: AbortSignal): Promise<void> {
    this.#end = await runWorker({ location, die }, (message) => this.#hear(message), signal);
    const { exitCode, signal: ending } = this.#end;
    const intended = die && ending === 'SIGKILL' && this.diedIn !== '';
    if (this.#failure !== undefined) throw new DemoError(this.#failure);
    if (exitCode !== 0 && !intended) throw new DemoError(`the agent's process ended with ${ending ?? `exit code ${exitCode}`}`);
  }

  get end(): WorkerEnd {
    return told(this.#end);
  }

  get opened(): Opened {
    return told(this.#opened);
  }

  get report(): RunReport {
    return told(this.#report);
  }

  #hear(message: WorkerMessage): void {
    switch (message.type) {
      case 'opened':
        this.#opened = message;
        console.log(`\nagent starts: ${describeStart(message.restart)}`);
        break;
      case 'progress':
        console.log(message.text);
        break;
      case 'acknowledged':
        this.acknowledged.push(message.receipt);
        break;
      case 'toolRan':
        this.toolsRun.push(message.step);
        break;
      case 'stepDone':
        this.stepsDone.push(message.step);
        break;
      case 'dying':
        this.diedIn = message.step;
        break;
      case 'finished':
        this.#report = message.report;
        break;
      case 'failed':
        this.#failure = message.message;
        break;
    }
  }
}

function describeStart({ found, fromOffset, replayed, finished, halfDone }: Restart): string {
  if (found.length === 0) return 'the store is empty';
  const begun = halfDone.length === 0 ? 'nothing' : halfDone.join(', ');
  return `checkpoint at ledger offset ${fromOffset}, ${replayed} events replayed after it, ${finished.length} steps and turns finished, begun: ${begun}`;
}

function told<T>(value: T | undefined): T {
  if (value === undefined) throw new DemoError("the agent's process ended without a report");
  return value;
}
