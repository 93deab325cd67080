import { join } from 'node:path';
import {
  type Awaitable,
  Breather,
  type Collection,
  type Decide,
  type LogState,
  type NameRange,
  type ScanRange,
  type Stored,
  type Summary,
  type Term,
} from '@cw/store-core/adapter';
import { compact } from './compaction.ts';
import { IndexKeeper } from './index-keeper.ts';
import { followLog, loadLog } from './load-log.ts';
import { writeBatch } from './log-batch.ts';
import { LogFile } from './log-file.ts';
import { LogIndex } from './log-index.ts';
import { writeControl } from './log-line.ts';
import { readBodies } from './record-bodies.ts';
import type { ScopeFolder } from './scope-folder.ts';
import type { StoreContext } from './store-context.ts';
import type { Place } from './table/record-table.ts';

/** Bytes of removed and replaced records that are never worth a compaction. */
const TOLERATED_BYTES = 64 * 1024;

/** The name of the file with the records of a collection. */
export function logName(collection: Collection): string {
  return `${collection}.jsonl`;
}

/** What is known of a log that is not open. */
export interface Remembered {
  readonly path: string;
  /** Of the file, when it was as the summary says. */
  readonly version: string | undefined;
  readonly summary: Summary;
}

/** The records of one collection of one scope: a log on disk, an index of it in memory. Loaded when first asked for. */
export class Records {
  /** Of the log. */
  readonly path: string;
  readonly #context: StoreContext;
  readonly #collection: Collection;
  readonly #folder: ScopeFolder;
  readonly #keeper: IndexKeeper;
  #index: LogIndex | null = null;
  #loading: Promise<LogIndex> | null = null;
  #tolerated = TOLERATED_BYTES;

  constructor(context: StoreContext, folder: ScopeFolder, collection: Collection) {
    this.#context = context;
    this.#collection = collection;
    this.#folder = folder;
    this.path = join(folder.path, logName(collection));
    this.#keeper = new IndexKeeper(context, collection, this.path);
  }

  get(id: string): Awaitable<Stored | undefined> {
    return this.#read((index) => index.get(id));
  }

  scan(range: ScanRange): Awaitable<readonly Stored[]> {
    return this.#read((index) => scan(index, range));
  }

  values(field: string, range: NameRange): Awaitable<readonly string[]> {
    const index = this.#current();
    return index instanceof Promise ? index.then((current) => current.values(field, range)) : index.values(field, range);
  }

  summary(): Awaitable<Summary> {
    return this.#read((index) => index.summary);
  }

