// A process of its own that opens places and runs programs when it is told to. Started by racer.ts.
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import type { Store } from '../../contract/store.ts';
import { isStoreError } from '../../errors.ts';
import { runProgram } from '../races/program.ts';
import type { RaceCall } from '../races/race-call.ts';
import { loadModule, readTask } from './child-task.ts';
import type { Opening, RaceLine, RaceOrder, Start } from './race-lines.ts';
import { sharedClock } from './shared-clock.ts';

const open = await loadModule(readTask().child.module);
// Written at the end of a process, which this one does not come to.
flushCompileCache();
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
/** What was opened last. */
const place: { store: Store | null } = { store: null };
let now = sharedClock('0');

for (let line = await lines.next(); line.done !== true; ) line = await obey(line.value);
await place.store?.close();

/** Does what the line says, and gives the line after it. */
async function obey(line: string): Promise<IteratorResult<string>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a line that racer.ts wrote
  const order = JSON.parse(line) as RaceOrder;
  if (order.do === 'open') {
    now = sharedClock(order.origin);
    place.store = await opened(order);
    if (place.store !== null) say({ state: 'ready' });
  } else if (order.do === 'close') {
    await place.store?.close();
    place.store = null;
    say({ state: 'closed' });
  } else if (order.do === 'run' && place.store !== null) {
    return await race(place.store, order);
  }
  return await lines.next();
}

async function race(all: Store, { scope, steps, at, again }: Start): Promise<IteratorResult<string>> {
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

async function opened({ params, readOnly }: Opening): Promise<Store | null> {
  try {
    return await open(params, { clock: () => new Date(0), ...(readOnly ? { readOnly: true } : {}) });
  } catch (error) {
    if (!isStoreError(error)) throw error;
    say({ state: 'refused', code: error.code, message: error.message });
    return null;
  }
}

function say(line: RaceLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
