import type { Collection } from '../backend/collections.ts';
import type { Session } from '../engine/session.ts';
import { InvalidArgumentError, InvalidValueError } from '../errors.ts';
import { draftItem } from '../records/context-item.ts';
import { type Draft, entryAt } from '../records/draft.ts';
import { draftEpisode } from '../records/episode.ts';
import { draftFact } from '../records/fact.ts';
import { draftLedgerEvent } from '../records/ledger-event.ts';
import { isObject } from '../values/members.ts';
import { isCount } from '../values/numbers.ts';
import { badLine, type ImportLine, lineMembers, type LineReader, requireAfter } from './line-reader.ts';
import { RECORD_LINES } from './export-line.ts';

/** Records, and characters, that are written at a time: one step, which stops the event loop for some milliseconds. */
const BATCH_RECORDS = 250;
const BATCH_CHARS = 1024 * 1024;

/** A record that was read, and the offset it gets. */
interface Imported {
  readonly line: number;
  readonly draft: Draft;
  readonly offset: number;
}

/** Imports the lines of one collection into one scope, which holds nothing of it yet. */
export class RecordImport {
  readonly #view: Session;
  readonly #collection: Collection;
  readonly #reader: LineReader;
  readonly #written: (records: number) => void;
  /** The head before the import; null until it has come to this collection. */
  #first: number | null = null;
  #head = 0;
  #lastFact: string | null = null;

  constructor(view: Session, collection: Collection, reader: LineReader, written: (records: number) => void) {
    this.#view = view;
    this.#collection = collection;
    this.#reader = reader;
    this.#written = written;
  }

  async run(): Promise<void> {
    await this.#begin();
    for (;;) {
      const batch = await this.#readBatch();
      if (batch.length === 0) break;
      await this.#write(batch);
    }
    if (this.#collection === 'ledger') await this.#importHead();
  }

  /** Removes what was written, unless somebody else has written meanwhile; offsets that are exported begin at 1 again. To be called as a write. */
  async takeBack(): Promise<void> {
    if (this.#first === null) return;
    const { backend, scope } = this.#view;
    const { head } = await backend.summary(scope, this.#collection);
    this.#requireHead(head);
    if (head === this.#first) return;
    if (backend.takeBack === undefined) {
      await backend.remove(scope, this.#collection, null);
      if (this.#keepsOffsets) await backend.append(scope, this.#collection, [], () => ({ entries: [], head: 0 }));
    } else if (!(await backend.takeBack(scope, this.#collection, head, this.#keepsOffsets ? 0 : head))) throw this.#othersWrote();
    this.#first = null;
  }

  /** Events and ledger events keep the offsets that they had; the order of the others is all that counts, and their heads only rise. */
  get #keepsOffsets(): boolean {
    return this.#collection === 'events' || this.#collection === 'ledger';
  }

  async #begin(): Promise<void> {
    const { head, count } = await this.#view.read(() => this.#view.backend.summary(this.#view.scope, this.#collection));
    if (count > 0 || (this.#keepsOffsets && head > 0)) throw this.#othersWrote();
    this.#first = head;
    this.#head = head;
  }

  async #readBatch(): Promise<readonly Imported[]> {
    const batch: Imported[] = [];
    let offset = this.#head;
    let chars = 0;
    while (batch.length < BATCH_RECORDS && chars < BATCH_CHARS) {
      const line = await this.#reader.takeIf(RECORD_LINES[this.#collection]);
      if (line === undefined) break;
      const draft = draftRecord(this.#collection, line);
      if (this.#collection === 'facts') requireAfter(line.number, draft.id, this.#lastFact);
      this.#lastFact = draft.id;
      offset = this.#offsetOf(line, offset);
      chars += draft.members.length;
      batch.push({ line: line.number, draft, offset });
    }
    return batch;
  }

  #offsetOf({ number, members: { record } }: ImportLine, previous: number): number {
    if (!this.#keepsOffsets) return previous + 1;
    const offset = isObject(record) ? record['offset'] : undefined;
    if (!isCount(offset) || offset <= previous) throw badLine(number, `the offset must be a whole number greater than ${previous}`);
    if (this.#collection === 'events' && offset !== previous + 1) throw badLine(number, `the offset must be ${previous + 1}: events have no gaps`);
    return offset;
  }

  async #write(batch: readonly Imported[]): Promise<void> {
    await this.#view.append(this.#collection, {
      ids: batch.map(({ draft }) => draft.id),
      decide: (state) => {
        this.#requireHead(state.head);
        const seen = new Set<string>();
        for (const { line, draft } of batch) {
          if (seen.has(draft.id) || state.known(draft.id) !== undefined) throw badLine(line, `the id ${JSON.stringify(draft.id)} stands in the scope twice`);
          seen.add(draft.id);
        }
        return { entries: batch.map(({ draft, offset }) => entryAt(draft, offset)), result: undefined };
      },
    });
    this.#head = batch.at(-1)?.offset ?? this.#head;
    this.#written(batch.length);
  }

  /** The last offset that the ledger assigned, which may be that of an event removed since. */
  async #importHead(): Promise<void> {
    const line = await this.#reader.takeIf('ledger_head');
    if (line === undefined) {
      if (this.#head > 0) throw badLine((await this.#reader.peek()).number, 'must be the ledger_head that follows the events of a ledger');
      return;
    }
    const { head } = lineMembers(line, 'head');
    if (!isCount(head) || head < Math.max(this.#head, 1)) {
      throw badLine(line.number, `the head must be a whole number from ${Math.max(this.#head, 1)} on`);
    }
    await this.#view.append('ledger', {
      ids: [],
      decide: (state) => {
        this.#requireHead(state.head);
        return { entries: [], head, result: undefined };
      },
    });
    this.#head = head;
  }

  #requireHead(head: number): void {
    if (head !== this.#head) throw this.#othersWrote();
  }

  #othersWrote(): InvalidArgumentError {
    return new InvalidArgumentError(`scope ${JSON.stringify(this.#view.scope)}: somebody else wrote to it during the import; import into an empty store`, {
      details: { argument: 'store', scope: this.#view.scope },
    });
  }
}

function draftRecord(collection: Collection, line: ImportLine): Draft {
  const { number } = line;
  const { record } = lineMembers(line, 'record');
  try {
    switch (collection) {
      case 'events':
        return draftItem(record, 'record', '');
      case 'ledger':
        return draftLedgerEvent(record, 'record', '', () => {
          throw new InvalidValueError('createdAt', 'is missing');
        });
      case 'episodes':
        return draftEpisode(record);
      case 'facts':
        return draftFact(record);
    }
  } catch (cause) {
    if (cause instanceof InvalidValueError) throw badLine(number, cause.message, cause);
    throw cause;
  }
}
