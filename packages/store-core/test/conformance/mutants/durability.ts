import { type Collection, type Decide, type NameRange, seal, type Stored, type Summary, type Term, unseal } from '../../../src/adapter.ts';
import { isStoreError, StoreClosedError, StoreLockedError } from '../../../src/index.ts';
import { type Disk, LastingBackend, LastingFiles } from '../../support/lasting-files.ts';
import { LASTING, lastingSubject } from '../../support/lasting-subject.ts';
import { sharedSubject } from '../../support/shared-subject.ts';
import { LazyBackend } from './lazy-backend.ts';
import { type Death, HONEST, type Mutant, overriding, rememberingStoresOf, wrappingStoresOf } from './mutant.ts';

/** Files of which something is lost, or changed, when they are opened once more. */
class Losing extends LastingFiles {
  readonly #lose: (data: LastingBackend) => LastingBackend | void;

  constructor(lose: (data: LastingBackend) => LastingBackend | void) {
    super();
    this.#lose = lose;
  }

  override reopened(data: LastingBackend): LastingBackend {
    return this.#lose(data) ?? data;
  }
}

class CompactsNowAndThen extends LastingFiles {
  readonly #opened = new Map<LastingBackend, number>();

  override reopened(data: LastingBackend): LastingBackend {
    const times = (this.#opened.get(data) ?? 0) + 1;
    this.#opened.set(data, times);
    if (times % 4 === 0) drop(data, 'facts');
    return data;
  }
}

class NoLock extends LastingFiles {
  override lock(): void {
    // Whoever comes may write.
  }
}

class NamelessLock extends LastingFiles {
  override lock(path: string, disk: Disk): void {
    if (disk.writer) throw new StoreLockedError(`${path} is locked`, null);
    super.lock(path, disk);
  }
}

class StaleLock extends LastingFiles {
  override close(): void {
    // The lock file stays.
  }
}

class AnyFormat extends LastingFiles {
  override checkFormat(): void {
    // Nothing is looked at.
  }
}

class AnyFormatForReaders extends LastingFiles {
  override checkFormat(path: string, disk: Disk, readOnly: boolean): void {
    if (!readOnly) super.checkFormat(path, disk, readOnly);
  }
}

class ForgetsIds extends LastingBackend {
  readonly #since = new Set<string>();

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => {
      const known = collection === 'ledger' ? new Map([...state.known].filter(([id]) => this.#since.has(`${scope} ${id}`))) : state.known;
      const decision = decide({ ...state, known });
      for (const { id } of decision.entries) this.#since.add(`${scope} ${id}`);
      return decision;
    });
  }
}

class NoChildren extends LastingBackend {
  override scan(...[scope, collection, range]: Parameters<LastingBackend['scan']>): readonly Stored[] {
    return range.term === null || collection !== 'events' ? super.scan(scope, collection, range) : [];
  }
}

class NoRuns extends LastingBackend {
  override scan(...[scope, collection, range]: Parameters<LastingBackend['scan']>): readonly Stored[] {
    return range.term === null || collection !== 'ledger' ? super.scan(scope, collection, range) : [];
  }
}

class NoCounts extends LastingBackend {
  override summary(scope: string, collection: Collection): Summary {
    return { ...super.summary(scope, collection), count: 0 };
  }
}

class NoKeys extends LastingBackend {
  override values(scope: string, collection: Collection, field: string, range: NameRange): readonly string[] {
    return field === 'key' ? [] : super.values(scope, collection, field, range);
  }

  override scan(...[scope, collection, range]: Parameters<LastingBackend['scan']>): readonly Stored[] {
    return range.term === null || collection !== 'facts' ? super.scan(scope, collection, range) : [];
  }
}

class NoIds extends LastingBackend {
  override get(): undefined {
    return undefined;
  }

