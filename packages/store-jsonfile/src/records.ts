import { join } from 'node:path';
import type {
  Awaitable,
  Collection,
  Decide,
  Indexed,
  NameRange,
  ScanRange,
  Stored,
  Summary,
  Term,
} from '@cw/store-core/adapter';
import { compact } from './compaction.ts';
import { followLog, loadLog, type Log } from './load-log.ts';
import { writeBatch } from './log-batch.ts';
import { LogFile } from './log-file.ts';
import { LogIndex, type Place } from './log-index.ts';
import { writeControl } from './log-line.ts';
import { readBodies, readBody } from './record-bodies.ts';
import type { ScopeFolder } from './scope-folder.ts';
import type { StoreContext } from './store-context.ts';

/** Bytes of removed and replaced records that are never worth a compaction. */
const TOLERATED_BYTES = 64 * 1024;

/** The name of the file with the records of a collection. */
export function logName(collection: Collection): string {
  return `${collection}.jsonl`;
}

/** The records of one collection of one scope: a log on disk, an index of it in memory. Loaded when first asked for. */
export class Records {
  /** Of the log. */
  readonly path: string;
  readonly #context: StoreContext;
  readonly #collection: Collection;
  readonly #folder: ScopeFolder;
  #log: Log | null = null;
  #loading: Promise<Log> | null = null;
  #tolerated = TOLERATED_BYTES;

  constructor(context: StoreContext, folder: ScopeFolder, collection: Collection) {
    this.#context = context;
    this.#collection = collection;
    this.#folder = folder;
    this.path = join(folder.path, logName(collection));
  }

