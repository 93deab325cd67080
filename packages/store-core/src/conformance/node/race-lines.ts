import type { Note, Step } from '../races/program.ts';
import type { RaceCall } from '../races/race-call.ts';

/** What a racing process is told by a line: a program to run. */
export interface Start {
  readonly scope: string;
  readonly steps: readonly Step<RaceCall>[];
  /** When to begin, on the clock of the race. */
  readonly at: number;
  /** Whether to run it again and again until the next line comes, and then once more. */
  readonly again: boolean;
}

/** What it says by a line: that it is ready or could not open the place, each call and return, and that the program has ended. */
export type RaceLine =
  | { readonly state: 'ready' | 'ended' }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'running'; readonly note: Note<RaceCall> };
