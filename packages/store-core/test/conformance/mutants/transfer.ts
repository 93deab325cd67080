import { CHUNK_BYTES, type Collection, type Decide, type NameRange, type OpenArtifact, type Summary, type Term, type Upload } from '../../../src/adapter.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { broken, type Mutant } from './mutant.ts';

class NeverLowersHead extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    const { head } = this.index(scope, collection);
    super.append(scope, collection, ids, decide);
    const index = this.index(scope, collection);
    index.head = Math.max(index.head, head);
  }
}

class ClearsWholeScope extends MapBackend {
  override remove(scope: string, collection: Collection, term: Term | null): number {
    const removed = super.remove(scope, collection, term);
    if (term === null) for (const other of ['events', 'ledger', 'episodes', 'facts'] as const) super.remove(scope, other, null);
    return removed;
  }
}

class MiscountsFacts extends MapBackend {
  override summary(scope: string, collection: Collection): Summary {
    const summary = super.summary(scope, collection);
    return collection === 'facts' ? { ...summary, count: 0 } : summary;
  }
}

class LosesFullLastChunk extends MapBackend {
  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    const chunks: Uint8Array[] = [];
    return {
      ...upload,
      write: (chunk) => void chunks.push(chunk),
      commit: (handle, decide) => {
        const size = chunks.reduce((bytes, chunk) => bytes + chunk.length, 0);
        for (const chunk of chunks.slice(0, Math.floor(size / CHUNK_BYTES) + (size % CHUNK_BYTES > 1 ? 1 : 0))) void upload.write(chunk);
        void upload.commit(handle, decide);
      },
    };
  }
}

class HoldsWhatIsReadInPart extends MapBackend {
  readonly #held = new Set<string>();

  override openArtifact(scope: string, handle: string): OpenArtifact | undefined {
    const open = super.openArtifact(scope, handle);
    const chunks = this.versions(scope).get(handle)?.chunks.length ?? 0;
    const key = JSON.stringify([scope, handle]);
    let read = 0;
    return open === undefined ? undefined : {
      ...open,
      chunk: (index) => {
        read += 1;
        return open.chunk(index);
      },
      close: () => {
        if (read > 0 && read < chunks) this.#held.add(key);
      },
    };
  }

  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    return {
      ...upload,
      commit: (handle, decide) => {
        if (this.#held.has(JSON.stringify([scope, handle]))) throw Object.assign(new Error('EPERM: operation not permitted, rename'), { code: 'EPERM' });
        void upload.commit(handle, decide);
      },
    };
  }
}

class ListsSomeScopes extends MapBackend {
  override scopes(): readonly string[] {
    return super.scopes().filter((scope) => super.summary(scope, 'events').count > 0 || super.summary(scope, 'facts').count > 0);
  }
}

class ListsTwoScopes extends MapBackend {
  override scopes(): readonly string[] {
    return super.scopes().slice(0, 2);
  }
}

class ListsFactsOnce extends MapBackend {
  readonly #listed = new Map<string, readonly string[]>();

  override values(scope: string, collection: Collection, field: string, range: NameRange): readonly string[] {
    const key = JSON.stringify([scope, collection, field, range]);
    const values = this.#listed.get(key) ?? super.values(scope, collection, field, range);
    if (collection === 'facts') this.#listed.set(key, values);
    return values;
  }
}

class WritesFewerRows extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => {
      const decision = decide(state);
      return collection === 'events' && decision.entries.length > 999 ? { ...decision, entries: decision.entries.slice(0, 999) } : decision;
    });
  }
}

/** Mistakes that show when a store is exported, imported or copied. */
export const TRANSFER_MUTANTS: readonly Mutant[] = [
  broken({
    name: 'never lets a head go back',
    source: 'SQL: `SET head = GREATEST(head, ?)`, right until an import has to be taken back',
    dies: 'transfer.import.source-throws', message: /it changed the store; export/,
  }, () => new NeverLowersHead()),
  broken({
    name: 'clears a whole scope where one collection was meant',
    source: 'key-value stores whose collections share a prefix: a clear of `scope:*` takes all of them (unjs/unstorage#336 tells of clear and its base)',
    dies: 'transfer.import.meanwhile', message: /ledger events after it: expected .*"somebody".*, got \[\]/,
  }, () => new ClearsWholeScope()),
  broken({
    name: 'keeps no count of facts',
    source: 'counters beside a table that one of the code paths does not keep up to date',
    dies: 'transfer.import.stops-reading', message: /an import over a scope that holds data: expected INVALID_ARGUMENT, but it succeeded/,
  }, () => new MiscountsFacts()),
  broken({
    name: 'loses the last byte where it stands alone in its chunk',
    source: 'numbers of chunks that are computed from the size, by a division that rounds the wrong way',
    dies: 'transfer.export.pieces', message: /CORRUPT: .*chunk \d+ is missing/,
  }, () => new LosesFullLastChunk()),
  broken({
    name: 'holds a file open that was read in part',
    source: 'fs.createReadStream that nobody destroys; on Windows its file cannot be renamed over (typicode/lowdb#157, EPERM)',
    dies: 'transfer.export.broken-off', message: /EPERM: operation not permitted, rename/,
  }, () => new HoldsWhatIsReadInPart()),
  broken({
    name: 'exports only scopes with events or facts',
    source: '`SELECT DISTINCT scope FROM events UNION …` that leaves a table out',
    dies: 'transfer.export.ledger-head', message: /with a scope that holds a head alone: expected/,
  }, () => new ListsSomeScopes()),
  broken({
    name: 'lists the first page of scopes',
    source: 'Redis: SCAN gives a cursor and some of the keys; a single call is not all of them',
    dies: 'transfer.import.same', message: /ARTIFACT_NOT_FOUND: scope "rich"/,
  }, () => new ListsTwoScopes()),
  broken({
    name: 'writes 999 rows of a batch',
    source: 'SQLite before 3.32: 999 variables for each statement, and splitting that forgets the remainder',
    dies: 'transfer.import.goes-on', message: /OFFSET_CONFLICT: .*expectedOffset is 1200, the latest offset is 999/,
  }, () => new WritesFewerRows()),
  broken({
    name: 'sorts the ids of facts once',
    source: 'sorted lists of keys beside a hash map, made when they are first asked for and not told of what is put later',
    dies: 'transfer.export.again', message: /the facts of an export after another: expected/,
  }, () => new ListsFactsOnce()),
];
