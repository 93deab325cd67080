import type { Collection, Decide } from '../../../src/adapter.ts';
import { type FactStore, InvalidValueError, ItemNotFoundError, type StoredFact } from '../../../src/index.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { codeOf, inFacts, like } from './changing.ts';
import { broken, type Death, type Mutant } from './mutant.ts';

class Appends extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => {
      const { entries, head } = decide(state);
      const isNew = collection !== 'facts' || ids.every((id) => !state.known.has(id) && this.get(scope, collection, id) === undefined);
      return { entries: isNew ? entries : [], head };
    });
  }
}

/** A mutant that puts facts in another order. */
function ordering(death: Death, order: (a: StoredFact, b: StoredFact) => number): Mutant {
  return inFacts(death, (facts) => ({
    all: async () => (await facts.all()).toSorted(order),
    getByKey: async (key) => (await facts.getByKey(key)).toSorted(order),
  }));
}

/** Every key that a prefix finds by `matches`. What the store refuses stays refused. */
function prefixing(death: Death, matches: (key: string, prefix: string) => boolean): Mutant {
  return inFacts(death, (facts) => ({
    listKeys: async (prefix) => (await facts.listKeys(prefix), (await facts.listKeys()).filter((key) => matches(key, prefix ?? ''))),
  }));
}

async function orNull(facts: FactStore, factId: string): Promise<StoredFact | null> {
  return await facts.get(factId).catch(() => null);
}

