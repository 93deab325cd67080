import { type LedgerEvent, InvalidValueError, isStoreError } from '../../../src/index.ts';
import { openOn, MapBackend } from '../../support/map-backend.ts';
import { inLedger, isBatch, only } from './changing.ts';
import { type Death, HONEST, type Mutant } from './mutant.ts';

const MEMBERS = ['id', 'runId', 'turn', 'kind', 'actor', 'payload', 'createdAt', 'schemaVersion', 'sessionId', 'modelProfile', 'modelId', 'offset'];

/** A mutant that tells the time in another way than by the clock it was given. */
function timed(death: Death, timing: (clock: () => Date) => () => Date): Mutant {
  const place: Mutant['subject']['place'] = async () => ({
    open: async (env) => await openOn(new MapBackend(), { ...env, clock: timing(env.clock) }),
    destroy: async () => undefined,
  });
  return { ...death, subject: { ...HONEST, name: death.name, place } };
}

const refuseOffset = (event: LedgerEvent): void => {
  if ('offset' in event) throw new InvalidValueError('event.offset', 'is no member of a ledger event');
};

/** What an append to the ledger does wrong; known ids are in ledger-idempotency. */
export const LEDGER_APPEND_MUTANTS: readonly Mutant[] = [
  inLedger({
    name: 'says 1 for true', source: 'SQLite: there are no booleans, and what an INSERT gives is the number of its changes',
    dies: 'ledger.append.offsets', message: /result of append 1: expected at \.appended true, got 1/,
  }, (ledger) => ({
    append: async (event, options) => {
      const { offset, appended } = await ledger.append(event, options);
      return { offset, appended: Number(appended) as unknown as boolean };
    },
  })),
  inLedger({
    name: 'keeps times to the second', source: 'MySQL: DATETIME without a precision rounds to seconds',
    dies: 'ledger.append.read-back', message: /get of an event with every member: expected at \.createdAt "2020-12-31T23:59:59\.999Z"/,
  }, (ledger) => ({
    get: async (id) => {
      const event = await ledger.get(id);
      return { ...event, createdAt: new Date(Math.round(Date.parse(event.createdAt) / 1000) * 1000).toISOString() };
    },
  })),
  inLedger({
    name: 'has null for an empty payload', source: 'columns without a default: what was left out is NULL',
    dies: 'ledger.append.defaults', message: /event with the least members: expected at \.payload \{ {2}\}, got null/,
  }, (ledger) => ({
    get: async (id) => {
      const event = await ledger.get(id);
      return Object.keys(event.payload).length === 0 ? Object.assign(event, { payload: null }) : event;
    },
  })),
  timed({
    name: 'takes the time once', source: 'PostgreSQL: now() is when the transaction began; defaults computed when a module is loaded',
    dies: 'ledger.append.clock', message: /createdAt of a, b, c: expected at \[1\] "2026-01-02T03:04:07\.178Z"/,
  }, (clock) => {
    const opened = clock();
    return () => opened;
  }),
  timed({
    name: 'tells the time by a clock of its own', source: 'SQL: DEFAULT CURRENT_TIMESTAMP, the time of the database',
    dies: 'ledger.append.defaults', message: /event with the least members: expected at \.createdAt "2026-01-02T03:04:05\.678Z"/,
  }, () => () => new Date('2024-02-29T00:00:00Z')),
  inLedger({
    name: 'orders by the time', source: 'chat histories that are read with ORDER BY created_at',
    dies: 'ledger.append.clock-backwards', message: /events\(\): expected at \[0\] "a", got "d"/,
  }, (ledger) => ({ events: async () => (await ledger.events()).toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt)) })),
  inLedger({
    name: 'drops members of a ledger event that it does not know', source: 'INSERT of the columns there are; protocol buffers made from JSON with unknown fields ignored',
    dies: 'ledger.append.unknown-member', message: /append with a member `session`: expected INVALID_VALUE, but it succeeded/,
  }, (ledger) => ({
    append: async (event, options) => await ledger.append(only(event, ...MEMBERS), options),
    appendMany: async (events, options) => await ledger.appendMany(isBatch(events) ? events.map((event) => only(event, ...MEMBERS)) : events, options),
  })),
  inLedger({
    name: 'refuses a ledger event that was read elsewhere', source: 'schemas made strict (additionalProperties: false) from the type that goes in',
    dies: 'ledger.append.offset-ignored', message: /unexpected: INVALID_VALUE: event\.offset/,
  }, (ledger) => ({
    appendMany: async (events, options) => {
      events.forEach(refuseOffset);
      return await ledger.appendMany(events, options);
    },
  })),
  inLedger({
    name: 'writes a batch in the order of its ids', source: 'LSM trees: a write batch is sorted by key, and the offset was taken while it was written',
    dies: 'ledger.append.batch', message: /events\(\): expected at \[1\] "c", got "a"/,
  }, (ledger) => ({
    appendMany: async (events, options) => await ledger.appendMany(isBatch(events) ? events.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : events, options),
  })),
  inLedger({
    name: 'checks the events of a batch as it writes them', source: 'MongoDB: insertMany is ordered, and keeps the documents that came before the one that failed',
    dies: 'ledger.append.batch-invalid-event', message: /a batch with an invalid event: it changed the store/,
  }, (ledger) => ({
    appendMany: async (events, options) => {
      try {
        return await ledger.appendMany(events, options);
      } catch (error) {
        const [, index] = isStoreError(error) ? (/^events\[(\d+)\]/.exec(String(error.details['path'])) ?? []) : [];
        if (index !== undefined) await ledger.appendMany(events.slice(0, Number(index)));
        throw error;
      }
    },
  })),
  inLedger({
    name: 'commits a batch of ledger events in pieces', source: 'Firestore: a batch of writes was limited to 500, so that greater ones are cut',
    dies: 'ledger.append.batch-of-hundreds', message: /a failed batch of 701: it changed the store/,
  }, (ledger) => ({
    appendMany: async (events, options) => {
      const results = await ledger.appendMany(events.slice(0, 500), options);
      return events.length <= 500 ? results : [...results, ...await ledger.appendMany(events.slice(500))];
    },
  })),
  inLedger({
    name: 'appends whatever offset is expected', source: 'interfaces that grew an option which an older adapter does not look at',
    dies: 'ledger.append.expected-offset', message: /expected 0 at offset 1: expected OFFSET_CONFLICT, but it succeeded/,
  }, (ledger) => ({
    append: async (event) => await ledger.append(event),
  })),
  inLedger({
    name: 'looks which offset there is, and then appends', source: 'check-then-act: SELECT MAX(position) and INSERT in two steps, between which others come',
    dies: 'ledger.append.expected-offset', message: /three appends onto offset 3, not awaited: the first succeeds: expected at \[1\] "OFFSET_CONFLICT"/,
  }, (ledger) => ({
    append: async (event, options) => {
      const isMet = options?.expectedOffset !== undefined && await ledger.latestOffset() === options.expectedOffset;
      return await ledger.append(event, isMet ? {} : options);
    },
  })),
  inLedger({
    name: 'has done with an empty batch of ledger events at once', source: '`if (events.length === 0) return []`, as in most bulk inserts: conditions are not looked at',
    dies: 'ledger.append.empty-batch', message: /appendMany\(\[\]\), expected 0 at offset 1: expected OFFSET_CONFLICT, but it succeeded/,
  }, (ledger) => ({ appendMany: async (events, options) => (isBatch(events) && events.length === 0 ? [] : await ledger.appendMany(events, options)) })),
  inLedger({
    name: 'ignores options of a ledger append that it does not know', source: 'JavaScript: `{ expectedOffset } = options` takes what it knows, and a misspelt condition is none',
    dies: 'ledger.append.unknown-option', message: /append with an unknown option: expected INVALID_ARGUMENT, but it succeeded/,
  }, (ledger) => ({
    append: async (event, options) => await ledger.append(event, only(options, 'expectedOffset')),
    appendMany: async (events, options) => await ledger.appendMany(events, only(options, 'expectedOffset')),
  })),
];
