import { InvalidValueError } from '../../../src/index.ts';
import { changingMembers, changingRecords, isRecord } from './changed-records.ts';
import { toNumber, toText } from './conversions.ts';
import { broken, type Mutant, overriding, wrapping } from './mutant.ts';
import { RewritingBackend } from './rewriting-backend.ts';

const MEMBERS: ReadonlySet<string> = new Set([
  'id', 'kind', 'text', 'tokenEstimate', 'sensitivity', 'metadata', 'parentId', 'artifactRef', 'offset', 'runId', 'turn', 'actor', 'payload', 'createdAt',
  'schemaVersion', 'sessionId', 'modelProfile', 'modelId', 'episodeId', 'summary', 'tags', 'factId', 'key', 'value',
]);

const SENSITIVITIES = ['public', 'internal', 'confidential', 'restricted'];

/** Mistakes with records as a whole. */
export const RECORD_MUTANTS: readonly Mutant[] = [
  wrapping({
    name: 'drops members that it does not know',
    source: 'Mongoose: with `strict`, the default, members that are not in the schema are not saved',
    dies: 'values.members.unknown.event', message: /the unknown member unknown: expected INVALID_VALUE, but it succeeded/,
  }, changingRecords((record) => (isRecord(record) ? Object.fromEntries(Object.entries(record).filter(([name]) => MEMBERS.has(name))) as typeof record : record))),
  wrapping({
    name: 'fills in what is missing',
    source: 'Protocol Buffers, proto3: a field that was not set reads as the empty string or 0',
    dies: 'values.members.required.fact', message: /without factId|without key|without value: expected INVALID_VALUE, but it succeeded/,
  }, changingRecords((record) => (isRecord(record) ? { ...record, ...missing(record) } : record))),
  wrapping({
    name: 'writes undefined as null',
    source: 'the Node.js driver of MongoDB: `ignoreUndefined` is false by default, and undefined is stored as null',
    dies: 'values.members.undefined.event', message: /an event with undefined members: expected to succeed, got "INVALID_VALUE" \(tokenEstimate: .*not null/,
  }, changingMembers((_, value) => (value === undefined ? null : value))),
  wrapping({
    name: 'takes null for not given',
    source: 'defaults by `??`, which do not tell null from undefined',
    dies: 'values.members.null.episode', message: /is null: expected INVALID_VALUE, but it succeeded/,
  }, changingMembers((_, value) => value ?? undefined)),
  wrapping({
    name: 'spreads whatever it is given',
    source: 'copies of arguments by `{ ...record }`, which gives an object for null, text and arrays too',
    dies: 'values.members.no-object.ledger-event', message: /null: path of the error: expected "event", got "id"/,
  }, changingRecords((record) => ({ ...record }))),
  wrapping({
    name: 'takes sensitivities in any case',
    source: 'MySQL: ENUM values are compared by their collation, which by default knows no case',
    dies: 'values.members.sensitivity.event', message: /sensitivity "Public": expected INVALID_VALUE, but it succeeded/,
  }, changingMembers((name, value) => (name === 'sensitivity' && typeof value === 'string' ? value.toLowerCase() : value))),
  wrapping({
    name: 'takes an unknown sensitivity for the first',
    source: 'Protocol Buffers: a closed enum reads a value that it does not know as its first',
    dies: 'values.members.sensitivity.fact', message: /sensitivity "(secret|Public)?": expected INVALID_VALUE, but it succeeded/,
  }, changingMembers((name, value) => (name === 'sensitivity' && value !== undefined && value !== null && !SENSITIVITIES.includes(toText(value)) ? 'public' : value))),
  broken({
    name: 'keeps tags as a set',
    source: 'Redis: SADD, PostgreSQL: a table of tags with a unique key; either way a repeated tag is one',
    dies: 'values.members.tags.episode', message: /tags: expected \["b", "a", "b", "A"\], got \["b", "a", "A"\]/,
  }, () => new RewritingBackend((members) => (Array.isArray(members['tags']) ? { ...members, tags: [...new Set(members['tags'])] } : members))),
  broken({
    name: 'sorts tags',
    source: 'PostgreSQL: array_agg(DISTINCT tag) sorts to find out what is distinct',
    dies: 'values.members.tags.fact', message: /tags: expected .*"b"/,
  }, () => new RewritingBackend((members) => (Array.isArray(members['tags']) ? { ...members, tags: members['tags'].toSorted((a, b) => (String(a) < String(b) ? -1 : 1)) } : members))),
  wrapping({
    name: 'refuses what it gave',
    source: 'schemas with `additionalProperties: false` that describe what is written but not what is read',
    dies: 'values.members.offset', message: /an append of what was read: expected to succeed, got "INVALID_VALUE" \(offset: is not a member/,
  }, changingRecords((record) => {
    if (isRecord(record) && 'offset' in record) throw new InvalidValueError('offset', 'is not a member');
    return record;
  })),
  wrapping({
    name: 'drops an offset wherever it stands',
    source: 'one clean-up of records for every table, as `omit(record, [\'offset\'])`',
    dies: 'values.members.no-offset-elsewhere', message: /an episode with an offset: expected INVALID_VALUE, but it succeeded/,
  }, changingRecords((record) => (isRecord(record) ? Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'offset')) as typeof record : record))),
  wrapping({
    name: 'appends a batch one by one',
    source: 'stores without a batch of their own, as unstorage: setItems calls setItem for each where a driver has no other',
    dies: 'values.members.batch-path', message: /path of the error: expected "items\[2\]\.id", got "id"/,
  }, ({ events, ledger }) => ({
    events: overriding(events, {
      appendMany: async (items, options) => {
        if (!Array.isArray(items) || items.length === 0) return await events.appendMany(items, options);
        let last = 0;
        for (const [index, item] of (items as typeof items & readonly unknown[]).entries()) last = await events.append(item as never, index === 0 ? options : {});
        return last;
      },
    }),
    ledger: overriding(ledger, {
      appendMany: async (list, options) => {
        if (!Array.isArray(list) || list.length === 0) return await ledger.appendMany(list, options);
        const results = [];
        for (const [index, event] of (list as typeof list & readonly unknown[]).entries()) results.push(await ledger.append(event as never, index === 0 ? options : {}));
        return results;
      },
    }),
  })),
  wrapping({
    name: 'takes whatever can be iterated for a batch',
    source: '`for (const item of items)`, which goes through a Set and the letters of a text as well',
    dies: 'values.members.no-batch', message: /of a Set: expected INVALID_VALUE, but it succeeded/,
  }, ({ events, ledger }) => ({
    events: overriding(events, { appendMany: async (items, options) => await events.appendMany(listed(items), options) }),
    ledger: overriding(ledger, { appendMany: async (list, options) => await ledger.appendMany(listed(list), options) }),
  })),
  wrapping({
    name: 'keeps a reference only to what is there',
    source: 'SQL: a foreign key with ON DELETE SET NULL, or one that a trigger fills in',
    dies: 'values.artifact-ref.kept', message: /the reference: expected \{.*, got null/,
  }, ({ events, artifacts }) => ({
    events: overriding(events, {
      appendMany: async (items, options) => {
        const kept = await Promise.all(items.map(async (item) => {
          const handle = item?.artifactRef?.handle;
          const there = handle === undefined || await artifacts.exists(handle).catch(() => true);
          return there ? item : { ...item, artifactRef: null };
        }));
        return await events.appendMany(kept, options);
      },
    }),
  })),
  wrapping({
    name: 'takes a hash in any case',
    source: 'comparisons of digests that make hexadecimal lower-case first, as HTTP caches do with ETags of their own',
    dies: 'values.artifact-ref.bad', message: /a hash in capitals: expected INVALID_VALUE, but it succeeded/,
  }, changingMembers((name, value) => {
    const hash = name === 'artifactRef' && isRecord(value) ? value['contentHash'] : undefined;
    return isRecord(value) && typeof hash === 'string' ? { ...value, contentHash: hash.toLowerCase() } : value;
  })),
  broken({
    name: 'keeps numbers in 32 bits',
    source: 'MySQL without strict mode: what is out of the range of an INT is stored as 2147483647',
    dies: 'values.numbers.member.event-token-estimate', message: /tokenEstimate 2147483648: expected 2147483648, got 2147483647/,
  }, () => new RewritingBackend(clipped)),
  wrapping({
    name: 'takes a negative limit for none',
    source: 'SQLite: a LIMIT below zero is no limit',
    dies: 'values.numbers.arguments.bad', message: /events\.query limit with number -1: expected INVALID_ARGUMENT, but it succeeded/,
  }, ({ events, ledger }) => ({
    events: overriding(events, { query: async (query) => await events.query(unlimited(query)), stream: (query) => events.stream(unlimited(query)) }),
    ledger: overriding(ledger, { query: async (query) => await ledger.query(unlimited(query)), stream: (query) => ledger.stream(unlimited(query)) }),
  })),
  wrapping({
    name: 'reads counts as they come from a URL',
    source: 'HTTP services: `Number(query.limit)`, which takes "1", null and true for numbers',
    dies: 'values.numbers.arguments.bad', message: /events\.tail with string 1: expected INVALID_ARGUMENT, but it succeeded/,
  }, ({ events }) => ({ events: overriding(events, { tail: async (n) => await events.tail(typeof n === 'bigint' ? n : toNumber(n)) }) })),
  wrapping({
    name: 'counts in 32 bits',
    source: 'JavaScript: `limit | 0` and every other bit operation, after which 2^53 - 1 is -1',
    dies: 'values.numbers.arguments.greatest', message: /events\.query limit with 2\^53 - 1: expected to succeed, got "INVALID_ARGUMENT" .*-1/,
  }, ({ events }) => ({
    events: overriding(events, {
      query: async (query) => await events.query(typeof query?.limit === 'number' && Number.isSafeInteger(query.limit) ? { ...query, limit: query.limit | 0 } : query),
    }),
  })),
  wrapping({
    name: 'cuts a batch that is too long into several',
    source: 'clients of DynamoDB and SQS, which send what exceeds one call in the next',
    dies: 'limits.batch.ledger', message: /a batch of 10,001 ledger events: expected INVALID_ARGUMENT, but it succeeded/,
  }, ({ ledger }) => ({
    ledger: overriding(ledger, {
      appendMany: async (events, options) => {
        if (!Array.isArray(events) || events.length <= 10_000) return await ledger.appendMany(events, options);
        return [...(await ledger.appendMany(events.slice(0, 10_000), options)), ...(await ledger.appendMany(events.slice(10_000)))];
      },
    }),
  })),
  wrapping({
    name: 'takes one identifier byte fewer than it may',
    source: 'C buffers that keep a byte for the NUL, and guards that say `>=` for `>`',
    dies: 'limits.exported', message: /a name of 512 bytes/,
  }, changingMembers((name, value) => {
    if ((name === 'id' || name === 'factId') && typeof value === 'string' && Buffer.byteLength(value) >= 512) throw new InvalidValueError(name, 'longer than 511 bytes');
    return value;
  })),
];

function missing(record: Readonly<Record<string, unknown>>): object {
  if ('factId' in record || 'key' in record || 'value' in record) return { factId: record['factId'] ?? 'none', key: record['key'] ?? 'none', value: record['value'] ?? '' };
  if ('summary' in record || 'episodeId' in record) return { episodeId: record['episodeId'] ?? 'none', summary: record['summary'] ?? '' };
  if ('runId' in record || 'turn' in record) return { runId: record['runId'] ?? 'none', turn: record['turn'] ?? 0 };
  return { text: record['text'] ?? '' };
}

function listed<T>(items: T): T {
  return typeof items === 'object' && items !== null && Symbol.iterator in items ? ([...(items as Iterable<unknown>)] as T) : items;
}

function unlimited<T extends { readonly limit?: number | undefined }>(query: T | undefined): T | undefined {
  return query?.limit === -1 ? { ...query, limit: undefined } : query;
}

function clipped(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const clip = (name: string, value: unknown): unknown =>
    (['tokenEstimate', 'turn', 'schemaVersion', 'sizeBytes'].includes(name) && typeof value === 'number' ? Math.min(value, 2 ** 31 - 1) : value);
  return Object.fromEntries(Object.entries(members).map(([name, value]) =>
    [name, name === 'artifactRef' && isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clip(key, each)])) : clip(name, value)]));
}
