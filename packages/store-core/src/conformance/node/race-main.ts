// A process of its own that runs programs when it is told to. Started by race-crew.ts.
import { createInterface } from 'node:readline';
import type { Store } from '../../contract/store.ts';
import { isStoreError } from '../../errors.ts';
import { runProgram } from '../races/program.ts';
import type { RaceCall } from '../races/race-call.ts';
import { openPlace, readTask } from './child-task.ts';
import type { RaceLine, Start } from './race-lines.ts';
import { sharedClock } from './shared-clock.ts';

const task = readTask();
const now = sharedClock(String(task.params['origin']));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const store = await opened();
if (store !== null) {
  say({ state: 'ready' });
  for (let line = await lines.next(); line.done !== true; ) line = await race(store, line.value);
  await store.close();
}

/** Runs what the line says, and gives the line after it. */
async function race(all: Store, line: string): Promise<IteratorResult<string>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a line that race-crew.ts wrote
  const { scope, steps, at, again } = JSON.parse(line) as Start;
  const view = all.withScope(scope);
  const next = lines.next();
  let wanted = true;
  void next.then(() => {
    wanted = false;
  });
  let made = 0;
  // A barrier: all processes have the line by now, and wait for the same moment.
  while (now() < at);
  for (let last = !again; ; last = !wanted) {
    await runProgram<RaceCall>(view, steps, { now, note: (note) => say({ state: 'running', note: { ...note, n: made + note.n } }) });
    made += steps.length;
    if (last) break;
    await new Promise<void>((resolve) => { setImmediate(resolve); });
  }
  say({ state: 'ended' });
  return await next;
}

async function opened(): Promise<Store | null> {
  try {
    return await openPlace(task, { clock: () => new Date(0), ...(task.params['readOnly'] === true ? { readOnly: true } : {}) });
  } catch (error) {
    if (!isStoreError(error)) throw error;
    say({ state: 'refused', code: error.code, message: error.message });
    return null;
  }
}

function say(line: RaceLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
