import { changingMembers } from './changed-records.ts';
import { broken, HONEST, type Mutant, opening, overriding, wrapping } from './mutant.ts';
import { RewritingBackend } from './rewriting-backend.ts';

/** Mistakes with points in time. */
export const TIMESTAMP_MUTANTS: readonly Mutant[] = [
  broken({
    name: 'keeps whole seconds',
    source: 'MySQL: DATETIME and TIMESTAMP have no fraction of a second unless they are declared with one',
    dies: 'values.timestamps.legal', message: /createdAt given as Date 1767323045678: expected "2026-01-02T03:04:05\.678Z", got "2026-01-02T03:04:05\.000Z"/,
  }, () => new RewritingBackend((members) => (typeof members['createdAt'] === 'string' ? { ...members, createdAt: members['createdAt'].replace(/\.\d+Z$/, '.000Z') } : members))),
  wrapping({
    name: 'takes a time without zone for local time',
    source: 'Date.parse as ECMAScript has it: a date with a time but no zone is local time',
    dies: 'values.timestamps.legal', message: /createdAt given as 2026-01-02T03:04: expected "2026-01-02T03:04:00\.000Z", got "2026-01-02T02:04:00\.000Z"/,
  }, changingMembers((name, value) => (name === 'createdAt' && typeof value === 'string' && /T\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value) ? `${value}+01:00` : value))),
  wrapping({
    name: 'rounds to milliseconds',
    source: 'PostgreSQL: timestamp(3) rounds, so that the last half of a millisecond belongs to the next',
    dies: 'values.timestamps.legal', message: /createdAt given as 2026-01-02T03:04:05\.99999999: expected "2026-01-02T03:04:05\.999Z", got "2026-01-02T03:04:06\.000Z"/,
  }, changingMembers((name, value) => (name === 'createdAt' && typeof value === 'string' && /\.9{4,}/.test(value) ? '2026-01-02T03:04:06.000Z' : value))),
  wrapping({
    name: 'takes whatever is no time for now',
    source: 'Moment.js and others that read no argument at all as the present; `new Date(value || Date.now())`',
    dies: 'values.timestamps.bad', message: /an invalid Date: expected INVALID_VALUE, but it succeeded/,
  }, changingMembers((name, value) => (name === 'createdAt' && Number.isNaN(new Date(value as string).getTime()) ? undefined : value))),
  wrapping({
    name: 'reads times as leniently as Date does',
    source: 'Date.parse: what is not in its one format is left to the engine, and V8 takes nearly anything',
    dies: 'values.timestamps.bad', message: /(milliseconds|a year alone|an American date).*: expected INVALID_VALUE, but it succeeded/,
  }, changingMembers((name, value) => (name === 'createdAt' && typeof value === 'string' && !Number.isNaN(Date.parse(value)) && !value.includes('T') ? new Date(Date.parse(`${value} UTC`) || Date.parse(value)) : value))),
  wrapping({
    name: 'lets the database say what time it is',
    source: 'SQL: DEFAULT CURRENT_TIMESTAMP, which asks the clock of the server',
    dies: 'values.timestamps.default', message: /createdAt of the first: expected "2026-01-02T03:04:05\.678Z", got/,
  }, ({ ledger }) => ({
    ledger: overriding(ledger, {
      append: async (event, options) => await ledger.append(isBare(event) ? { ...event, createdAt: new Date() } : event, options),
    }),
  })),
  wrapping({
    name: 'orders events by their time',
    source: 'chat histories: ORDER BY created_at, where clocks decide who spoke first',
    dies: 'values.timestamps.no-order', message: /events in order: expected at \[0\]/,
  }, ({ ledger }) => ({
    ledger: overriding(ledger, { events: async () => (await ledger.events()).toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt)) }),
  })),
  opening(HONEST, {
    name: 'asks its own clock where the other one fails',
    source: 'fallbacks as `isValid(now) ? now : new Date()`: a wrong time without a word',
    dies: 'values.timestamps.bad-clock', message: /an append with bad clock 0: expected INVALID_ARGUMENT, but it succeeded/,
  }, async (open, env) => {
    if (typeof env.clock !== 'function') return await open(env);
    const clock = (): Date => {
      const now: unknown = env.clock();
      return now instanceof Date && !Number.isNaN(now.getTime()) ? now : new Date(0);
    };
    return await open({ ...env, clock });
  }),
];

function isBare(event: unknown): boolean {
  return typeof event === 'object' && event !== null && !('createdAt' in event);
}
