import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Awaitable, type Collection, type Decide, type Decision, type LogState, type OpenArtifact, RecordIndex, type Stored, type Upload } from '../../src/adapter.ts';
import { StoreBusyError, StoreLockedError } from '../../src/index.ts';
import type { MapBackend } from './map-backend.ts';
import { SharedBackend } from './shared-backend.ts';
import { Window } from './window.ts';

/** An append whose state may be an older one: what was there when it was called, and what is there now. */
interface Late {
  readonly data: MapBackend;
  readonly before: MapBackend;
  readonly scope: string;
  readonly ids: readonly string[];
  readonly decide: Decide;
}

/** Reads, lets others come between, and writes, in one collection. */
abstract class ReadsThenWrites extends SharedBackend {
  readonly collection: Collection;
  readonly #window = new Window(this);

  constructor(folder: string, collection: Collection) {
    super(folder);
    this.collection = collection;
  }

  override async append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Promise<void> {
    if (collection !== this.collection) return super.append(scope, collection, ids, decide);
    const { version, before } = read(this);
    await this.#window.meet(scope, version);
    this.change((data) => this.write({ data, before, scope, ids, decide }));
  }

  abstract write(late: Late): void;

  state(data: MapBackend, { scope, ids }: Late): LogState {
    return data.index(scope, this.collection).state(ids, ({ offset, note }) => ({ offset, body: note }));
  }
}

class LooksBeforeItLocks extends ReadsThenWrites {
  write(late: Late): void {
    const known = new Map(this.state(late.before, late).known);
    put(late.data.index(late.scope, this.collection), late.decide({ ...this.state(late.data, late), known }));
  }
}

class ComparesBeforeItLocks extends ReadsThenWrites {
  write(late: Late): void {
    const { latest } = this.state(late.before, late);
    put(late.data.index(late.scope, this.collection), late.decide({ ...this.state(late.data, late), latest }));
  }
}

class WritesBackWhatItRead extends ReadsThenWrites {
  write(late: Late): void {
    const read = new RecordIndex<string>(this.collection);
    const before = late.before.index(late.scope, this.collection);
    for (const record of before.entries()) read.put(record, record.note);
    read.head = before.head;
    put(read, late.decide(this.state(late.before, late)));
    late.data.records.set(JSON.stringify([late.scope, this.collection]), read);
  }
}

class WritesBatchesItemByItem extends SharedBackend {
  readonly #window = new Window(this);

  override async append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Promise<void> {
    if (collection !== 'events') return super.append(scope, collection, ids, decide);
    const rest = this.change((data) => {
      const index = data.index(scope, collection);
      const { entries, head } = decide(index.state(ids, ({ offset, note }) => ({ offset, body: note })));
      put(index, { entries: entries.slice(0, 1), head });
      return entries.slice(1);
    });
    for (const entry of rest) {
      const version = this.newest();
      await this.#window.until(scope, () => this.newest() !== version);
      this.change((data) => put(data.index(scope, collection), { entries: [entry], head: entry.offset }));
    }
  }
}

class CountsOffsetsItself extends SharedBackend {
  readonly #heads = new Map<string, number>();

  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Awaitable<void> {
    if (collection !== 'ledger') return super.append(scope, collection, ids, decide);
    this.change((data) => {
      const index = data.index(scope, collection);
      const state = index.state(ids, ({ offset, note }) => ({ offset, body: note }));
      const decision = decide({ ...state, head: Math.max(state.latest, this.#heads.get(scope) ?? 0) });
      put(index, decision);
      this.#heads.set(scope, decision.head);
    });
  }
}

/** Keeps bytes and metadata apart. Of two that put at once, the first one puts its bytes when the other one has put both. */
class PutsInTwoSteps extends SharedBackend {
  readonly #window = new Window(this);

  override upload(scope: string): Upload {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => void chunks.push(chunk),
      commit: async (handle, decide) => {
        const put = encodeURIComponent(`${scope} ${handle}`);
        const first = this.#window.isFirst(put);
        this.change((data) => {
          const version = data.versions(scope).get(handle);
          data.versions(scope).set(handle, { body: decide(version?.body), chunks: version?.chunks ?? [] });
        });
        if (first) await this.#window.untilPassed(scope, put);
        this.change((data) => {
          const version = data.versions(scope).get(handle);
          if (version !== undefined) data.versions(scope).set(handle, { body: version.body, chunks });
        });
        if (!first) this.#window.passed(put);
      },
      abort: () => undefined,
    };
  }
}

class MatchesBeforeItLocks extends SharedBackend {
  readonly #window = new Window(this);

  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    return {
      ...upload,
      commit: async (handle, decide) => {
        const { version, before } = read(this);
        const body = decide(before.getArtifact(scope, handle));
        await this.#window.meet(scope, version);
        await upload.commit(handle, () => body);
      },
    };
  }
}

/** Reads an artifact once and keeps it, until it writes to it itself. */
class KeepsArtifacts extends SharedBackend {
  readonly #kept = new Map<string, MapBackend>();

  override getArtifact(scope: string, handle: string): string | undefined {
    return this.#read(scope, handle).getArtifact(scope, handle);
  }

  override openArtifact(scope: string, handle: string): OpenArtifact | undefined {
    return this.#read(scope, handle).openArtifact(scope, handle);
  }

  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    return {
      ...upload,
      commit: async (handle, decide) => {
        await upload.commit(handle, decide);
        this.#kept.delete(JSON.stringify([scope, handle]));
      },
    };
  }