  async append(ids: readonly string[], decide: Decide): Promise<void> {
    this.#context.checkLock();
    const index = await this.#current();
    const { entries, head } = decide(stateOf(index, ids));
    const bodies = entries.map(({ body }) => body);
    const reached = Math.max(index.head, entries.at(-1)?.offset ?? 0);
    if (head !== reached) bodies.push(writeControl({ control: 'head', head }));
    if (bodies.length === 0) return;
    const places = await this.#write(index, bodies);
    await this.#takeIn(index, async () => {
      entries.forEach((entry, at) => {
        const place = places[at];
        if (place !== undefined) index.add(entry, place);
      });
      index.head = head;
      await this.#compactIfDue();
      if (this.#index !== null) this.#keeper.appended(this.#index);
    });
  }

  async remove(term: Term | null): Promise<number> {
    this.#context.checkLock();
    const index = await this.#current();
    const count = index.count(term);
    if (count === 0) return 0;
    await this.#write(index, [writeControl({ control: 'remove', term, count })]);
    await this.#takeIn(index, async () => {
      const breather = new Breather();
      for (const _step of index.remove(term)) await breather.breathe();
      // Whoever resets a ledger wants it gone from the disk, too.
      if (this.#collection === 'ledger') await this.#compact();
      else await this.#compactIfDue();
    });
    return count;
  }

  /** The file and the line of a record. */
  where(offset: number): string {
    const index = this.#index;
    const [record] = index?.scan({ term: null, after: offset - 1, before: offset + 1, reverse: false, limit: 1, chars: 1 }) ?? [];
    return record === undefined ? this.path : `${this.path}:${index?.file?.lineAt(record.position)}`;
  }

  /** Whether the log is not where it was opened. A reader goes on with what is there instead. */
  isLost(): boolean {
    const file = this.#index?.file ?? null;
    return !this.#context.readOnly && file !== null && !file.isInPlace();
  }

  /** What can be said of the log once it is closed; null: nothing, it would have to be loaded first. */
  remembered(): Remembered | null {
    const index = this.#index;
    // In this order: what another process appends after that is another version.
    const version = this.#context.files.version(this.path);
    return index === null || this.#change(index) !== 'none' ? null : { path: this.path, version, summary: index.summary };
  }

  async close(): Promise<void> {
    const index = this.#index;
    this.#index = null;
    if (index === null) return;
    await this.#keeper.closing(index);
    index.file?.close();
  }

  #read<T>(read: (index: LogIndex) => T): Awaitable<T> {
    const index = this.#current();
    return index instanceof Promise ? index.then(read) : read(index);
  }

  /** The log as it is now; at once, unless it has to be read first. */
  #current(): Awaitable<LogIndex> {
    if (this.#loading !== null) return this.#loading;
    const index = this.#index;
    if (index !== null && (!this.#context.readOnly || this.#change(index) === 'none')) return index;
    this.#loading = this.#load(index);
    return this.#loading;
  }

  async #load(index: LogIndex | null): Promise<LogIndex> {
    this.#index = null;
    try {
      this.#index = (index === null ? undefined : await this.#follow(index)) ?? (await this.#loadAnew());
      return this.#index;
    } finally {
      this.#loading = null;
    }
  }

  async #loadAnew(): Promise<LogIndex> {
    if (!this.#folder.exists()) return new LogIndex(this.#collection);
    const { index, indexed } = await loadLog(this.#context, this.#collection, this.path);
    this.#keeper.loaded(indexed);
    this.#keeper.appended(index);
    return index;
  }

  /** For a reader: what another process has done to the log. */
  #change({ file }: LogIndex): 'none' | 'grown' | 'replaced' {
    if (file !== null) return file.change();
    return this.#context.files.identityAt(this.path) === undefined ? 'none' : 'replaced';
  }

  /** The same log with what was appended to it; undefined: it has to be read anew. */
  async #follow(index: LogIndex): Promise<LogIndex | undefined> {
    const { file } = index;
    if (file === null) return undefined;
    let current: LogIndex | undefined;
    try {
      if (file.change() === 'grown') {
        await followLog(this.#context, index, file);
        current = index;
      }
    } catch {
      // Perhaps the writer took a failed write back meanwhile; if it is damage, reading it anew finds it again, and says so.
    }
    if (current === undefined) file.close();
    return current;
  }

  /** Appends the bodies as one write; gives their places. */
  async #write(index: LogIndex, bodies: readonly string[]): Promise<readonly Place[]> {
    index.file ??= await this.#create();
    const { pieces, places } = writeBatch(bodies, index.file.end.position);
    await index.file.append(pieces, bodies.length);
    return places;
  }

  /**
   * What has been written, is: should taking it into the index fail, which has to read the log for it, the call has succeeded all the same,
   * and the log is read anew for the next one.
   */
  async #takeIn(index: LogIndex, take: () => Promise<void>): Promise<void> {
    try {
      await take();
    } catch {
      this.#index = null;
      await this.#keeper.settled();
      index.file?.close();
    }
  }

  async #create(): Promise<LogFile> {
    await this.#folder.create();
    return new LogFile(this.#context, this.path, this.#context.files.create(this.path), { placed: false });
  }

  async #compactIfDue(): Promise<void> {
    const index = this.#index;
    if (index === null || index.file === null) return;
    const live = index.table.bytes;
    if (index.file.end.position - live > Math.max(live, this.#tolerated)) await this.#compact();
    else if (index.isSparse) this.#index = await index.rebuilt();
  }

  async #compact(): Promise<void> {
    const index = this.#index;
    const file = index?.file ?? null;
    if (index === null || file === null) return;
    try {
      this.#index = await compact(this.#context, index, file);
      await file.closeReplaced();
      this.#tolerated = TOLERATED_BYTES;
      await this.#keeper.drop();
      await this.#index.file?.place();
    } catch {
      // What was called has been done and is durable; only the file is longer than it has to be. It is tried again when it has doubled.
      this.#tolerated = 2 * file.end.position;
    }
  }
}

/** What a decision needs. */
function stateOf(index: LogIndex, ids: readonly string[]): LogState {
  const known = new Map<string, Stored>();
  for (const id of ids) {
    const stored = index.get(id);
    if (stored !== undefined) known.set(id, stored);
  }
  const { head, latest } = index.summary;
  return { head, latest, known };
}

function scan(index: LogIndex, range: ScanRange): readonly Stored[] {
  const { file } = index;
  if (file === null) return [];
  const found: Stored[] = [];
  let { after, before, limit, chars } = range;
  // The index knows the bytes of a record, which may be more than its characters: a page that is cut short by them is filled up.
  while (limit > 0 && chars > 0) {
    const page = index.scan({ ...range, after, before, limit, chars });
    const last = page.at(-1)?.offset;
    if (last === undefined) break;
    for (const stored of readBodies(file, page)) {
      found.push(stored);
      chars -= stored.body.length;
    }
    limit -= page.length;
    if (range.reverse) before = last;
    else after = last;
  }
  return found;
}