/** What is wrong with facts. */
export const FACT_MUTANTS: readonly Mutant[] = [
  inFacts({
    name: 'gives each tag of a fact once', source: 'Redis sets, MongoDB: $addToSet, and tables of tags with a unique index',
    dies: 'facts.put.read-back', message: /get: expected at \.tags \["b", "a", "b"\], got \["b", "a"\]/,
  }, (facts) => ({
    get: async (factId) => {
      const fact = await facts.get(factId);
      return { ...fact, tags: [...new Set(fact.tags)] };
    },
  })),
  inFacts({
    name: 'leaves out metadata that is empty', source: 'Go: omitempty; serialisers that drop what is empty',
    dies: 'facts.put.defaults', message: /all\(\): expected at \[0\]\.metadata \{ {2}\}, got undefined|got no such member/,
  }, (facts) => ({
    all: async () => (await facts.all()).map((fact) => {
      const { metadata, ...others } = fact;
      return Object.keys(metadata).length === 0 ? others as StoredFact : fact;
    }),
  })),
  inFacts({
    name: 'keeps members of the fact that it replaces', source: 'MongoDB: $set of what was given; Python: dict.update',
    dies: 'facts.put.replaces', message: /get after put of the same id: expected at \.(tags|metadata|sensitivity)/,
  }, (facts) => ({
    put: async (fact) => {
      const old = typeof fact.factId === 'string' ? await orNull(facts, fact.factId) : null;
      await facts.put(old === null ? fact : { ...old, ...fact });
    },
  })),
  broken({
    name: 'keeps the first of facts with one id', source: 'SQL: ON CONFLICT DO NOTHING; Redis: SETNX',
    dies: 'facts.put.replaces', message: /get after put of the same id: expected at \.key "new key", got "user\.name"/,
  }, () => new Appends()),
  inFacts({
    name: 'finds a fact by the key that it had', source: 'secondary indices written by hand: what stood under the old key is not taken out',
    dies: 'facts.put.replaces', message: /getByKey of the old key and of the new: expected at \[0\] \[\], got/,
  }, (facts) => {
    const byKey = new Map<string, Set<string>>();
    return {
      put: async (fact) => {
        await facts.put(fact);
        byKey.set(fact.key, (byKey.get(fact.key) ?? new Set()).add(fact.factId));
      },
      getByKey: async (key) => {
        const found = await facts.getByKey(key);
        const ids = [...byKey.get(key) ?? []].filter((factId) => !found.some((one) => one.factId === factId));
        return [...found, ...(await Promise.all(ids.map(async (factId) => await orNull(facts, factId)))).filter((fact) => fact !== null)];
      },
    };
  }),
  inFacts({
    name: 'puts facts that race in any order', source: 'last writer wins by a clock of milliseconds, in which many writes are equal',
    dies: 'facts.put.replaces-often', message: /all\(\): expected/,
  }, (facts) => {
    let puts = 0;
    return {
      put: async (fact) => {
        puts += 1;
        if (puts % 5 === 0) for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
        await facts.put(fact);
      },
    };
  }),
  inFacts({
    name: 'takes the old fact out before it looks at the new one', source: 'SQL: DELETE and INSERT without a transaction',
    dies: 'facts.put.refused', message: /a refused put: it changed the store/,
  }, (facts) => ({
    put: async (fact) => {
      const old = await orNull(facts, fact.factId);
      if (old !== null) await facts.delete(fact.factId);
      await facts.put(fact);
    },
  })),
  inFacts({
    name: 'gives null for an unknown fact', source: 'contextweaver\'s in-memory facts (store/facts.py): get gives None',
    dies: 'facts.get.unknown', message: /get\('b'\) where only 'a' is stored: expected ITEM_NOT_FOUND, but it succeeded with null/,
  }, (facts) => ({
    get: async (factId) => await facts.get(factId).catch((error: unknown) => {
      if (codeOf(error) === 'ITEM_NOT_FOUND') return null as unknown as StoredFact;
      throw error;
    }),
  })),
  ordering({
    name: 'sorts facts by UTF-16 unit', source: 'JavaScript: the default order of Array.prototype.sort, and `<`',
    dies: 'facts.all.order', message: /all\(\): expected at \[19\] "\\ue000", got/,
  }, (a, b) => (a.factId < b.factId ? -1 : 1)),
  ordering({
    name: 'sorts facts as a reader would', source: 'JavaScript: localeCompare; PostgreSQL: the collation of the operating system',
    dies: 'facts.all.order', message: /all\(\): expected at \[\d+\]/,
  }, (a, b) => a.factId.localeCompare(b.factId, 'en')),
  inFacts({
    name: 'gives facts in the order in which they were put', source: 'Map and dict, which keep the order of insertion',
    dies: 'facts.all.order', message: /all\(\): expected at \[\d\] /,
  }, (facts) => {
    const order = new Set<string>();
    return {
      put: async (fact) => {
        await facts.put(fact);
        order.add(fact.factId);
      },
      all: async () => {
        const all = await facts.all();
        return [...order].flatMap((factId) => all.filter((fact) => fact.factId === factId));
      },
    };
  }),
  inFacts({
    name: 'gives the first page of facts', source: 'Cloudflare KV, S3: a list has up to 1,000 keys, and its cursor is forgotten; here a page has 300',
    dies: 'facts.read.many', message: /all\(\) of 800 facts: expected from \[300\] on/,
  }, (facts) => ({
    all: async () => (await facts.all()).slice(0, 300),
    getByKey: async (key) => (await facts.getByKey(key)).slice(0, 300),
    listKeys: async (prefix) => (await facts.listKeys(prefix)).slice(0, 300),
  })),
  inFacts({
    name: 'gives the facts of keys that begin so', source: 'key-value stores: a range over `facts:${key}` without an end to the key',
    dies: 'facts.get-by-key.exact', message: /getByKey\("a"\): expected/,
  }, (facts) => ({
    getByKey: async (key) => (await facts.getByKey(key), (await facts.all()).filter((fact) => fact.key.startsWith(key))),
  })),
  inFacts({
    name: 'takes fact ids with other spaces around them for one', source: 'trim() of whatever a form or a model gives',
    dies: 'facts.distinct-ids', message: /get\("a"\): expected|unexpected: /,
  }, (facts) => ({ put: async (fact) => await facts.put(typeof fact.factId === 'string' ? { ...fact, factId: fact.factId.trim() || fact.factId } : fact) })),
  inFacts({
    name: 'lists a key once for each fact', source: 'SQL: SELECT key FROM facts, without DISTINCT',
    dies: 'facts.list-keys.order', message: /listKeys\(\): expected/,
  }, (facts) => ({
    listKeys: async (prefix) => {
      const keys = await facts.listKeys(prefix);
      return (await Promise.all(keys.map(async (key) => (await facts.getByKey(key)).map(() => key)))).flat();
    },
  })),
  prefixing({
    name: 'takes a prefix of keys for a pattern', source: 'SQL: `key LIKE ? || \'%\'`, in which % and _ stand for anything, and in SQLite case does not count',
    dies: 'facts.list-keys.prefix', message: /listKeys\("%"\): expected/,
  }, (key, prefix) => like(`${prefix}%`).test(key)),
  prefixing({
    name: 'takes a prefix of keys for an expression', source: 'JavaScript: new RegExp(`^${prefix}`), as in unjs/unstorage#34, in which a dot stands for anything',
    dies: 'facts.list-keys.prefix', message: /listKeys\("\."\): expected|unexpected: SyntaxError|listKeys\("\*"\)/,
  }, (key, prefix) => {
    try {
      return new RegExp(`^${prefix}`).test(key);
    } catch {
      return false;
    }
  }),
  prefixing({
    name: 'ends a prefix at U+FFFF', source: 'ranges that end at prefix + \'\\uffff\', as documentation has it (PouchDB: \\ufff0, Firestore: \\uf8ff): in code-point order there are others beyond',
    dies: 'facts.list-keys.prefix', message: /listKeys\(".*"\): expected/,
  }, (key, prefix) => key.startsWith(prefix) && !/^[\u{10000}-\u{10ffff}]/u.test(key.slice(prefix.length))),
  inFacts({
    name: 'takes a prefix that is none for no prefix', source: 'JavaScript: `typeof prefix === \'string\' ? … : all`',
    dies: 'facts.list-keys.bad-prefix', message: /listKeys\(5\): expected INVALID_ARGUMENT, but it succeeded/,
  }, (facts) => ({ listKeys: async (prefix) => await facts.listKeys(typeof prefix === 'string' ? prefix : undefined) })),
  inFacts({
    name: 'lists a key whose last fact was deleted', source: 'keys kept in a set of their own, as a Redis index, out of which nothing is taken',
    dies: 'facts.delete.gone', message: /keys and getByKey after the last fact of a key was deleted: expected at \[0\] \["other"\], got/,
  }, (facts) => {
    const keys = new Set<string>();
    return {
      delete: async (factId) => {
        const fact = await orNull(facts, factId);
        await facts.delete(factId);
        if (fact !== null) keys.add(fact.key);
      },
      listKeys: async (prefix) => [...new Set([...await facts.listKeys(prefix), ...keys])].toSorted((a, b) => (a < b ? -1 : 1)),
    };
  }),
  inFacts({
    name: 'deletes an unknown fact without a word', source: 'SQL: DELETE of no rows is no error; Map.delete says so in a result that nobody reads',
    dies: 'facts.delete.unknown', message: /delete\('b'\): expected ITEM_NOT_FOUND, but it succeeded/,
  }, (facts) => ({
    delete: async (factId) => await facts.delete(factId).catch((error: unknown) => {
      if (codeOf(error) !== 'ITEM_NOT_FOUND') throw error;
    }),
  })),
  inFacts({
    name: 'deletes facts by pattern', source: 'Redis: KEYS and DEL by a pattern; SQL: DELETE … WHERE fact_id LIKE ?',
    dies: 'facts.delete.unknown', message: /delete\('A'\): expected ITEM_NOT_FOUND, but it succeeded/,
  }, (facts) => ({
    delete: async (factId) => {
      const found = typeof factId === 'string' ? (await facts.all()).filter((fact) => like(factId).test(fact.factId)) : [];
      if (found.length === 0) await facts.delete(factId);
      for (const fact of found) await facts.delete(fact.factId);
    },
  })),
  inFacts({
    name: 'says of a bad fact id that it was not found', source: 'stores that check what is written, and look up whatever they are asked for',
    dies: 'facts.bad-identifier', message: /get\(""\): expected INVALID_VALUE, got "ITEM_NOT_FOUND"/,
  }, (facts) => ({
    get: async (factId) => await facts.get(factId).catch((error: unknown) => {
      throw error instanceof InvalidValueError ? new ItemNotFoundError(`Fact not found: ${factId}`, { cause: error }) : error;
    }),
  })),
  inFacts({
    name: 'takes two turns to replace a fact', source: 'drivers that look whether there is one, and then run an INSERT or an UPDATE, between which others come',
    dies: 'facts.not-awaited', message: /put, get, put, get, listKeys, delete, get, delete, put, get, listKeys: expected/,
  }, (facts) => ({
    put: async (fact) => {
      await facts.listKeys();
      await facts.put(fact);
    },
  })),
];
