import type { Note, Step } from '../races/program.ts';
import type { RaceCall } from '../races/race-call.ts';

/** How a racing process opens a place. */
export interface Opening {
  /** Of the clock of the race. */
  readonly origin: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly readOnly: boolean;
}

/** A program to run. */
export interface Start {
  readonly scope: string;
  readonly steps: readonly Step<RaceCall>[];
  /** When to begin, on the clock of the race. */
  readonly at: number;
  /** Whether to run it again and again until the next line comes, and then once more. */
  readonly again: boolean;
}

/** What it is told by a line. */
export type RaceOrder =
  | ({ readonly do: 'open' } & Opening)
  | ({ readonly do: 'run' } & Start)
  | { readonly do: 'stop' | 'close' };

/** What it says by a line: that it is ready or could not open the place, each call and return, that the program has ended, and that the place is closed. */
export type RaceLine =
  | { readonly state: 'ready' | 'ended' | 'closed' }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'running'; readonly note: Note<RaceCall> };
