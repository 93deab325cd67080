import type { Fact, Store, StoredLedgerEvent } from '@cw/store-core';
import { stringsOf } from './json-members.ts';

const CHECKPOINT = 'checkpoint';
const CHECKPOINT_KEY = 'run.checkpoint';

export interface RestoredRun {
  readonly state: RunState;
  /** The ledger offset of the checkpoint; 0: there is none. */
  readonly fromOffset: number;
  /** Ledger events after it. */
  readonly replayed: number;
}

/** Reads the checkpoint and replays the ledger from its offset: what a process does that knows nothing of the one before it. */
export async function restoreRun(store: Store): Promise<RestoredRun> {
  const [checkpoint] = await store.facts.getByKey(CHECKPOINT_KEY);
  const fromOffset = Number(checkpoint?.value ?? 0);
  const state = new RunState(fromOffset, stringsOf(checkpoint?.metadata['finished']));
  const events = await store.ledger.tail(fromOffset);
  for (const event of events) state.apply(event);
  return { state, fromOffset, replayed: events.length };
}

/** How far a run has come: a checkpoint, and the ledger since. */
export class RunState {
  #offset: number;
  readonly #started = new Set<string>();
  readonly #finished: Set<string>;

  constructor(offset: number, finished: readonly string[]) {
    this.#offset = offset;
    this.#finished = new Set(finished);
  }

  apply({ kind, payload, offset }: Pick<StoredLedgerEvent, 'kind' | 'payload' | 'offset'>): void {
    this.#offset = Math.max(this.#offset, offset);
    const subject = payload['subject'];
    if (typeof subject !== 'string') return;
    if (kind.endsWith('_started')) this.#started.add(subject);
    if (kind.endsWith('_finished')) this.#finished.add(subject);
  }

  isFinished(subject: string): boolean {
    return this.#finished.has(subject);
  }

  get finished(): readonly string[] {
    return [...this.#finished];
  }

  /** What was begun since the checkpoint and not finished. */
  get halfDone(): readonly string[] {
    return [...this.#started.difference(this.#finished)];
  }

  /** What to store so that a restart replays only what comes after. */
  checkpoint(): Fact {
    return { factId: CHECKPOINT, key: CHECKPOINT_KEY, value: String(this.#offset), metadata: { finished: this.finished } };
  }
}
