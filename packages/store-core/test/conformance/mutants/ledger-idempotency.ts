import type { Collection, Decide } from '../../../src/adapter.ts';
import { BackendError, IdempotencyConflictError, type Ledger, type LedgerAppendResult, type LedgerEvent } from '../../../src/index.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { codeOf, inLedger, isBatch } from './changing.ts';
import { broken, type Death, type Mutant } from './mutant.ts';

class ReplacesLedgerEvents extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => decide(collection === 'ledger' ? { ...state, known: new Map() } : state));
  }
}

/** A mutant that compares a replay with what was given first, by what `content` makes of both. */
function comparing(death: Death, content: (event: LedgerEvent) => string): Mutant {
  return inLedger(death, (ledger) => {
    const first = new Map<string, string>();
    return {
      append: async (event, options) => {
        const result = await ledger.append(event, options);
        const known = first.get(event.id);
        if (known === undefined) first.set(event.id, content(event));
        else if (known !== content(event)) throw new IdempotencyConflictError(`the ledger holds other content under the id ${JSON.stringify(event.id)}`);
        return result;
      },
    };
  });
}

/** A mutant that compares less than it should: where `forget` makes the content the same, it is a replay. */
function forgetting(death: Death, forget: (event: LedgerEvent, stored: LedgerEvent) => LedgerEvent): Mutant {
  return inLedger(death, (ledger) => ({
    append: async (event, options) => {
      try {
        return await ledger.append(event, options);
      } catch (error) {
        if (!(error instanceof IdempotencyConflictError)) throw error;
        return await ledger.append(forget(event, await ledger.get(event.id)), options);
      }
    },
  }));
}

async function firstOf(ledger: Ledger, { id }: LedgerEvent): Promise<LedgerAppendResult> {
  return { offset: (await ledger.get(id)).offset, appended: false };
}

