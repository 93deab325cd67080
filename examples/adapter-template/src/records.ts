import { type Backend, type Collection, type Entry, planAppend, readEntry, type ScanRange, seal, type Stored, type Summary, takePage, termsOf, unseal } from '@cw/store-core/adapter';
import type { ClassicLevel } from 'classic-level';
import { digits, namesIn, path } from './keys.ts';

/** Keeps a record's body under its offset, the offset under its id, and for each of its terms a key that ends with the offset. */
export function recordsIn(level: ClassicLevel): Pick<Backend, 'append' | 'get' | 'scan' | 'values' | 'summary' | 'remove'> {
  // By getSync: a trip to another thread would cost twenty times as much. A body that is gone is read as none: core sees that it has no seal.
  const at = (below: string, offset: string): Stored => ({ offset: Number(offset), body: level.getSync(below + path('body') + offset) ?? '' });

  function get(below: string, id: string): Stored | undefined {
    const offset = level.getSync(below + path('id', id));
    return offset === undefined ? undefined : at(below, offset);
  }

  /** Reads one by one, as far as it is asked to. */
  async function* find(below: string, { term = null, after = 0, before = Number.MAX_SAFE_INTEGER, reverse = false }: Partial<ScanRange>): AsyncGenerator<Stored> {
    const start = below + (term === null ? path('body') : path('term', term.field, term.value));
    const keys = level.keys({ gt: start + digits(after), lt: start + digits(before), reverse });
    for await (const key of keys) yield at(below, key.slice(start.length));
  }

  /** The head and the count are kept, sealed as core seals bodies: damaged they are CORRUPT, and not other numbers. */
  async function summaryOf(below: string): Promise<Summary> {
    const kept = level.getSync(below) ?? seal('{"head":0,"count":0}');
    const [last] = await takePage(find(below, { reverse: true }), { limit: 1, chars: 1 });
    return { ...unseal<Omit<Summary, 'latest'>>(kept, () => JSON.stringify(below)), latest: last?.offset ?? 0 };
  }

  /** Every key of a record, with its value. */
  function pairs(below: string, collection: Collection, entry: Entry): (readonly [key: string, value: string])[] {
    const offset = digits(entry.offset);
    const terms = termsOf(collection, entry).map(({ field, value }) => [below + path('term', field, value) + offset, ''] as const);
    return [[below + path('body') + offset, entry.body], [below + path('id', entry.id), offset], ...terms];
  }

  /** Takes some records out and puts others in: all of it, or nothing. */
  async function write(below: string, collection: Collection, gone: readonly Stored[], entries: readonly Entry[], head: number, count: number): Promise<void> {
    const batch = level.batch();
    const old = gone.map(({ offset, body }) => readEntry(collection, body, () => `${JSON.stringify(below)} ${offset}`));
    for (const [key] of old.flatMap((entry) => pairs(below, collection, entry))) batch.del(key);
    for (const [key, value] of entries.flatMap((entry) => pairs(below, collection, entry))) batch.put(key, value);
    await batch.put(below, seal(JSON.stringify({ head, count }))).write({ sync: true });
  }

  return {
    // Core lets one write in at a time, and LevelDB one handle: what is read here still holds when it is written.
    async append(scope, collection, ids, decide) {
      const below = path('scope', scope, collection);
      const plan = planAppend(await summaryOf(below), ids, (id) => get(below, id), decide);
      if (plan !== undefined) await write(below, collection, plan.replaced, plan.entries, plan.summary.head, plan.summary.count);
    },
    async remove(scope, collection, term) {
      const below = path('scope', scope, collection);
      const { head, count } = await summaryOf(below);
      const gone = await takePage(find(below, { term }), { limit: Number.POSITIVE_INFINITY, chars: Number.POSITIVE_INFINITY });
      await write(below, collection, gone, [], head, count - gone.length);
      return gone.length;
    },
    scan: async (scope, collection, range) => await takePage(find(path('scope', scope, collection), range), range),
    get: (scope, collection, id) => get(path('scope', scope, collection), id),
    values: async (scope, collection, field, range) => await namesIn(level, path('scope', scope, collection, 'term', field), range),
    summary: async (scope, collection) => await summaryOf(path('scope', scope, collection)),
  };
}
