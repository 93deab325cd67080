import { isStoreError } from '../../../src/index.ts';
import { changingMembers } from './changed-records.ts';
import { toText } from './conversions.ts';
import { FoldingBackend } from './folding-backend.ts';
import { broken, type Mutant, overriding, wrapping } from './mutant.ts';
import { RewritingBackend } from './rewriting-backend.ts';

/** Mistakes with identifiers. */
export const IDENTIFIER_MUTANTS: readonly Mutant[] = [
  broken({
    name: 'takes ids that differ in case for one',
    source: 'MySQL: the default collation compares without regard to case, in unique keys too',
    dies: 'values.identifiers.legal.event-id', message: /event\.id written: upper case: expected to succeed, got "DUPLICATE_ITEM"/,
  }, () => new FoldingBackend((id) => id.toLowerCase())),
  broken({
    name: 'takes ids of the same letters for one, composed or not',
    source: 'HFS+ of macOS, which stores every file name decomposed',
    dies: 'values.identifiers.legal.fact-id', message: /fact\.factId read back: a composed letter: expected to succeed, got "CORRUPT"/,
  }, () => new FoldingBackend((id) => id.normalize('NFD'))),
  broken({
    name: 'does without dots and spaces at the end of an id',
    source: 'Windows: file names lose the dots and spaces that they end with',
    dies: 'values.identifiers.legal.ledger-id', message: /id written: a trailing space: expected to succeed, got "IDEMPOTENCY_CONFLICT"/,
  }, () => new FoldingBackend((id) => id.replace(/(?!^)[ .]+$/, ''))),
  broken({
    name: 'keeps episodes by their id as a number where it looks like one',
    source: 'PHP arrays: a key that is a decimal integer becomes one; SQLite: a column of NUMERIC affinity takes \'01\' and \'1.0\' for 1',
    dies: 'values.identifiers.legal.episode-id', message: /episodeId written: a number: expected to succeed, got "DUPLICATE_ITEM"/,
  }, () => new FoldingBackend((id) => (/^\d/.test(id) && Number.isFinite(Number(id)) ? String(Number(id)) : id))),
  broken({
    name: 'keeps tags in one column, with commas between them',
    source: 'TypeORM: a `simple-array` column is one string with commas between; its documentation forbids commas within',
    dies: 'values.identifiers.legal.episode-tag', message: /a comma: expected "a,b", got "a"/,
  }, () => new RewritingBackend((members) => (tagged(members) ? { ...members, tags: members.tags.join(',').split(',') } : members))),
  broken({
    name: 'cuts model profiles at 255 characters',
    source: 'Sequelize: STRING is VARCHAR(255) unless told otherwise',
    dies: 'values.identifiers.legal.ledger-model-profile', message: /the greatest length/,
  }, () => new RewritingBackend((members) => (typeof members['modelProfile'] === 'string' ? { ...members, modelProfile: members['modelProfile'].slice(0, 255) } : members))),
  wrapping({
    name: 'trims names',
    source: 'Mongoose: `trim: true` of a String path takes white space off both ends',
    dies: 'values.identifiers.legal.event-parent-id', message: /event\.parentId read back: lower case: expected "name", got \["name", "name"/,
  }, changingMembers((name, value) => (name === 'parentId' && typeof value === 'string' && value.trim() !== '' ? value.trim() : value))),
  wrapping({
    name: 'finds kinds by a pattern',
    source: 'SQL: `LIKE ?` without ESCAPE, where % and _ in what is looked for stand for anything',
    dies: 'values.identifiers.legal.event-kind', message: /event\.kind read back: .*expected "/,
  }, ({ events }) => ({
    events: overriding(events, {
      filterByKind: async (...kinds) => {
        const exact = await events.filterByKind(...kinds);
        const patterns = kinds.filter((kind) => /[%_]/.test(kind)).map((kind) => like(kind));
        if (patterns.length === 0) return exact;
        return (await events.all()).filter(({ kind }) => kinds.includes(kind) || patterns.some((pattern) => pattern.test(kind)));
      },
    }),
  })),
  wrapping({
    name: 'looks runs, kinds and actors up without regard to case',
    source: 'SQL Server: the default collations end in CI, case-insensitive; SQLite: COLLATE NOCASE',
    dies: 'values.identifiers.legal.ledger-run-id', message: /runId read back: .*expected "/,
  }, ({ ledger }) => ({
    ledger: overriding(ledger, {
      eventsForRun: async (runId) => {
        const found = await ledger.eventsForRun(runId);
        return found.length === 0 ? found : (await ledger.events()).filter((event) => sameLetters(event.runId, runId));
      },
      query: async (query) => {
        const found = await ledger.query(query);
        if (found.length === 0 || query === undefined || query.limit !== undefined) return found;
        const { kinds, actor, sessionId, modelId } = query;
        return (await ledger.query({ ...query, kinds: undefined, actor: undefined, sessionId: undefined, modelId: undefined })).filter((event) =>
          (kinds === undefined || kinds.some((kind) => sameLetters(kind, event.kind))) && (actor === undefined || sameLetters(actor, event.actor))
          && (sessionId === undefined || sameLetters(sessionId, event.sessionId)) && (modelId === undefined || sameLetters(modelId, event.modelId)));
      },
    }),
  })),
  wrapping({
    name: 'compares keys as they would be written in another language',
    source: 'localeCompare with `sensitivity: \'base\'`, ICU collations of strength primary: accents and case do not count',
    dies: 'values.identifiers.legal.fact-key', message: /fact\.key read back: .*expected "/,
  }, ({ facts }) => ({
    facts: overriding(facts, {
      getByKey: async (key) => {
        const found = await facts.getByKey(key);
        return found.length === 0 ? found : (await facts.all()).filter((fact) => fact.key === key || fact.key.localeCompare(key, 'en', { sensitivity: 'base' }) === 0);
      },
    }),
  })),
  wrapping({
    name: 'makes media types lower-case',
    source: 'Blob: its type is made lower-case, and is the empty string where it is not ASCII, says the File API',
    dies: 'values.identifiers.legal.artifact-media-type', message: /media type of an artifact read back: /,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => {
        const mediaType = options?.mediaType;
        return await artifacts.put(handle, content, typeof mediaType === 'string' && mediaType.isWellFormed() ? { ...options, mediaType: mediaType.toLowerCase() } : options);
      },
    }),
  })),
  wrapping({
    name: 'keeps whatever it is told of a media type',
    source: 'HTTP servers that hand on any Content-Type: fetch and Node.js make a string of what a header is set to',
    dies: 'values.identifiers.bad.artifact-media-type', message: /a number: expected INVALID_VALUE, but it succeeded/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => {
        const mediaType: unknown = options?.mediaType;
        return await artifacts.put(handle, content, mediaType === undefined ? options : { ...options, mediaType: toText(mediaType) });
      },
    }),
  })),
  wrapping({
    name: 'has nothing where it could not look',
    source: 'fs.exists of Node.js, deprecated: whatever goes wrong, the answer is false',
    dies: 'values.identifiers.asked', message: /events\.has with the empty string: expected INVALID_VALUE, but it succeeded with false/,
  }, ({ events, ledger }) => ({
    events: overriding(events, { has: async (id) => await events.has(id).catch(() => false) }),
    ledger: overriding(ledger, { has: async (id) => await ledger.has(id).catch(() => false) }),
  })),
  wrapping({
    name: 'puts any scope in front of its keys',
    source: 'Keyv: keys are `${namespace}:${key}`, whatever the namespace is, undefined too',
    dies: 'values.identifiers.scope', message: /withScope with the empty string throws/,
  }, (store) => ({
    withScope: (scope: string) => {
      try {
        return store.withScope(scope);
      } catch (error) {
        if (isStoreError(error) && error.code === 'INVALID_VALUE') return overriding(store.withScope('undefined'), { scope });
        throw error;
      }
    },
  })),
];

function like(kind: string): RegExp {
  const literal = kind.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
}

function sameLetters(left: string | null, right: string | null): boolean {
  return left?.toLowerCase() === right?.toLowerCase();
}

function tagged(members: Readonly<Record<string, unknown>>): members is { readonly tags: readonly string[] } {
  return Array.isArray(members['tags']) && members['tags'].length > 0;
}