  override remove(scope: string, collection: Collection, term: Term | null): number {
    return term?.field === 'id' ? 0 : super.remove(scope, collection, term);
  }
}

/** Mistakes that show when a store is opened once more. */
export const DURABILITY_MUTANTS: readonly Mutant[] = [
  lasting({
    name: 'keeps what it acknowledged in memory alone',
    source: 'lowdb: `db.data` is changed at once, and on disk only after db.write()',
    dies: 'durability.reopened.events-get', message: /events\.get on a reopened store: expected to succeed, got "ITEM_NOT_FOUND"/,
  }, new Losing(() => new LastingBackend())),
  lasting({
    name: 'uses the offsets of a reset again after a restart',
    source: 'MySQL before 8.0: InnoDB takes the next AUTO_INCREMENT from the greatest value present after a restart (MySQL bug 199)',
    dies: 'durability.reopen.reset-to-nothing', message: /the next offset: expected 3, got 1/,
  }, new Losing((data) => {
    for (const index of data.records.values()) index.head = index.summary.latest;
  })),
  lasting({
    name: 'skips offsets with each restart',
    source: 'SQL Server: IDENTITY values are taken in blocks, and the rest of a block is lost on a restart (IDENTITY_CACHE)',
    dies: 'durability.reopen.many-times', message: /the export after five more times: expected/,
  }, new Losing((data) => {
    for (const [key, index] of data.records) if (key.endsWith('"ledger"]') && index.head > 0) index.head += 10;
  })),
  lasting({
    name: 'loses a table when it compacts its file',
    source: 'compaction on every few opens, as NeDB compacts on each: what it does not know of is not in the new file',
    dies: 'durability.reopen.many-times', message: /the export after five more times: expected/,
  }, new CompactsNowAndThen()),
  lasting({
    name: 'remembers ids only since it was opened',
    source: 'Amazon SQS: a FIFO queue knows an id for five minutes; and sets in memory that idempotency is decided by',
    dies: 'durability.reopen.goes-on', message: /a ledger event from before: expected at \.(appended|offset)/,
  }, new Losing((data) => data.copyTo(new ForgetsIds()))),
  lasting({
    name: 'does not build its index of kinds and parents again',
    source: 'indexes in memory beside a file: built by writes, and not by the load',
    dies: 'durability.reopened.events-children', message: /the answer of events\.children: expected/,
  }, new Losing((data) => data.copyTo(new NoChildren()))),
  lasting({
    name: 'does not build its index of runs again',
    source: 'indexes in memory beside a file: built by writes, and not by the load',
    dies: 'durability.reopened.ledger-events-for-run', message: /the answer of ledger\.eventsForRun: expected/,
  }, new Losing((data) => data.copyTo(new NoRuns()))),
  lasting({
    name: 'does not build its index of keys again',
    source: 'indexes in memory beside a file: built by writes, and not by the load',
    dies: 'durability.reopened.facts-list-keys', message: /the answer of facts\.listKeys: expected/,
  }, new Losing((data) => data.copyTo(new NoKeys()))),
  lasting({
    name: 'finds nothing by its id after a restart',
    source: 'hash indexes of PostgreSQL before 10, which were not logged and had to be rebuilt after a crash',
    dies: 'durability.reopened.events-has', message: /the answer of events\.has: expected true, got false/,
  }, new Losing((data) => data.copyTo(new NoIds()))),
  lasting({
    name: 'begins its counts at nothing',
    source: 'PostgreSQL: counters of the statistics collector start from zero after a crash',
    dies: 'durability.reopened.events-count', message: /the answer of events\.count: expected 2, got 0/,
  }, new Losing((data) => data.copyTo(new NoCounts()))),
  lasting({
    name: 'loses artifacts with the process',
    source: 'artifacts in a folder for temporary files, as os.tmpdir(), beside a database that lasts',
    dies: 'durability.reopened.artifacts-get', message: /artifacts\.get on a reopened store: expected to succeed, got "ARTIFACT_NOT_FOUND"/,
  }, new Losing((data) => data.artifacts.clear())),
  lasting({
    name: 'keeps the bytes of artifacts, but not what is said of them',
    source: 'file trees that keep media types and labels in memory alone',
    dies: 'durability.reopened.artifacts-ref', message: /the answer of artifacts\.ref: expected at \.label "Result", got ""/,
  }, new Losing((data) => {
    for (const versions of data.artifacts.values()) for (const [handle, version] of versions) versions.set(handle, { ...version, body: withoutLabel(version.body) });
  })),
  lasting({
    name: 'loses episodes with the process',
    source: 'LangGraph: InMemoryStore holds long-term memory, MemorySaver the rest; only what was exchanged for a database stays',
    dies: 'durability.reopened.episodes-all', message: /the answer of episodes\.all: expected/,
  }, new Losing((data) => drop(data, 'episodes'))),
  lasting({
    name: 'loses facts with the process',
    source: 'caches that are not written through: settings that were changed last are gone',
    dies: 'durability.reopened.facts-all', message: /the answer of facts\.all: expected/,
  }, new Losing((data) => drop(data, 'facts'))),
  lasting({
    name: 'loses the newest event with its buffer',
    source: 'NeDB (louischatriot/nedb#330) and others that leave the last write in a buffer',
    dies: 'durability.reopened.events-tail', message: /the answer of events\.tail: expected/,
  }, new Losing((data) => {
    for (const [key, index] of data.records) {
      const last = index.entries().at(-1);
      if (!key.endsWith('"events"]') || last === undefined) continue;
      index.remove({ field: 'id', value: last.id });
      index.head = index.summary.latest;
    }
  })),
  wrappingStoresOf(LASTING, {
    name: 'gives up what has not begun when it closes its files',
    source: 'ueberDB (ether/ueberDB#74): writes that were not awaited are lost with close',
    dies: 'durability.reopen.not-awaited', message: /STORE_CLOSED: the store was closed before the batch was begun/,
  }, (store) => {
    let closed = false;
    return {
      events: overriding(store.events, {
        appendMany: async (items, options) => {
          const copies = structuredClone(items);
          await Promise.resolve();
          if (closed) throw new StoreClosedError('the store was closed before the batch was begun');
          return await store.events.appendMany(copies, options);
        },
      }),
      close: async () => {
        closed = true;
        await store.close();
      },
    };
  }),
  rememberingStoresOf(LASTING, {
    name: 'replays batches that were rolled back',
    source: 'journals whose entries are written before the batch is decided, and replayed whatever became of it',
    dies: 'durability.reopen.failed', message: /the export after failed calls, close and reopen: expected/,
  }, () => {
    const journal: (() => Promise<unknown>)[] = [];
    return (store) => ({
      events: overriding(store.events, {
        appendMany: async (items, options) => await store.events.appendMany(items, options).catch((error: unknown) => {
          const [first] = items;
          if (first !== undefined && isStoreError(error) && error.code === 'DUPLICATE_ITEM') journal.push(async () => await store.events.append(first));
          throw error;
        }),
      }),
      close: async () => {
        for (const replay of journal.splice(0)) await replay().catch(() => undefined);
        await store.close();
      },
    });
  }),
  lasting({
    name: 'lets anybody write',
    source: 'lowdb: no file is locked, and two processes write over each other (typicode/lowdb#616)',
    dies: 'errors.locked', message: /opening a store that is open: expected STORE_LOCKED, but it succeeded/,
  }, new NoLock()),
  lasting({
    name: 'does not say who holds its lock',
    source: 'lock files that are empty, as proper-lockfile\'s folder: there is nothing to tell the holder by',
    dies: 'errors.locked', message: /the error has the pid of the writer: null/,
  }, new NamelessLock()),
  lasting({
    name: 'leaves its lock behind when it closes',
    source: 'lock files that are removed by an exit handler, and not by close',
    dies: 'durability.reopen.export', message: /STORE_LOCKED/,
  }, new StaleLock()),
  lasting({
    name: 'opens what a newer version wrote',
    source: 'SQLite: user_version is the application\'s to check; SQLite itself makes no use of it',
    dies: 'open.format.newer', message: /opening a store of a newer format: expected SCHEMA_VERSION, but it succeeded/,
  }, new AnyFormat()),
  lasting({
    name: 'reads what a newer version wrote',
    source: 'version checks that stand with the migrations, which a read-only handle does not run',
    dies: 'open.format.newer', message: /opening it for reading: expected SCHEMA_VERSION, but it succeeded/,
  }, new AnyFormatForReaders()),
  outliving(),
  {
    name: 'acknowledges before it writes',
    source: 'Redis: with appendfsync everysec and with RDB, a second or more of acknowledged writes is lost in a crash',
    dies: 'durability.crash.sigkill', message: /acknowledged and lost: expected \[\], got \[|was acknowledged/,
    subject: sharedSubject('acknowledges before it writes', (folder) => new LazyBackend(folder), new URL('./open-lazy.ts', import.meta.url).href),
  },
];

/** What is stored goes to the next store that is opened at this place, which says that nothing is kept. */
function outliving(): Mutant {
  const name = 'keeps what it says it does not keep';
  const files = new (class extends LastingFiles {
    override create(): LastingBackend {
      return Object.assign(new LastingBackend(), { capabilities: HONEST.capabilities });
    }
  })();
  const { readOnly: _, ...subject } = lastingSubject(name, files, HONEST.capabilities);
  return {
    name, subject, source: 'stores in a module-level Map, which outlive the handle that was closed',
    dies: 'durability.reopen.export', message: /durability none/,
  };
}

function lasting(death: Death, files: LastingFiles): Mutant {
  return { ...death, subject: lastingSubject(death.name, files) };
}

function withoutLabel(body: string): string {
  return seal(JSON.stringify({ ...unseal<object>(body, () => ''), label: '' }));
}

function drop(data: LastingBackend, collection: Collection): void {
  for (const key of data.records.keys()) if (key.endsWith(`"${collection}"]`)) data.records.delete(key);
}
