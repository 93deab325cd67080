import type { Collection, Decide, Term } from '../../../src/adapter.ts';
import type { LedgerEvent, StoredLedgerEvent } from '../../../src/index.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { inLedger, like, only } from './changing.ts';
import { broken, type Mutant, overriding, wrapping } from './mutant.ts';

class BeginsAgain extends MapBackend {
  override remove(scope: string, collection: Collection, term: Term | null): number {
    const removed = super.remove(scope, collection, term);
    if (term === null) this.index(scope, collection).head = 0;
    return removed;
  }
}

class ComparesWithHead extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => decide({ ...state, latest: state.head }));
  }
}

class ResetsAllScopes extends MapBackend {
  override remove(scope: string, collection: Collection, term: Term | null): number {
    if (collection === 'ledger' && term === null) for (const other of this.scopes()) if (other !== scope) super.remove(other, collection, term);
    return super.remove(scope, collection, term);
  }
}

class ForgetsLastOffset extends MapBackend {
  override remove(scope: string, collection: Collection, term: Term | null): number {
    const removed = super.remove(scope, collection, term);
    const index = this.index(scope, collection);
    if (term !== null) index.head = index.summary.latest;
    return removed;
  }
}

/** What the ledger does wrong when it is reset. */
export const LEDGER_RESET_MUTANTS: readonly Mutant[] = [
  inLedger({
    name: 'does not know how many it removed', source: 'SQLite before 3.6.5: changes() was 0 after a DELETE without WHERE; SQL: TRUNCATE',
    dies: 'ledger.reset.all', message: /reset of five events: expected 5, got 0/,
  }, (ledger) => ({
    reset: async (options) => {
      const removed = await ledger.reset(options);
      return options?.runId === undefined ? 0 : removed;
    },
  })),
  inLedger({
    name: 'resets everything for one run', source: 'interfaces that grew an option which an older adapter does not look at',
    dies: 'ledger.reset.run', message: /reset of a run with three events: expected 3, got 5/,
  }, (ledger) => ({ reset: async (options) => await ledger.reset(only(options, 'none')) })),
  inLedger({
    name: 'resets by pattern', source: 'Redis: KEYS and SCAN MATCH take a pattern; SQL: DELETE … WHERE run_id LIKE ?',
    dies: 'ledger.reset.unknown-run', message: /reset of run 'A': expected 0, got 3/,
  }, (ledger) => ({
    reset: async (options) => {
      const exactly = await ledger.reset(options);
      if (options?.runId === undefined) return exactly;
      const pattern = like(options.runId);
      const others = (await ledger.runs()).filter((runId) => pattern.test(runId));
      return (await Promise.all(others.map(async (runId) => await ledger.reset({ runId })))).reduce((sum, removed) => sum + removed, exactly);
    },
  })),
  inLedger({
    name: 'resets everything for an option that it does not know', source: 'JavaScript: `{ runId } = options`; MongoDB: with ignoreUndefined a condition that is undefined is none',
    dies: 'ledger.reset.bad-options', message: /reset\(\{"run":"a"\}\): expected INVALID_ARGUMENT, but it succeeded with 5/,
  }, (ledger) => ({ reset: async (options) => await ledger.reset(only(options, 'runId')) })),
  inLedger({
    name: 'remembers the ids that it removed', source: 'ids kept in a set or a Bloom filter beside the events, out of which nothing is taken',
    dies: 'ledger.reset.ids-anew', message: /append of a removed id with other content: expected at \.offset 6, got 1/,
  }, (ledger) => {
    const seen = new Map<string, number>();
    const note = (event: LedgerEvent, offset: number): number => seen.get(event.id) ?? (seen.set(event.id, offset), offset);
    return {
      append: async (event, options) => {
        const known = seen.get(event.id);
        if (known !== undefined && !await ledger.has(event.id)) return { offset: known, appended: false };
        const result = await ledger.append(event, options);
        return { ...result, offset: note(event, result.offset) };
      },
      appendMany: async (events, options) => {
        const results = await ledger.appendMany(events, options);
        events.forEach((event, index) => note(event, results[index]?.offset ?? 0));
        return results;
      },
    };
  }),
  broken({
    name: 'begins again at 1 after a reset', source: 'MySQL: TRUNCATE sets AUTO_INCREMENT back to its start; Redis: FLUSHDB takes the counter along',
    dies: 'ledger.reset.offsets-never-again', message: /append after a full reset of five: expected at \.offset 6, got 1/,
  }, () => new BeginsAgain()),
  broken({
    name: 'frees the greatest offset with its run', source: 'SQL: MAX(position) + 1 for the next, computed from the rows that are left',
    dies: 'ledger.reset.offsets-after-run', message: /append after the event at offset 5 was removed: expected at \.offset 6, got 5/,
  }, () => new ForgetsLastOffset()),
  broken({
    name: 'expects the greatest offset that ever was', source: 'sequences: the last value drawn is taken for the last one present',
    dies: 'ledger.reset.expected-offset', message: /expected 5, which was removed: expected OFFSET_CONFLICT, but it succeeded/,
  }, () => new ComparesWithHead()),
  inLedger({
    name: 'remembers where a run was that it removed', source: 'runs kept in a table or a Map of their own, which a reset does not touch',
    dies: 'ledger.reset.runs-order', message: /runs after a came again: expected at \[0\] "b", got "a"/,
  }, (ledger) => {
    const seen = new Set<string>();
    return {
      runs: async () => {
        const present = await ledger.runs();
        for (const runId of present) seen.add(runId);
        return [...seen].filter((runId) => present.includes(runId));
      },
      reset: async (options) => {
        for (const runId of await ledger.runs()) seen.add(runId);
        return await ledger.reset(options);
      },
    };
  }),
  broken({
    name: 'resets the ledgers of all scopes', source: 'SQL: DELETE FROM ledger, without WHERE scope = ?; Redis: FLUSHDB where many share a database',
    dies: 'ledger.reset.only-the-ledger', message: /ledger of another scope: expected \["a"\], got \[\]/,
  }, () => new ResetsAllScopes()),
  wrapping({
    name: 'empties the event log along with the ledger', source: 'one table, or one key prefix, for all that happened',
    dies: 'ledger.reset.only-the-ledger', message: /events, artifact, episodes, fact keys: expected at \[0\] 1, got 0/,
  }, ({ events, ledger }) => {
    let emptied = 0;
    return {
      events: overriding(events, { count: async () => await events.count() - emptied }),
      ledger: overriding(ledger, {
        reset: async (options) => {
          emptied = await events.count();
          return await ledger.reset(options);
        },
      }),
    };
  }),
  inLedger({
    name: 'counts before it takes its place for a reset', source: 'drivers that run two statements for one call, between which others come',
    dies: 'ledger.reset.in-call-order', message: /append a, append b, reset, count, append a anew, latestOffset/,
  }, (ledger) => ({
    reset: async (options) => {
      await ledger.count();
      return await ledger.reset(options);
    },
  })),
  inLedger({
    name: 'reads the ids of a stream first, and then one event after the other', source: 'Redis: LRANGE of the ids and HGET of each; indices that lead to rows that are gone',
    dies: 'ledger.reset.while-streaming', message: /unexpected: ITEM_NOT_FOUND/,
  }, (ledger) => {
    async function* stream(query?: Parameters<typeof ledger.stream>[0]): AsyncGenerator<StoredLedgerEvent, void> {
      for (const { id } of await ledger.query(query)) yield await ledger.get(id);
    }
    return { stream };
  }),
];
