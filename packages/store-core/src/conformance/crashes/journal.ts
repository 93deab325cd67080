import type { Store } from '../../contract/store.ts';
import { show } from '../show.ts';
import type { Note } from './note.ts';
import type { Thread } from './strand.ts';
import { strandOf } from './strands.ts';

/** What must be there of a subject: what was acknowledged last, or what the call that was under way makes of it. */
interface Expected {
  readonly acknowledged: string | null;
  readonly underWay: string | null;
}

interface ThreadJournal {
  readonly thread: Thread;
  readonly subjects: Map<string, Expected>;
  readonly begun: Set<number>;
  /** Calls that were begun since one looked last, and not acknowledged. */
  readonly open: Set<number>;
  readonly results: Map<number, unknown>;
}

/** What the processes of a case have told, and what must be there after it. */
export class Journal {
  readonly #threads: readonly ThreadJournal[];

  constructor(threads: readonly Thread[]) {
    this.#threads = threads.map((thread) => ({ thread, subjects: new Map(), begun: new Set(), open: new Set(), results: new Map() }));
  }

  take(notes: readonly Note[]): void {
    for (const note of notes) {
      if (note.at === 'begin') this.#begin(this.#thread(note.thread), note.number);
      else if (note.at === 'done') this.#done(this.#thread(note.thread), note.number, note.result);
    }
  }

  /** The calls of a thread, by number, in the order in which they were made. */
  begun(thread: number): readonly number[] {
    return [...this.#thread(thread).begun];
  }

  /** What the acknowledged calls of a thread gave, by number. */
  results(thread: number): ReadonlyMap<number, unknown> {
    return this.#thread(thread).results;
  }

  /** The scopes of which something is there for certain. */
  scopesWithData(): readonly string[] {
    const holding = this.#threads.filter(({ subjects }) => [...subjects.values()].some(({ acknowledged, underWay }) => acknowledged !== null && underWay !== null));
    return [...new Set(holding.map(({ thread }) => thread.scope))];
  }

  /** The calls that were under way, as text. */
  underWay(): string {
    const calls = this.#threads.flatMap(({ thread, open }) => [...open].map((number) => `${thread.strand} ${number}`));
    return calls.length === 0 ? 'no call' : calls.slice(-4).join(', ');
  }

  /**
   * Says of each subject what is there although it should not be, or is not although it should. What was found is from then on what must
   * be there: the next one to look must find the same.
   */
  async compare(store: Store): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const journal of this.#threads) {
      const { thread, subjects } = journal;
      const found = await strandOf(thread).observe(store.withScope(thread.scope));
      for (const subject of new Set([...subjects.keys(), ...found.keys()])) {
        const expected = subjects.get(subject);
        const state = found.get(subject) ?? null;
        if (expected === undefined || (state !== expected.acknowledged && state !== expected.underWay)) {
          problems.push(`${subject} in scope ${JSON.stringify(thread.scope)}: ${describe(expected)}, found ${name(state)}`);
        }
        subjects.set(subject, { acknowledged: state, underWay: state });
      }
      journal.open.clear();
    }
    return problems;
  }

  #begin(journal: ThreadJournal, number: number): void {
    const { subject, state, clears = false } = strandOf(journal.thread).step(number);
    journal.begun.add(number);
    journal.open.add(number);
    if (clears) {
      for (const [other, { acknowledged }] of journal.subjects) journal.subjects.set(other, { acknowledged, underWay: null });
    }
    const acknowledged = journal.subjects.get(subject)?.acknowledged ?? null;
    journal.subjects.set(subject, { acknowledged, underWay: state });
  }

  #done(journal: ThreadJournal, number: number, result: unknown): void {
    const { subject, state, clears = false } = strandOf(journal.thread).step(number);
    journal.results.set(number, result);
    journal.open.delete(number);
    if (clears) {
      for (const other of journal.subjects.keys()) journal.subjects.set(other, { acknowledged: null, underWay: null });
    }
    journal.subjects.set(subject, { acknowledged: state, underWay: state });
  }

  #thread(index: number): ThreadJournal {
    const journal = this.#threads[index];
    if (journal === undefined) throw new RangeError(`there is no thread ${index}`);
    return journal;
  }
}

function describe(expected: Expected | undefined): string {
  if (expected === undefined) return 'nobody has ever written it';
  const { acknowledged, underWay } = expected;
  if (acknowledged === underWay) return `acknowledged was ${name(acknowledged)}`;
  return `acknowledged was ${name(acknowledged)}, under way was ${name(underWay)}`;
}

function name(state: string | null): string {
  return state === null ? 'nothing' : show(state);
}