  override removeArtifact(scope: string, handle: string): boolean {
    this.#kept.delete(JSON.stringify([scope, handle]));
    return super.removeArtifact(scope, handle);
  }

  #read(scope: string, handle: string): MapBackend {
    const key = JSON.stringify([scope, handle]);
    const kept = this.#kept.get(key) ?? this.data();
    this.#kept.set(key, kept);
    return kept;
  }
}

/** Gets records from three copies in turn, of which two are a version behind, as long as it has written nothing itself. */
class ReadsFromReplicas extends SharedBackend {
  #wrote = false;
  #newest: MapBackend | null = null;
  #behind: MapBackend | null = null;
  readonly #turns = new Map<string, number>();

  override get(scope: string, collection: Collection, id: string): Stored | undefined {
    const newest = this.data();
    const key = JSON.stringify([scope, collection, id]);
    const turn = (this.#turns.get(key) ?? 0) + 1;
    this.#turns.set(key, turn);
    const replica = this.#wrote || turn % 3 === 0 ? newest : this.#behind ?? newest;
    return replica.get(scope, collection, id);
  }

  override data(): MapBackend {
    const data = super.data();
    if (data !== this.#newest) [this.#behind, this.#newest] = [this.#newest, data];
    return data;
  }

  override change<T>(run: (data: MapBackend) => T): T {
    this.#wrote = true;
    return super.change(run);
  }
}

/** Those that this process has open. */
const held = new Set<string>();

class LocksOutItsOwnProcess extends SharedBackend {
  constructor(folder: string) {
    if (held.has(folder)) throw new StoreLockedError(`${folder} is held by process ${process.pid}`, process.pid);
    super(folder);
    held.add(folder);
  }

  override close(): void {
    held.delete(this.folder);
    super.close();
  }
}

/** Gives up where another was first, instead of beginning again. */
class GivesUp extends SharedBackend {
  readonly #window = new Window(this);

  override async append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): Promise<void> {
    // As in a transaction that has read and is now to write.
    const { version } = read(this);
    const first = this.#window.isFirst(String(version));
    if (first) await this.#window.meet(scope, version);
    else await this.#window.behind(scope, version);
    if (!first && this.newest() !== version) throw new StoreBusyError(`${this.folder} is busy: what was read has been written over`);
    await super.append(scope, collection, ids, decide);
  }
}

/** Signs itself in and out; to whoever finds a sign of a process that is no more, the store is busy. */
class WaitsForTheDead extends SharedBackend {
  readonly #sign: string;

  constructor(folder: string) {
    super(folder);
    this.#sign = join(folder, `in-use-${process.pid}`);
    writeFileSync(this.#sign, '');
  }

  override change<T>(run: (data: MapBackend) => T): T {
    for (const name of readdirSync(this.folder)) {
      const pid = /^in-use-(\d+)$/u.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) throw new StoreBusyError(`${this.folder} is in use by process ${pid}`);
    }
    return super.change(run);
  }

  override close(): void {
    rmSync(this.#sign, { force: true });
    super.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** All that there is, and which version of it. */
function read(backend: SharedBackend): { readonly version: number; readonly before: MapBackend } {
  for (;;) {
    const version = backend.newest();
    const before = backend.data();
    if (backend.newest() === version) return { version, before };
  }
}

function put(index: RecordIndex<string>, { entries, head }: Decision): void {
  for (const entry of entries) index.put(entry, entry.body);
  index.head = Math.max(head, index.head);
}

/** Backends of which many handles or processes make something wrong, by what they do. */
const BACKENDS: Readonly<Record<string, (folder: string) => SharedBackend>> = {
  'looks for an event id before it locks': (folder) => new LooksBeforeItLocks(folder, 'events'),
  'compares the expected offset before it locks': (folder) => new ComparesBeforeItLocks(folder, 'events'),
  'writes batches item by item': (folder) => new WritesBatchesItemByItem(folder),
  'looks for a ledger id before it locks': (folder) => new LooksBeforeItLocks(folder, 'ledger'),
  'counts ledger offsets in each handle': (folder) => new CountsOffsetsItself(folder),
  'puts metadata and bytes in two steps': (folder) => new PutsInTwoSteps(folder),
  'matches conditions before it locks': (folder) => new MatchesBeforeItLocks(folder),
  'writes back all facts that it had read': (folder) => new WritesBackWhatItRead(folder, 'facts'),
  'looks for an episode id before it locks': (folder) => new LooksBeforeItLocks(folder, 'episodes'),
  'writes back all episodes that it had read': (folder) => new WritesBackWhatItRead(folder, 'episodes'),
  'keeps what it has read of artifacts': (folder) => new KeepsArtifacts(folder),
  'reads from replicas in turn': (folder) => new ReadsFromReplicas(folder),
  'locks out only its own process': (folder) => new LocksOutItsOwnProcess(folder),
  'gives up where another was first': (folder) => new GivesUp(folder),
  'waits for processes that were killed': (folder) => new WaitsForTheDead(folder),
};

/** @throws RangeError for a name that no backend has */
export function createRacingBackend(name: string, folder: string): SharedBackend {
  const create = BACKENDS[name];
  if (create === undefined) throw new RangeError(`no racing backend is called ${JSON.stringify(name)}`);
  return create(folder);
}
