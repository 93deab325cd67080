// A thread of its own for one job. Started by thread.ts, which gets one message: what came of it.
import { parentPort, workerData } from 'node:worker_threads';
import { type Job, type Outcome, runJob } from './thread-jobs.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what thread.ts gave it
const outcome: Outcome = await runJob(workerData as Job);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
parentPort?.postMessage(outcome);
