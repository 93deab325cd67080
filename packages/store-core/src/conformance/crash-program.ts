import type { Store } from '../contract/store.ts';
import { episode, fact, item, ledgerEvent, patterned } from './samples.ts';

/** A write that has been acknowledged: what it was, and the number that its record or its content bears. */
export interface Acknowledged {
  readonly what: 'event' | 'batch' | 'ledger' | 'artifact' | 'episode' | 'fact';
  readonly number: number;
}

/** Events of one batch. */
export const BATCH_IDS: readonly string[] = ['a', 'b', 'c'];

/** More turns than a program that is killed ever gets to; it ends by itself if nobody kills it. */
const TURNS = 3000;

/** The handle that is overwritten again and again. */
export const CRASH_HANDLE = 'current';

/** The content of the artifact with this number: large and small ones in turn. */
export function crashContent(number: number): Uint8Array<ArrayBuffer> {
  return patterned(number % 2 === 0 ? 150_000 + (number % 1000) : number % 1000);
}

/** Writes one thing after the other, each with a number of its own, and tells of each once it is acknowledged. */
export async function* crashProgram(store: Store, round: number): AsyncGenerator<Acknowledged> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const number = round * TURNS + turn;
    await store.events.append(item(`event-${number}`));
    yield { what: 'event', number };
    await store.events.appendMany(BATCH_IDS.map((id) => item(`batch-${number}-${id}`)));
    yield { what: 'batch', number };
    await store.ledger.append(ledgerEvent(`ledger-${number}`));
    yield { what: 'ledger', number };
    await store.artifacts.put(CRASH_HANDLE, crashContent(number), { label: String(number) });
    yield { what: 'artifact', number };
    await store.episodes.add(episode(`episode-${number}`));
    yield { what: 'episode', number };
    await store.facts.put(fact('fact', { value: String(number) }));
    yield { what: 'fact', number };
  }
}
