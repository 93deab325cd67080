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

/** When a process is killed: so long after so many lines of it were read. */
export interface Moment {
  readonly lines: number;
  readonly milliseconds: number;
}

/** What a process told before it was gone. */
export interface Killed {
  readonly notes: readonly Note[];
  /** Whether it was killed; false: it had done all its work before. */
  readonly killed: boolean;
}

/** Milliseconds in which the moment must come. */
const LONGEST_MS = 30_000;

/**
 * Lets a process work on the place, and kills it with SIGKILL at a moment that it does not know.
 * @throws Error with what the process wrote to stderr if it failed, or with what it told last if the moment did not come in 30 s.
 */
export async function runKilledWork(child: NonNullable<Place['child']>, work: CrashWork, moment: Moment): Promise<Killed> {
  const running = new KitProcess('crash-work-main', { child, params: { work } });
  const notes: Note[] = [];
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    running.kill();
  }, LONGEST_MS);
  try {
    for await (const line of running.lines()) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lines that crash-work-main.ts wrote
      notes.push(JSON.parse(line) as Note);
      if (notes.length === moment.lines) {
        spin(moment.milliseconds);
        running.kill();
      }
    }
    const { exitCode, signal, complaint } = await running.ended();
    const last = `it told ${notes.length} lines, the last one ${JSON.stringify(notes.at(-1))}`;
    if (late) throw new Error(`the process was to be killed after line ${moment.lines}, and was not there after ${LONGEST_MS} ms: ${last}`);
    if (signal !== 'SIGKILL' && exitCode !== 0) throw new Error(`the process failed (exit code ${exitCode}); ${last}: ${complaint}`);
    return { notes, killed: signal === 'SIGKILL' };
  } finally {
    clearTimeout(timer);
    running.kill();
  }
}

/** Busy, as no timer is that exact. */
function spin(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}
