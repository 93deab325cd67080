import type { Capabilities } from '@cw/store-core';
import type { Survival } from './survival.ts';
import type { Restart, RunReport } from './worker/messages.ts';

/** Everything that is printed about a run. */
export interface DemoOutcome {
  readonly capabilities: Capabilities;
  /** Null: the run was continued beyond the point where it would have been killed. */
  readonly kill: KillOutcome | null;
  readonly report: RunReport;
}

export interface KillOutcome {
  /** The step in which the process was killed. */
  readonly step: string;
  readonly signal: string;
  readonly restart: Restart;
  readonly survival: Survival;
  /** Steps that were recorded before the kill and whose tool ran again. */
  readonly repeated: readonly string[];
}

/** Whether the store kept what its adapter promises, repeated nothing, and verifies. */
export function isWell({ capabilities, kill, report }: DemoOutcome): boolean {
  if (report.summary.findings.length > 0) return false;
  if (kill === null || capabilities.durability === 'none') return true;
  return kill.survival.lost.length + kill.survival.changed.length + kill.repeated.length + kill.restart.findings === 0;
}
