import type { Note } from '../crashes/note.ts';
import type { Thread } from '../crashes/strand.ts';
import type { Place } from '../subject.ts';
import { KitProcess } from './kit-process.ts';

/** What a process does until it is killed. */
export type CrashWork =
  /** Runs the threads, with the numbers of a round. */
  | { readonly kind: 'write'; readonly threads: readonly Thread[]; readonly round: number }
  /** The same, but opens the store anew after so many turns `each`. */
  | { readonly kind: 'reopen'; readonly threads: readonly Thread[]; readonly round: number; readonly turns: number; readonly each: number }
  /** Opens, reads everything and closes, again and again. */
  | { readonly kind: 'read' }
  | { readonly kind: 'snapshot'; readonly destination: string }
  /** Imports `importLines` of these scopes. */
  | { readonly kind: 'import'; readonly scopes: readonly string[] };

/** When a process is killed: so long after so many lines of it were read, or as soon as it tells nothing for 3 s. */
export interface Moment {
  readonly lines: number;
  readonly milliseconds: number;
}

/** What a process told before it was gone. */
export interface Killed {
  readonly notes: readonly Note[];
  /** When it was killed; never: it had done all its work before. In silence: it told nothing more for a long time, before the moment had come. */
  readonly killed: 'at the moment' | 'in silence' | 'never';
}

/** Milliseconds of silence after which a process is killed before its moment: it is in the middle of something long. */
const SILENCE_MS = 3000;

/** Milliseconds in which a process must tell its first line. */
const LONGEST_START_MS = 30_000;

/**
 * Lets a process work on the place, and kills it with SIGKILL at a moment that it does not know.
 * @throws Error with what the process wrote to stderr if it failed, or told nothing in 30 s.
 */
export async function runKilledWork(child: NonNullable<Place['child']>, work: CrashWork, moment: Moment, silenceMs: number = SILENCE_MS): Promise<Killed> {
  const running = new KitProcess('crash-work-main', { child, params: { work } });
  const notes: Note[] = [];
  const kill = (): void => running.kill();
  let timer = setTimeout(kill, LONGEST_START_MS);
  try {
    for await (const line of running.lines()) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lines that crash-work-main.ts wrote
      notes.push(JSON.parse(line) as Note);
      clearTimeout(timer);
      if (notes.length === moment.lines) {
        spin(moment.milliseconds);
        kill();
      } else {
        timer = setTimeout(kill, silenceMs);
      }
    }
    const { exitCode, signal, complaint } = await running.ended();
    const last = notes.at(-1);
    if (last === undefined) throw new Error(`the process told nothing (exit code ${exitCode}): ${complaint}`);
    if (signal === 'SIGKILL') return { notes, killed: notes.length < moment.lines ? 'in silence' : 'at the moment' };
    if (exitCode === 0) return { notes, killed: 'never' };
    throw new Error(`the process failed (exit code ${exitCode}) after line ${notes.length}, ${JSON.stringify(last)}: ${complaint}`);
  } finally {
    clearTimeout(timer);
    kill();
  }
}

/** Busy, as no timer is that exact. */
function spin(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}
