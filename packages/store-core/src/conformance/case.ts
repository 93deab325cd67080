import type { CaseContext } from './context.ts';

/** What an adapter can earn: each level is granted only if all of its cases pass. */
export type Level = 'core' | 'concurrent' | 'durable' | 'crash-safe';

/** One statement of the contract, and how it is tried out. */
export interface ConformanceCase {
  /** Stable: never renamed, never used again. Lower-case words, as `events.append.duplicate-id`. */
  readonly id: string;
  /** The clause of the contract that it stands for, as `events.duplicates`. */
  readonly requirement: string;
  /** What holds, as a statement. */
  readonly title: string;
  /** The level that it counts for. */
  readonly level: Level;
  /** Tries it out. Rejects where the statement does not hold. */
  run(kit: CaseContext): Promise<void>;
}

/** Defines a case; it runs in a place of its own, and must assert something. Default level: `'core'`. */
export function defineCase(
  id: string,
  requirement: string,
  title: string,
  run: (kit: CaseContext) => Promise<void>,
  level: Level = 'core',
): ConformanceCase {
  return { id, requirement, title, level, run };
}
