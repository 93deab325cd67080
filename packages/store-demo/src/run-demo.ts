import { type DemoOutcome, isWell, type KillOutcome } from './demo-outcome.ts';
import { reportSections } from './report.ts';
import type { StorePlace } from './store-place.ts';
import { compareSurvival } from './survival.ts';
import { heading } from './text/heading.ts';
import { Life } from './worker/life.ts';

/** Starts the agent, sees it die, starts it again, and prints what came of it. Gives whether all is well. */
export async function runDemo(place: StorePlace, signal: AbortSignal): Promise<boolean> {
  console.log(heading('An agent works on this workspace, is killed, and goes on'));
  console.log(`\nstore: ${place.location.adapter}, ${place.description}`);
  const first = new Life();
  await first.run(place, { die: true }, signal);
  if (first.end.signal === null) return finish({ capabilities: first.opened.capabilities, kill: null, report: first.report });
  console.log(`  killed by ${first.end.signal} in step ${first.diedIn}, while its output was being recorded`);
  const second = new Life();
  await second.run(place, { die: false }, signal);
  const kill: KillOutcome = {
    step: first.diedIn,
    signal: first.end.signal,
    restart: second.opened.restart,
    survival: compareSurvival(first.acknowledged, second.opened.restart.found),
    repeated: first.stepsDone.filter((step) => second.toolsRun.includes(step)),
  };
  return finish({ capabilities: second.opened.capabilities, kill, report: second.report });
}

function finish(outcome: DemoOutcome): boolean {
  for (const section of reportSections(outcome)) console.log(`\n${heading(section.title)}\n${section.body}`);
  return isWell(outcome);
}