  get(id: string): Awaitable<Stored | undefined> {
    return this.#read((log) => {
      const record = log.index.records.get(id);
      return record === undefined || log.file === null ? undefined : readBody(log.file, record);
    });
  }

  scan(range: ScanRange): Awaitable<readonly Stored[]> {
    return this.#read((log) => scan(log, range));
  }

  values(field: string, range: NameRange): Awaitable<readonly string[]> {
    return this.#read(({ index }) => index.records.values(field, range));
  }

  summary(): Awaitable<Summary> {
    return this.#read(({ index }) => index.records.summary);
  }

  async append(ids: readonly string[], decide: Decide): Promise<void> {
    this.#context.checkLock();
    const log = await this.#current();
    const { index } = log;
    const { entries, head } = decide(index.records.state(ids, (record) => bodyOf(log, record)));
    const bodies = entries.map(({ body }) => body);
    const reached = Math.max(index.records.head, entries.at(-1)?.offset ?? 0);
    if (head !== reached) bodies.push(writeControl({ control: 'head', head }));
    if (bodies.length === 0) return;
    const places = await this.#write(log, bodies);
    entries.forEach((entry, at) => {
      const place = places[at];
      if (place !== undefined) index.add(entry, place);
    });
    index.records.head = head;
    await this.#compactIfDue();
  }

  async remove(term: Term | null): Promise<number> {
    this.#context.checkLock();
    const log = await this.#current();
    const count = log.index.matching(term).length;
    if (count === 0) return 0;
    await this.#write(log, [writeControl({ control: 'remove', term, count })]);
    log.index.remove(term);
    // Whoever resets a ledger wants it gone from the disk, too.
    if (this.#collection === 'ledger') await this.#compact();
    else await this.#compactIfDue();
    return count;
  }

  /** The file and the line of a record. */
  where(offset: number): string {
    const { index, file } = this.#log ?? { index: null, file: null };
    if (index === null || file === null) return this.path;
    const [record] = index.records.scan({ term: null, after: offset - 1, before: offset + 1, reverse: false, limit: 1, chars: 1 }, () => 1);
    return record === undefined ? this.path : `${this.path}:${file.lineAt(record.note.position)}`;
  }

  /** Whether the log is not where it was opened. A reader goes on with what is there instead. */
  isLost(): boolean {
    const file = this.#log?.file ?? null;
    return !this.#context.readOnly && file !== null && !file.isInPlace();
  }

  close(): void {
    this.#log?.file?.close();
    this.#log = null;
  }

  #read<T>(read: (log: Log) => T): Awaitable<T> {
    const log = this.#current();
    return log instanceof Promise ? log.then(read) : read(log);
  }

  /** The log as it is now; at once, unless it has to be read first. */
  #current(): Awaitable<Log> {
    if (this.#loading !== null) return this.#loading;
    const log = this.#log;
    if (log !== null && (!this.#context.readOnly || this.#change(log) === 'none')) return log;
    this.#loading = this.#load(log);
    return this.#loading;
  }

  async #load(log: Log | null): Promise<Log> {
    this.#log = null;
    try {
      this.#log = (log === null ? undefined : await this.#follow(log)) ?? (await this.#loadAnew());
      return this.#log;
    } finally {
      this.#loading = null;
    }
  }

  async #loadAnew(): Promise<Log> {
    if (!this.#folder.exists()) return { index: new LogIndex(this.#collection), file: null };
    return await loadLog(this.#context, this.#collection, this.path);
  }

  /** For a reader: what another process has done to the log. */
  #change({ file }: Log): 'none' | 'grown' | 'replaced' {
    if (file !== null) return file.change();
    return this.#context.files.identityAt(this.path) === undefined ? 'none' : 'replaced';
  }

  /** The same log with what was appended to it; undefined: it has to be read anew. */
  async #follow(log: Log): Promise<Log | undefined> {
    const { index, file } = log;
    if (file === null) return undefined;
    let current: Log | undefined;
    try {
      if (file.change() === 'grown') {
        await followLog(this.#context, { index, file });
        current = log;
      }
    } catch {
      // Perhaps the writer took a failed write back meanwhile; if it is damage, reading it anew finds it again, and says so.
    }
    if (current === undefined) file.close();
    return current;
  }

  /** Appends the bodies as one write; gives their places. */
  async #write({ index, file }: Log, bodies: readonly string[]): Promise<readonly Place[]> {
    const target = file ?? (await this.#create(index));
    const { pieces, places } = writeBatch(bodies, target.end.position);
    await target.append(pieces, bodies.length);
    return places;
  }

  async #create(index: LogIndex): Promise<LogFile> {
    await this.#folder.create();
    const file = new LogFile(this.#context, this.path, this.#context.files.create(this.path), { placed: false });
    this.#log = { index, file };
    return file;
  }

  async #compactIfDue(): Promise<void> {
    const { index, file } = this.#log ?? { index: null, file: null };
    if (index === null || file === null) return;
    const garbage = file.end.position - index.live;
    if (garbage > Math.max(index.live, this.#tolerated)) await this.#compact();
  }

  async #compact(): Promise<void> {
    const { index, file } = this.#log ?? { index: null, file: null };
    if (index === null || file === null) return;
    try {
      const compacted = await compact(this.#context, { index, file });
      this.#log = { index, file: compacted };
      this.#tolerated = TOLERATED_BYTES;
      await compacted.place();
    } catch {
      // What was called has been done and is durable; only the file is longer than it has to be. It is tried again when it has doubled.
      this.#tolerated = 2 * file.end.position;
    }
  }
}

function scan({ index, file }: Log, range: ScanRange): readonly Stored[] {
  if (file === null) return [];
  const found: Stored[] = [];
  let { after, before, limit, chars } = range;
  // The index knows the bytes of a record, which may be more than its characters: a page that is cut short by them is filled up.
  while (limit > 0 && chars > 0) {
    const page = index.records.scan({ ...range, after, before, limit, chars }, ({ note }) => note.length);
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

function bodyOf({ file }: Log, record: Indexed<Place>): Stored {
  if (file === null) throw new TypeError('a record that is present stands in a file');
  return readBody(file, record);
}
