/**
 * One life of the agent: opens the store, restores what an earlier life had done, goes on, and reports. With `--die` it kills its own
 * process in the middle. Started by `worker-process.ts`, to which it talks over the channel of `fork`.
 */
import { parseArgs } from 'node:util';
import type { Store, StoredItem } from '@cw/store-core';
import { isAdapterName, openLocation, type StoreLocation } from '../adapters.ts';
import { Agent, type Observer, RUN_ID } from '../agent/agent.ts';
import { stringOf } from '../agent/json-members.ts';
import { KILL_FROM_STEP, PLAN, type Step } from '../agent/plan.ts';
import { inventory } from '../agent/receipt.ts';
import { Recorder } from '../agent/recorder.ts';
import { restoreRun, type RunState } from '../agent/run-state.ts';
import { DemoError } from '../demo-error.ts';
import { describeError } from '../describe-error.ts';
import { verifyStore } from '../examine-store.ts';
import { seconds, size } from '../text/amounts.ts';
import type { WorkerMessage } from './messages.ts';
import { reportRun } from './run-report.ts';

const { values } = parseArgs({ options: { adapter: { type: 'string' }, path: { type: 'string' }, die: { type: 'boolean', default: false } } });

// Without the process that started it, nobody is left to tell.
process.once('disconnect', () => process.exit(1));
try {
  await live();
} catch (error) {
  await tell({ type: 'failed', message: describeError(error) });
  process.exitCode = 1;
}
process.removeAllListeners('disconnect');
process.disconnect();

async function live(): Promise<void> {
  await using store = await openLocation(location());
  const agentStore = store.withScope(RUN_ID);
  await refuseOtherData(store);
  const { state, fromOffset, replayed } = await restoreRun(agentStore);
  if (state.isFinished(RUN_ID)) throw new DemoError('the store holds a run that came to its end; name another place for a new one');
  await tell({
    type: 'opened',
    capabilities: store.capabilities,
    restart: {
      found: await inventory(agentStore),
      findings: (await verifyStore(store)).length,
      fromOffset,
      replayed,
      finished: state.finished,
      halfDone: state.halfDone,
    },
  });
  const recorder = new Recorder(agentStore, async (receipt) => await tell({ type: 'acknowledged', receipt }));
  const watching = observer(values.die ? stepToDieIn(state) : undefined);
  await new Agent({ plan: PLAN, store: agentStore, recorder, state, observer: watching }).run();
  await tell({ type: 'finished', report: await reportRun(agentStore, recorder) });
}

function location(): StoreLocation {
  const { adapter = '', path = '' } = values;
  if (!isAdapterName(adapter)) throw new DemoError(`--adapter: ${JSON.stringify(adapter)} is none`);
  return adapter === 'memory' ? { adapter } : { adapter, path };
}

async function refuseOtherData(store: Store): Promise<void> {
  const others = (await store.scopes()).filter((scope) => scope !== RUN_ID);
  if (others.length > 0) throw new DemoError(`the store holds something else than a run of the demo (scope ${JSON.stringify(others[0])}); name another place`);
}

function stepToDieIn(state: RunState): string | undefined {
  const steps = PLAN.flatMap((turn) => turn.steps.map(({ id }) => id));
  return steps.slice(steps.indexOf(KILL_FROM_STEP)).find((id) => !state.isFinished(id));
}

function observer(fatalStep: string | undefined): Observer {
  return {
    turnBegins: async ({ id, question }) => await tell({ type: 'progress', text: `  ${id}  ${question}` }),
    toolRan: async (step) => await tell({ type: 'toolRan', step }),
    outputUnderWay: async (step) => {
      if (step !== fatalStep) return;
      await tell({ type: 'dying', step });
      process.kill(process.pid, 'SIGKILL');
    },
    stepDone: async (step, result) => {
      await tell({ type: 'stepDone', step: step.id });
      await tell({ type: 'progress', text: `    ${describeStep(step, result)}` });
    },
  };
}

function describeStep(step: Step, { metadata, artifactRef }: StoredItem): string {
  const outcome = metadata['ok'] === true ? '' : `  failed: ${stringOf(metadata['note'])}`;
  const stored = artifactRef === null ? '' : `  ${size(artifactRef.sizeBytes)} -> artifact ${artifactRef.handle}`;
  return `${step.id.padEnd(22)}${step.tool.padEnd(10)}${seconds(Number(metadata['milliseconds']))}${stored}${outcome}`;
}

/** Resolves when the message is on its way: what is told survives even a SIGKILL that follows at once. */
async function tell(message: WorkerMessage): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    if (process.send === undefined) throw new DemoError('the worker is started by the demo, not by hand');
    process.send(message, undefined, undefined, (error) => (error === null ? resolve() : reject(error)));
  });
}
