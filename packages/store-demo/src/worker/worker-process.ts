import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StoreLocation } from '../adapters.ts';
import type { WorkerMessage } from './messages.ts';

export interface WorkerTask {
  readonly location: StoreLocation;
  /** Whether it kills itself in the middle. */
  readonly die: boolean;
}

export interface WorkerEnd {
  readonly exitCode: number | null;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | null;
}

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * Runs a worker to its end, whatever that is.
 * @throws AbortError if `signal` says so; the worker is killed then.
 */
export async function runWorker({ location, die }: WorkerTask, onMessage: (message: WorkerMessage) => void, signal: AbortSignal): Promise<WorkerEnd> {
  const path = location.adapter === 'memory' ? [] : ['--path', location.path];
  const args = ['--adapter', location.adapter, ...path, ...(die ? ['--die'] : [])];
  return await new Promise((resolve, reject) => {
    const worker = fork(MAIN, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], signal, killSignal: 'SIGKILL' });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the worker is ours, and sends nothing else
    worker.on('message', (message) => onMessage(message as WorkerMessage));
    worker.once('error', reject);
    // After exit and after the last message.
    worker.once('close', (exitCode, ending) => resolve({ exitCode, signal: ending }));
  });
}
