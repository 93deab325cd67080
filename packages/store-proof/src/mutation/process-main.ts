/** A process that holds every mutant of the programs it was given, and does what it is told over its channel. Arguments: the plan's file, and the mutant that is active from the start. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import type { ConformanceSubject } from '@cw/store-core/conformance';
import type { CaseTrial, Order, ProcessPlan, Reached, Report, Trial } from './messages.ts';
import { installSwitch, NONE } from './switch.ts';

/** How often a mutant may run while modules load. */
const MOST_WHILE_LOADING = 1_000_000;

const [planFile = '', active = String(NONE)] = process.argv.slice(2);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what started this process wrote it
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as ProcessPlan;
const mutation = installSwitch(plan.mutants);
registerHooks({
  load(url, context, nextLoad) {
    const file = plan.programs[url];
    return file === undefined ? nextLoad(url, context) : { format: 'module', source: readFileSync(file, 'utf8'), shortCircuit: true };
  },
});

let unhandled: unknown;
process.on('unhandledRejection', (reason) => { unhandled = reason ?? 'nothing'; });
// Nobody is there to listen: whoever started this has ended.
process.on('disconnect', () => process.exit());

mutation.set(Number(active), MOST_WHILE_LOADING);
const { caseOf, runOneCase, speaksAgainst } = await import('./case-runs.ts');
const { CONFORMANCE_CASES } = await import('@cw/store-core/conformance');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the plan names a module that has it
const { subject } = (await import(plan.subject)) as { readonly subject: ConformanceSubject };

process.on('message', (order: Order) => void follow(order));
tell({ kind: 'ready', reached: takeReached() });

async function follow(order: Order): Promise<void> {
  if (order.kind === 'survey') await survey(order.only);
  tell({ kind: 'done', trial: order.kind === 'try' ? await attempt(order.mutant, order.trials, order.whole) : null });
}

async function survey(only: readonly string[]): Promise<void> {
  for (const one of CONFORMANCE_CASES) {
    if (only.length > 0 && !only.includes(one.id)) continue;
    tell({ kind: 'begins', id: one.id });
    takeReached();
    const started = performance.now();
    const report = await runOneCase(subject, one, 60_000);
    const problem = await settledProblem(speaksAgainst(report) ? (report.message ?? report.verdict) : undefined);
    const ms = performance.now() - started;
    tell({ kind: 'surveyed', survey: { id: one.id, ms, reached: takeReached(), ...(problem === undefined ? {} : { problem }) } });
  }
}

async function attempt(mutant: number, trials: readonly CaseTrial[], whole: boolean): Promise<Trial> {
  let reached = false;
  for (const trial of trials) {
    tell({ kind: 'begins', id: trial.id });
    mutation.set(mutant, trial.most);
    const report = await runOneCase(subject, caseOf(trial.id), trial.timeoutMs);
    const bad = speaksAgainst(report);
    const problem = await settledProblem(bad ? (report.message ?? report.verdict) : undefined);
    const { endless } = mutation;
    reached ||= mutation.taken > 0;
    if (!whole) mutation.set(NONE, 0);
    if (problem === undefined && !endless) continue;
    const timedOut = /^not done after|were not closed after/.test(problem ?? '');
    const how = endless ? 'endless' : timedOut ? 'timed out' : bad ? 'failed' : 'unhandled';
    // What did not end may go on behind the next case's back.
    const clean = !whole && !endless && !timedOut && (await passes(trial));
    return { outcome: 'killed', by: trial.id, message: problem ?? 'endless', how, clean };
  }
  return { outcome: 'survived', reached };
}

/** Whether a case holds with no mutant active: if it does not, the mutant has left something behind. */
async function passes(trial: CaseTrial): Promise<boolean> {
  tell({ kind: 'begins', id: trial.id });
  const report = await runOneCase(subject, caseOf(trial.id), trial.timeoutMs);
  return (await settledProblem(speaksAgainst(report) ? report.verdict : undefined)) === undefined;
}

/** The problem, or the rejection that nobody handled: it would have ended the process of whoever runs the kit. */
async function settledProblem(problem: string | undefined): Promise<string | undefined> {
  await new Promise<void>((resolve) => { setImmediate(resolve); });
  const rejection = unhandled;
  unhandled = undefined;
  return problem ?? (rejection === undefined ? undefined : `unhandled rejection: ${rejection instanceof Error ? rejection.message : JSON.stringify(rejection)}`);
}

/** What was reached since this was last called. */
function takeReached(): Reached {
  const { reached, seen } = mutation;
  const taken = { sites: Array.from(reached.entries()).filter(isSome), seen: Array.from(seen.entries()).filter(isSome) };
  reached.fill(0);
  seen.fill(0);
  return taken;
}

function isSome([, value]: readonly [number, number]): boolean {
  return value > 0;
}

function tell(report: Report): void {
  process.send?.(report);
}
