import type { Capabilities } from '../contract/store.ts';
import type { ConformanceCase, Level } from './case.ts';
import type { Environment } from './environment.ts';
import type { KitScore } from './kit-score.ts';

/**
 * What became of a case. `absent-verified`: the adapter declares that it cannot, and was seen to say so properly.
 * `could-not-run`: a prerequisite is missing; never a pass. `kit-error`: the case itself is wrong.
 */
export type Verdict = 'pass' | 'fail' | 'absent-verified' | 'could-not-run' | 'kit-error';

/** What became of one case. */
export interface CaseReport {
  /** The id of the case. */
  readonly id: string;
  /** The clause of the contract. */
  readonly requirement: string;
  /** The level that it counts for. */
  readonly level: Level;
  /** How it ended. */
  readonly verdict: Verdict;
  /** Why, where it is not a plain pass. */
  readonly message?: string;
  /** Milliseconds that it took. */
  readonly durationMs: number;
}

/** Whether a level is granted. */
export interface LevelReport {
  /** The level. */
  readonly level: Level;
  /** Whether the adapter may claim it. */
  readonly granted: boolean;
  /** Cases that the kit has for this level. */
  readonly planned: number;
  /** Those that ran to a verdict of pass, fail or absent-verified. */
  readonly executed: number;
  /** Why it is not granted. */
  readonly reason?: string;
}

/** What a run of the kit found out. */
export interface ConformanceReport {
  /** The version of the kit, which is that of its package. */
  readonly kit: string;
  /** How many broken adapters this version of the kit was tried on, and how many of them it found out. */
  readonly kitScore: KitScore;
  /** The version of the contract. */
  readonly contract: 1;
  /** The name of the subject. */
  readonly subject: string;
  /** The platform that the cases ran on, as it names itself. */
  readonly environment: Environment;
  /** Give it as `seed` to repeat the random choices of this run. */
  readonly seed: number;
  /** How many times as many rounds as in a plain run the cases about crashes and races went through. */
  readonly effort: number;
  /** What the adapter says of itself, and what the cases saw of it. */
  readonly capabilities: { readonly declared: Capabilities; readonly observed: Partial<Capabilities> };
  /**
   * Whether at least one of the cases that were asked for ended well, and none speaks against the adapter. One that could not run
   * speaks against it in Core; above Core it only keeps its level from being granted, so read `passed` together with `levels`.
   */
  readonly passed: boolean;
  /** The levels that were granted. */
  readonly levels: readonly Level[];
  /** Every level, with the reason where it was not granted. */
  readonly levelReports: readonly LevelReport[];
  /** Every case that ran, in their order. */
  readonly cases: readonly CaseReport[];
}

/** Whether a verdict counts as passed. */
export function isGood(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'absent-verified';
}

/** Whether a case speaks against the adapter; see {@link ConformanceReport.passed}. */
export function isBad({ verdict, level }: Pick<CaseReport, 'verdict' | 'level'>): boolean {
  return !isGood(verdict) && (verdict !== 'could-not-run' || level === 'core');
}

/** Each level, the level that it builds on, and what an adapter must declare to be given it. */
const LEVELS: readonly { readonly level: Level; readonly on?: Level; readonly lacks: (declared: Capabilities) => string | null }[] = [
  { level: 'core', lacks: () => null },
  { level: 'concurrent', on: 'core', lacks: ({ writers }) => (writers === 'handle' ? 'the adapter declares one writing handle' : null) },
  { level: 'durable', on: 'core', lacks: noDurability },
  { level: 'crash-safe', on: 'durable', lacks: noDurability },
];

/** Grants levels: planned = executed > 0, every verdict good, at least one of them a plain pass, and the level below granted. */
export function grantLevels(planned: readonly ConformanceCase[], reports: readonly CaseReport[], declared: Capabilities): LevelReport[] {
  const levels: LevelReport[] = [];
  for (const { level, on, lacks } of LEVELS) {
    const ofLevel = reports.filter((report) => report.level === level);
    const counts = {
      level,
      planned: planned.filter((one) => one.level === level).length,
      executed: ofLevel.filter(({ verdict }) => isGood(verdict) || verdict === 'fail').length,
    };
    const missesBase = on !== undefined && !levels.some((other) => other.level === on && other.granted);
    const reason = lacks(declared) ?? shortfall(counts, ofLevel) ?? (missesBase ? `level ${on} is not granted` : null);
    levels.push(reason === null ? { ...counts, granted: true } : { ...counts, granted: false, reason });
  }
  return levels;
}

function shortfall(counts: { readonly planned: number; readonly executed: number }, reports: readonly CaseReport[]): string | null {
  if (counts.planned === 0) return 'the kit has no case for it';
  const bad = reports.filter(({ verdict }) => !isGood(verdict)).length;
  if (bad > 0) return `${bad} of ${counts.planned} cases did not pass`;
  if (counts.executed < counts.planned) return `${counts.executed} of ${counts.planned} cases were run`;
  return reports.some(({ verdict }) => verdict === 'pass') ? null : 'no case showed it';
}

function noDurability({ durability }: Capabilities): string | null {
  return durability === 'none' ? 'the adapter declares no durability' : null;
}
