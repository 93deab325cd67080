import type { ArtifactRef, ContextItem, Episode, Fact, LedgerEvent, Store, StoredItem } from '@cw/store-core';
import { type Receipt, receipt } from './receipt.ts';

/** Writes so that a step may begin any number of times: what is recorded already stays as it is. Tells of every write that the store acknowledged. */
export class Recorder {
  readonly #store: Store;
  readonly #acknowledge: (receipt: Receipt) => Promise<void>;
  #known = 0;

  constructor(store: Store, acknowledge: (receipt: Receipt) => Promise<void>) {
    this.#store = store;
    this.#acknowledge = acknowledge;
  }

  /** How many writes the store knew already. */
  get known(): number {
    return this.#known;
  }

  /** Appends an event, or gives the one that has its id. */
  async event(item: ContextItem): Promise<StoredItem> {
    if (await this.#store.events.has(item.id)) {
      this.#known += 1;
      return await this.#store.events.get(item.id);
    }
    await this.#store.events.append(item);
    const stored = await this.#store.events.get(item.id);
    await this.#acknowledge(receipt('events', item.id, stored));
    return stored;
  }

  /** The ledger is idempotent by itself. Gives the offset. */
  async ledger(event: LedgerEvent): Promise<number> {
    const { offset, appended } = await this.#store.ledger.append(event);
    if (appended) await this.#acknowledge(receipt('ledger', event.id, await this.#store.ledger.get(event.id)));
    else this.#known += 1;
    return offset;
  }

  async artifact(handle: string, content: Uint8Array, options: { readonly mediaType: string; readonly label: string }): Promise<ArtifactRef> {
    const ref = await this.#store.artifacts.put(handle, content, options);
    await this.#acknowledge({ collection: 'artifacts', id: handle, fingerprint: ref.contentHash });
    return ref;
  }

  async fact(fact: Fact): Promise<void> {
    await this.#store.facts.put(fact);
    await this.#acknowledge(receipt('facts', fact.factId, await this.#store.facts.get(fact.factId)));
  }

  async episode(episode: Episode): Promise<void> {
    if ((await this.#store.episodes.get(episode.episodeId)) === null) await this.#store.episodes.add(episode);
    else this.#known += 1;
    const stored = await this.#store.episodes.get(episode.episodeId);
    if (stored !== null) await this.#acknowledge(receipt('episodes', episode.episodeId, stored));
  }
}