/** Keys in order, what is undefined left out. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]));
}

/** What the ledger does wrong with ids that it knows. */
export const LEDGER_IDEMPOTENCY_MUTANTS: readonly Mutant[] = [
  inLedger({
    name: 'refuses every known ledger id', source: 'SQL: a unique index tells that the id is there, not whether the content is the same',
    dies: 'ledger.idempotent.same-content', message: /unexpected: IDEMPOTENCY_CONFLICT/,
  }, (ledger) => ({
    append: async (event, options) => {
      const result = await ledger.append(event, options);
      if (!result.appended) throw new IdempotencyConflictError(`UNIQUE constraint failed: ledger.id ${JSON.stringify(event.id)}`);
      return result;
    },
  })),
  inLedger({
    name: 'says of a replay that it was appended', source: 'upserts whose answer does not tell an INSERT from an UPDATE, as PostgreSQL\'s command tag INSERT 0 1',
    dies: 'ledger.idempotent.same-content', message: /append of a known event: expected at \.appended false, got true/,
  }, (ledger) => ({ append: async (event, options) => ({ ...await ledger.append(event, options), appended: true }) })),
  comparing({
    name: 'compares payloads as they are written', source: 'PostgreSQL: json, unlike jsonb, keeps the text, and so does a hash of JSON.stringify',
    dies: 'ledger.idempotent.key-order', message: /unexpected: IDEMPOTENCY_CONFLICT/,
  }, ({ payload }) => JSON.stringify(payload)),
  comparing({
    name: 'compares when an event was created', source: 'hashes of the whole record, its time of creation included',
    dies: 'ledger.idempotent.created-at', message: /unexpected: IDEMPOTENCY_CONFLICT/,
  }, ({ createdAt }) => String(createdAt)),
  comparing({
    name: 'compares what was given, not what was stored', source: 'idempotency keys with a fingerprint of the request\'s body: a default that is written out makes another request',
    dies: 'ledger.idempotent.defaults', message: /unexpected: IDEMPOTENCY_CONFLICT/,
  }, ({ createdAt: _createdAt, ...event }) => JSON.stringify(sorted(event))),
  forgetting({
    name: 'does not compare the version of the schema', source: 'comparisons written member by member, which a new member is not added to',
    dies: 'ledger.conflict.other-content', message: /known id, other content: schemaVersion: expected IDEMPOTENCY_CONFLICT, but it succeeded/,
  }, (event, { schemaVersion }) => ({ ...event, schemaVersion })),
  inLedger({
    name: 'swallows a conflict', source: 'PostgreSQL and SQLite: ON CONFLICT DO NOTHING, whatever the content',
    dies: 'ledger.conflict.other-content', message: /known id, other content: runId: expected IDEMPOTENCY_CONFLICT, but it succeeded/,
  }, (ledger) => ({
    append: async (event, options) => await ledger.append(event, options).catch(async (error: unknown) => {
      if (codeOf(error) === 'IDEMPOTENCY_CONFLICT') return await firstOf(ledger, event);
      throw error;
    }),
  })),
  broken({
    name: 'replaces a ledger event with the same id', source: 'SQLite: INSERT OR REPLACE; key-value stores, whose put is an upsert',
    dies: 'ledger.conflict.other-content', message: /expected IDEMPOTENCY_CONFLICT, but it succeeded/,
  }, () => new ReplacesLedgerEvents()),
  inLedger({
    name: 'writes a batch of ledger events one by one', source: 'loops around a single insert: without a transaction what came before a conflict stays',
    dies: 'ledger.conflict.batch', message: /a batch with a conflict: it changed the store/,
  }, (ledger) => ({
    appendMany: async (events, options) => {
      if (!isBatch(events) || events.length === 0) return await ledger.appendMany(events, options);
      const results: LedgerAppendResult[] = [];
      for (const [index, event] of events.entries()) results.push(await ledger.append(event, index === 0 ? options : undefined));
      return results;
    },
  })),
  inLedger({
    name: 'gives results of new events only', source: 'PostgreSQL: INSERT … ON CONFLICT DO NOTHING RETURNING gives the rows that were inserted',
    dies: 'ledger.idempotent.batch-known-and-new', message: /results of b \(known\), c \(new\), a \(known\), d \(new\)/,
  }, (ledger) => ({ appendMany: async (events, options) => (await ledger.appendMany(events, options)).filter(({ appended }) => appended) })),
  inLedger({
    name: 'cannot meet one id twice in a batch', source: 'PostgreSQL: "ON CONFLICT DO UPDATE command cannot affect row a second time"',
    dies: 'ledger.idempotent.twice-in-batch', message: /unexpected: BACKEND: .*a second time/,
  }, (ledger) => ({
    appendMany: async (events, options) => {
      if (new Set(events.map(({ id }) => id)).size < events.length) throw new BackendError('ON CONFLICT DO UPDATE command cannot affect row a second time');
      return await ledger.appendMany(events, options);
    },
  })),
  inLedger({
    name: 'lets the last of a batch win', source: 'batches gathered in a Map by id before they are written',
    dies: 'ledger.conflict.twice-in-batch', message: /a, known, known with other content: expected IDEMPOTENCY_CONFLICT, but it succeeded/,
  }, (ledger) => ({
    appendMany: async (events, options) => {
      if (!isBatch(events)) return await ledger.appendMany(events, options);
      const distinct = new Map(events.map((event) => [event.id, event]));
      const results = new Map((await ledger.appendMany([...distinct.values()], options)).map((result, index) => [[...distinct.keys()][index], result]));
      return events.flatMap(({ id }, index) => {
        const result = results.get(id);
        const first = events.findIndex((one) => one.id === id) === index;
        return result === undefined ? [] : [first ? result : { ...result, appended: false }];
      });
    },
  })),
  inLedger({
    name: 'compares the offset before it looks for replays', source: 'SQL: UPDATE streams SET version = … WHERE version = ?, and only then the INSERT: a retry fails at the version',
    dies: 'ledger.idempotent.before-expected-offset', message: /unexpected: OFFSET_CONFLICT/,
  }, (ledger) => ({
    append: async (event, options) => {
      await ledger.appendMany([], options);
      return await ledger.append(event, options);
    },
    appendMany: async (events, options) => {
      await ledger.appendMany([], options);
      return await ledger.appendMany(events, options);
    },
  })),
  inLedger({
    name: 'tells of an offset before it tells of a conflict', source: 'errors gathered by kind: those of the position are looked at before those of the content',
    dies: 'ledger.conflict.before-expected-offset', message: /other content, wrong expectedOffset: expected IDEMPOTENCY_CONFLICT, got "OFFSET_CONFLICT"/,
  }, (ledger) => ({
    append: async (event, options) => {
      try {
        return await ledger.append(event, options);
      } catch (error) {
        if (codeOf(error) === 'IDEMPOTENCY_CONFLICT') await ledger.appendMany([], options);
        throw error;
      }
    },
  })),
  inLedger({
    name: 'takes a batch with one known event for a replay', source: 'idempotency by the first id of a batch, or by any of them',
    dies: 'ledger.idempotent.mixed-batch-expected-offset', message: /known and new, expected 0 at 1: expected OFFSET_CONFLICT, but it succeeded/,
  }, (ledger) => ({
    appendMany: async (events, options) => {
      const known = isBatch(events) && (await Promise.all(events.map(async ({ id }) => await ledger.has(id)))).includes(true);
      return await ledger.appendMany(events, known ? undefined : options);
    },
  })),
  inLedger({
    name: 'looks whether an event is known, and then appends it', source: 'check-then-act: SELECT and INSERT in two steps, between which others come',
    dies: 'ledger.idempotent.racing', message: /results in the order of the calls: expected at \[1\]\.appended false, got true/,
  }, (ledger) => ({
    append: async (event, options) => {
      const known = await ledger.has(event.id);
      return { ...await ledger.append(event, options), appended: !known };
    },
  })),
  inLedger({
    name: 'looks whether an event is known, and then overwrites it', source: 'check-then-act: the second of two that found nothing wins',
    dies: 'ledger.conflict.racing', message: /outcomes of a, known, other, \[x, other\], known, b: expected/,
  }, (ledger) => ({
    append: async (event, options) => {
      if (await ledger.has(event.id)) return await ledger.append(event, options);
      return await ledger.append(event, options).catch(async (error: unknown) => {
        if (codeOf(error) !== 'IDEMPOTENCY_CONFLICT') throw error;
        return { ...await firstOf(ledger, event), appended: true };
      });
    },
  })),
  inLedger({
    name: 'composes ids', source: 'one file for each event on APFS or HFS+, where names that differ in composition are one',
    dies: 'ledger.idempotent.distinct-ids', message: /unexpected: IDEMPOTENCY_CONFLICT/,
  }, (ledger) => ({
    appendMany: async (events, options) => await ledger.appendMany(events.map((event) => ({ ...event, id: event.id.normalize() })), options),
  })),
];
