import { type Backend, readEntry, type ScanRange, seal, type Stored, type Summary, takePage, termsOf, unseal } from '@cw/store-core/adapter';
import type { Collection, Entry } from '@cw/store-core/adapter';
import type { ClassicLevel } from 'classic-level';
import { digits, namesIn, path } from './keys.ts';

type Pair = readonly [key: string, value: string];
type RecordMethods = Pick<Backend, 'append' | 'get' | 'scan' | 'values' | 'summary' | 'remove'>;

const ALL = { term: null, after: 0, before: Number.MAX_SAFE_INTEGER, reverse: false };

/**
 * Keeps a record's body under its offset, the offset under its id, and for each of its other terms a key that ends with the offset. Single
 * values are read with getSync: a trip to another thread costs twenty times as much as a value that LevelDB has in memory.
 */
export function recordsIn(level: ClassicLevel): RecordMethods {
  // A body that is gone is read as none: core sees that it has no seal, and says where.
  function at(below: string, offset: string): Stored {
    return { offset: Number(offset), body: level.getSync(below + path('body') + offset) ?? '' };
  }

  function get(below: string, id: string): Stored | undefined {
    const offset = level.getSync(below + path('index', 'id', id));
    return offset === undefined ? undefined : at(below, offset);
  }

  /** Reads one by one, as far as it is asked to. */
  async function* find(below: string, { term, after, before, reverse }: Omit<ScanRange, 'limit' | 'chars'>): AsyncGenerator<Stored> {
    if (term?.field === 'id') {
      const record = get(below, term.value);
      if (record !== undefined && record.offset > after && record.offset < before) yield record;
      return;
    }
    const start = below + (term === null ? path('body') : path('index', term.field, term.value));
    const keys = level.keys({ gt: start + digits(after), lt: start + digits(before), reverse });
    for await (const key of keys) yield at(below, key.slice(start.length));
  }

  /** Sealed, as core seals bodies: a damaged one is CORRUPT, and not another number. */
  function summaryOf(below: string): Summary {
    const text = level.getSync(below);
    return text === undefined ? { head: 0, latest: 0, count: 0 } : unseal<Summary>(text, () => JSON.stringify(below));
  }

  /** Every key of a record, with its value. */
  function pairs(below: string, collection: Collection, entry: Entry): Pair[] {
    const offset = digits(entry.offset);
    const indexes = termsOf(collection, entry).map(({ field, value }) => path('index', field, value) + (field === 'id' ? '' : offset));
    return [[below + path('body') + offset, entry.body], ...indexes.map((key): Pair => [below + key, offset])];
  }

  function storedPairs(below: string, collection: Collection, { offset, body }: Stored): Pair[] {
    return pairs(below, collection, readEntry(collection, body, () => `${JSON.stringify(below)} ${offset}`));
  }

  return {
    // Core lets one write in at a time, and LevelDB one handle: what is read here still holds when it is written.
    async append(scope, collection, ids, decide) {
      const below = path('scope', scope, collection);
      const known = new Map<string, Stored>();
      for (const id of ids) {
        const record = get(below, id);
        if (record !== undefined) known.set(id, record);
      }
      const before = summaryOf(below);
      let { latest, count } = before;
      const { entries, head } = decide({ head: before.head, latest, known });
      if (entries.length === 0 && head === before.head) return;
      const batch = level.batch();
      for (const entry of entries) {
        const old = known.get(entry.id);
        if (old === undefined) count += 1;
        else for (const [key] of storedPairs(below, collection, old)) batch.del(key);
        for (const [key, value] of pairs(below, collection, entry)) batch.put(key, value);
        known.set(entry.id, entry);
        latest = entry.offset;
      }
      await batch.put(below, seal(JSON.stringify({ head, latest, count }))).write({ sync: true });
    },

    async remove(scope, collection, term) {
      const below = path('scope', scope, collection);
      const gone = new Set<number>();
      const batch = level.batch();
      for await (const record of find(below, { ...ALL, term })) {
        for (const [key] of storedPairs(below, collection, record)) batch.del(key);
        gone.add(record.offset);
      }
      let latest = 0;
      for await (const { offset } of find(below, { ...ALL, reverse: true })) {
        if (!gone.has(offset)) latest = offset;
        if (latest > 0) break;
      }
      const { head, count } = summaryOf(below);
      await batch.put(below, seal(JSON.stringify({ head, latest, count: count - gone.size }))).write({ sync: true });
      return gone.size;
    },

    scan: async (scope, collection, range) => await takePage(find(path('scope', scope, collection), range), range),
    get: (scope, collection, id) => get(path('scope', scope, collection), id),
    values: async (scope, collection, field, range) => await namesIn(level, path('scope', scope, collection, 'index', field), range),
    summary: (scope, collection) => summaryOf(path('scope', scope, collection)),
  };
}
