import type { Store } from '../../contract/store.ts';
import type { Tell } from './note.ts';
import { type Strand, type Thread, TURNS } from './strand.ts';
import { strandOf } from './strands.ts';

/** Turns at the end of each round that are left to the process that checks. */
const LAST_TURNS = 12;

/** The numbers of a round with which the process that checks goes on. */
export function lastNumbers(round: number, { cycle }: Strand): readonly number[] {
  return Array.from({ length: cycle }, (_, turn) => (round + 1) * TURNS - LAST_TURNS + turn);
}

/** Runs all threads at once, each through its turns `first` to `last` (not included; all of a round unless told), and tells of every call. */
export async function runThreads(store: Store, threads: readonly Thread[], round: number, tell: Tell, first = 0, last: number = TURNS - LAST_TURNS): Promise<void> {
  const running = threads.map(async (thread, index) => {
    const strand = strandOf(thread);
    const view = store.withScope(thread.scope);
    let turn = first;
    const lane = async (): Promise<void> => {
      while (turn < last) {
        const number = round * TURNS + turn;
        turn += 1;
        tell({ at: 'begin', thread: index, number });
        const result = await strand.run(view, number, () => tell({ at: 'piece' }));
        tell({ at: 'done', thread: index, number, result });
      }
    };
    await Promise.all(Array.from({ length: strand.width }, lane));
  });
  await Promise.all(running);
}
