import { BackendError, InvalidValueError, isStoreError, StoreBusyError, type StoreError } from '../../../src/index.ts';
import { changingRecords, isRecord } from './changed-records.ts';
import { type Mutant, overriding, remembering, wrapping } from './mutant.ts';

/** Mistakes with errors, and after them. */
export const ERROR_MUTANTS: readonly Mutant[] = [
  wrapping({
    name: 'says that something is not there by the wrong code',
    source: 'HTTP APIs with one 404: whatever is missing, an item or an artifact, the code is the same',
    dies: 'errors.shape', message: /an unknown artifact: expected ARTIFACT_NOT_FOUND, got "BACKEND"/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      get: async (handle) => await artifacts.get(handle).catch((error: unknown) => {
        throw isStoreError(error) && error.code === 'ARTIFACT_NOT_FOUND' ? new BackendError(`ENOENT: no such file or directory, open '${handle}'`, { cause: error }) : error;
      }),
    }),
  })),
  remembering({
    name: 'leaves a failed transaction open',
    source: 'PostgreSQL: after an error, every command is refused until the transaction is rolled back',
    dies: 'errors.handle-stays-usable', message: /an append after an event that exists: expected to succeed, got "BACKEND" \(current transaction is aborted/,
  }, () => {
    let aborted = false;
    return ({ events }) => ({
      events: overriding(events, {
        append: async (item, options) => {
          if (aborted) throw new BackendError('current transaction is aborted, commands ignored until end of transaction block');
          return await events.append(item, options).catch((error: unknown) => {
            aborted = isStoreError(error) && error.code === 'DUPLICATE_ITEM';
            throw error;
          });
        },
      }),
    });
  }),
  wrapping({
    name: 'throws at once where it could reject',
    source: 'Node.js: fs.readFile and its like throw ERR_INVALID_ARG_TYPE before they come to their callback',
    dies: 'errors.rejects-not-throws', message: /call 1 does not throw/,
  }, ({ events }) => ({
    events: overriding(events, {
      get: (id) => {
        if (typeof id !== 'string') throw new InvalidValueError('id', 'must be a string');
        return events.get(id);
      },
    }),
  })),
  wrapping({
    name: 'keeps the message of what went wrong, not the error',
    source: '`throw new Error(error.message)`, as before ES2022 had `cause`',
    dies: 'errors.cause', message: /the cause of BACKEND is what the content threw/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => await artifacts.put(handle, content, options).catch((error: unknown) => {
        throw isStoreError(error) && error.code === 'BACKEND' ? new BackendError(error.message) : error;
      }),
    }),
  })),
  wrapping({
    name: 'copies records before it guards what it does',
    source: '`{ ...record }` as the first line: a getter that throws throws there',
    dies: 'errors.unreadable', message: /an event that cannot be read: expected INVALID_VALUE, got what is no StoreError: TypeError/,
  }, changingRecords((record) => (isRecord(record) ? { ...record } : record))),
  wrapping({
    name: 'rejects with what only looks like a StoreError',
    source: 'errors that come from a worker or a server as JSON, and are told by their `name`: no brand, no class',
    dies: 'errors.brand', message: /isStoreError of an ItemNotFoundError: expected true, got false/,
  }, ({ events }) => ({
    events: overriding(events, {
      get: async (id) => await events.get(id).catch((error: unknown) => {
        if (!isStoreError(error)) throw error;
        const { name, message, code, details } = error;
        throw Object.assign(new Error(message), { name, code, details });
      }),
    }),
  })),
  wrapping({
    name: 'loses the members of errors on the way from a worker',
    source: 'the structured clone of HTML: it keeps the name and the message of an Error, and no member of its class',
    dies: 'errors.classes', message: /expected and actual of an OffsetConflictError: expected/,
  }, ({ events }) => ({
    events: overriding(events, {
      append: async (item, options) => await events.append(item, options).catch((error: unknown) => {
        throw isStoreError(error) && error.code === 'OFFSET_CONFLICT' ? cloned(error) : error;
      }),
    }),
  })),
  remembering({
    name: 'is busy to whoever comes second',
    source: 'SQLite without a busy timeout, which is its default: SQLITE_BUSY at once',
    dies: 'errors.busy', message: /STORE_BUSY: database is locked/,
  }, () => {
    let busy = false;
    return ({ events }) => ({
      events: overriding(events, {
        append: async (item, options) => {
          if (busy) throw new StoreBusyError('database is locked');
          busy = true;
          try {
            return await events.append(item, options);
          } finally {
            busy = false;
          }
        },
      }),
    });
  }),
];

/** The error with what is the same for all classes, without the members of its own. */
function cloned(error: StoreError): Error {
  const { name, message, code, details } = error;
  return Object.assign(new Error(message), { name, code, details, [Symbol.for('@cw/store-core/StoreError')]: true });
}
