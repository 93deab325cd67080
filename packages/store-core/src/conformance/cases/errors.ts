import type { Store } from '../../contract/store.ts';
import {
  BackendError,
  CorruptStoreError,
  InvalidValueError,
  isStoreError,
  ReadOnlyStoreError,
  SchemaVersionError,
  StoreBusyError,
  StoreClosedError,
  StoreError,
  StoreLockedError,
  UnsupportedError,
} from '../../index.ts';
import type { StoreErrorCode } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { collect } from '../expect.ts';
import { outlivesClose } from '../prerequisites.ts';
import { episode, fact, fill, item, ledgerEvent, wrong } from '../samples.ts';
import { show } from '../show.ts';

/** A misuse, and what it is told by. All are tried on a store that `fill` has filled. */
interface Misuse {
  readonly what: string;
  readonly code: StoreErrorCode;
  /** The name of the error's class. */
  readonly name: string;
  readonly call: (store: Store) => Promise<unknown>;
  /** Details that must be there. */
  readonly details?: Readonly<Record<string, unknown>>;
}

const MISUSES: readonly Misuse[] = [
  notFound('an unknown event', async ({ events }) => await events.get('none'), { id: 'none' }),
  notFound('the parent of an unknown event', async ({ events }) => await events.parent('none'), { id: 'none' }),
  notFound('an unknown ledger event', async ({ ledger }) => await ledger.get('none'), { id: 'none' }),
  notFound('the delete of an unknown episode', async ({ episodes }) => await episodes.delete('none'), { id: 'none' }),
  notFound('an unknown fact', async ({ facts }) => await facts.get('none'), { id: 'none' }),
  notFound('the delete of an unknown fact', async ({ facts }) => await facts.delete('none'), { id: 'none' }),
  misuse('DUPLICATE_ITEM', 'DuplicateItemError', 'an event that exists', async ({ events }) => await events.append(item('u1')), { id: 'u1' }),
  misuse('DUPLICATE_ITEM', 'DuplicateItemError', 'an event twice in a batch', async ({ events }) => await events.appendMany([item('x'), item('x')]), { id: 'x' }),
  misuse('DUPLICATE_ITEM', 'DuplicateItemError', 'an episode that exists', async ({ episodes }) => await episodes.add(episode('ep1')), { id: 'ep1' }),
  misuse('IDEMPOTENCY_CONFLICT', 'IdempotencyConflictError', 'a ledger event with other content', async ({ ledger }) => await ledger.append(ledgerEvent('l1', { turn: 9 })), { id: 'l1' }),
  misuse('OFFSET_CONFLICT', 'OffsetConflictError', 'an append onto another offset', async ({ events }) => await events.append(item('x'), { expectedOffset: 7 }), { expected: 7, actual: 2 }),
  misuse('OFFSET_CONFLICT', 'OffsetConflictError', 'a ledger append onto another offset', async ({ ledger }) => await ledger.append(ledgerEvent('x'), { expectedOffset: 0 }), { expected: 0, actual: 2 }),
  misuse('ARTIFACT_NOT_FOUND', 'ArtifactNotFoundError', 'an unknown artifact', async ({ artifacts }) => await artifacts.get('none'), { handle: 'none' }),
  misuse('ARTIFACT_CONFLICT', 'ArtifactConflictError', 'a put only if absent', async ({ artifacts }) => await artifacts.put('result:1', 'x', { ifAbsent: true }), { handle: 'result:1' }),
  misuse('ARTIFACT_CONFLICT', 'ArtifactConflictError', 'a put only onto other content', async ({ artifacts }) => await artifacts.put('result:1', 'x', { ifMatch: '0'.repeat(64) }), { handle: 'result:1' }),
  misuse('INVALID_ARGUMENT', 'InvalidArgumentError', 'a negative count', async ({ events }) => await events.tail(-1)),
  misuse('INVALID_ARGUMENT', 'InvalidArgumentError', 'an unknown key of a query', async ({ events }) => await events.query(wrong({ kind: 'A' })), { key: 'kind' }),
  misuse('INVALID_ARGUMENT', 'InvalidArgumentError', 'an unknown key of options', async ({ events }) => await events.append(item('x'), wrong({ expected: 1 })), { key: 'expected' }),
  misuse('INVALID_VALUE', 'InvalidValueError', 'an event whose text is none', async ({ events }) => await events.append(item('x', { text: wrong(7) })), { path: 'text' }),
  misuse('INVALID_HANDLE', 'InvalidHandleError', 'a handle with a slash', async ({ artifacts }) => await artifacts.put('a/b', 'x')),
  misuse('INVALID_SELECTOR', 'SelectorError', 'an unknown selector', async ({ artifacts }) => await artifacts.drilldown('result:1', { type: 'none' })),
  misuse('BACKEND', 'BackendError', 'content that cannot be read to its end', async ({ artifacts }) => await artifacts.put('x', brokenOff())),
];

/** The errors themselves: code, class, brand, message, details, and that nothing has changed. */
export const errorsCases: readonly ConformanceCase[] = [
  defineCase('errors.shape', 'errors.shape', 'each misuse has its code, class, message and details, and changes nothing', async (kit) => {
    const store = await kit.open();
    await fill(store);
    for (const { what, code, name, call, details } of MISUSES) {
      await kit.expect.unchanged(store, async () => {
        const error = await kit.expect.rejects(async () => await call(store), code, what);
        hasShape(kit, error, name, what);
        for (const [key, value] of Object.entries(details ?? {})) kit.expect.equal(error.details[key], value, `${what}: details.${key}`);
      }, what);
    }
  }),
  defineCase('errors.handle-stays-usable', 'errors.unchanged', 'after every kind of failure the handle goes on', async (kit) => {
    const store = await kit.open();
    await fill(store);
    for (const [index, { what, call }] of MISUSES.entries()) {
      await call(store).catch(() => undefined);
      const offset = await kit.expect.resolves(() => store.events.append(item(`after-${index}`)), `an append after ${what}`);
      kit.expect.equal(offset, 3 + index, `an append after ${what}`);
    }
    await store.facts.put(fact('last'));
    kit.expect.equal((await store.facts.get('last')).value, 'value of last', 'a fact after all of them');
  }),
  defineCase('errors.rejects-not-throws', 'errors.shape', 'a misuse rejects; only what gives no promise throws', async (kit) => {
    const store = await kit.open();
    await fill(store);
    const calls: readonly (() => unknown)[] = [
      () => store.events.append(wrong(null)),
      () => store.events.get(wrong(7)),
      () => store.ledger.appendMany(wrong({})),
      () => store.ledger.reset(wrong({ run: 'r' })),
      () => store.artifacts.put('..', 'x'),
      () => store.artifacts.drilldown('result:1', wrong(null)),
      () => store.episodes.search(wrong(7)),
      () => store.facts.listKeys(wrong(7)),
      () => store.events.stream(wrong({ limit: -1 })),
      () => store.artifacts.stream('..'),
    ];
    for (const [index, call] of calls.entries()) {
      const outcome = attempt(call);
      kit.expect.ok(outcome !== 'thrown', `call ${index} does not throw`);
      kit.expect.ok(await fails(outcome), `call ${index} fails when it is awaited or iterated`);
    }
  }),
  defineCase('errors.cause', 'errors.cause', 'what came from below or from outside is the cause', async (kit) => {
    const store = await kit.open();
    const reason = new TypeError('the source is gone');
    const thrown = await kit.expect.rejects(async () => await store.artifacts.put('x', brokenOff(reason)), 'BACKEND', 'content that throws');
    kit.expect.ok(thrown.cause === reason, 'the cause of BACKEND is what the content threw');
    const noError = await kit.expect.rejects(async () => await store.artifacts.put('x', brokenOff('no Error')), 'BACKEND', 'content that throws what is no Error');
    kit.expect.equal(noError.cause, 'no Error', 'the cause where it is no Error');
    const notFoundError = await kit.expect.rejects(async () => await store.events.get('none'), 'ITEM_NOT_FOUND', 'an unknown event');
    kit.expect.equal(Object.hasOwn(notFoundError, 'cause'), false, 'whether an error without a cause has the member');
  }),
  defineCase('errors.unreadable', 'errors.cause', 'an argument that cannot be read, as its getter throws, has the code of a bad one', async (kit) => {
    const store = await kit.open();
    await fill(store);
    const reason = new TypeError('nothing here');
    const unreadable = (key: string, rest: object): object => Object.defineProperty({ ...rest }, key, { enumerable: true, get: () => { throw reason; } });
    const calls: readonly (readonly [code: StoreErrorCode, what: string, call: () => Promise<unknown>])[] = [
      ['INVALID_VALUE', 'an event', () => store.events.append(wrong(unreadable('text', { id: 'x', kind: 'k' })))],
      ['INVALID_VALUE', 'an event in a batch', () => store.events.appendMany([item('x'), wrong(unreadable('id', { kind: 'k', text: '' }))])],
      ['INVALID_VALUE', 'metadata', () => store.events.append(item('x', { metadata: wrong(unreadable('a', {})) }))],
      ['INVALID_VALUE', 'nested metadata', () => store.events.append(item('x', { metadata: { a: wrong(unreadable('b', {})) } }))],
      ['INVALID_VALUE', 'a ledger event', () => store.ledger.append(wrong(unreadable('turn', ledgerEvent('x'))))],
      ['INVALID_VALUE', 'an episode', () => store.episodes.add(wrong(unreadable('tags', episode('x'))))],
      ['INVALID_VALUE', 'a fact', () => store.facts.put(wrong(unreadable('value', fact('x'))))],
      ['INVALID_ARGUMENT', 'options', () => store.events.append(item('x'), wrong(unreadable('expectedOffset', {})))],
      ['INVALID_ARGUMENT', 'a query', () => store.ledger.query(wrong(unreadable('since', {})))],
      ['INVALID_ARGUMENT', 'options of put', () => store.artifacts.put('x', 'x', wrong(unreadable('label', {})))],
      ['INVALID_SELECTOR', 'a selector', () => store.artifacts.drilldown('result:1', wrong(unreadable('chars', { type: 'head' })))],
    ];
    for (const [code, what, call] of calls) {
      await kit.expect.unchanged(store, async () => {
        const error = await kit.expect.rejects(call, code, `${what} that cannot be read`);
        kit.expect.ok(error.cause === reason, `${what}: the cause is what the getter threw`);
      }, `${what} that cannot be read`);
    }
  }),
  defineCase('errors.brand', 'errors.shape', 'isStoreError tells errors of the store from all others', async (kit) => {
    const store = await kit.open();
    const error: unknown = await store.events.get('none').catch((reason: unknown) => reason);
    kit.expect.equal(isStoreError(error), true, 'isStoreError of an ItemNotFoundError');
    const brand = Symbol.for('@cw/store-core/StoreError');
    kit.expect.equal(typeof error === 'object' && error !== null && brand in error, true, 'the registered brand on the error');
    kit.expect.equal(isStoreError(Object.assign(new Error('x'), { [brand]: true })), true, 'isStoreError of an error of another copy of core');
    for (const other of [new Error('x'), Object.assign(new Error('x'), { code: 'ITEM_NOT_FOUND' }), null, undefined, 'ITEM_NOT_FOUND', {}]) {
      kit.expect.equal(isStoreError(other), false, `isStoreError of ${show(other)}`);
    }
  }),
  defineCase('errors.classes', 'errors.shape', 'each class has its own code, carries what it is given, and is a StoreError', async (kit) => {
    const cause = new Error('below');
    for (const [code, error] of instances(cause)) {
      kit.expect.equal(error.code, code, `the code of ${error.name}`);
      kit.expect.equal(error.name, error.constructor.name, `the name of the error with ${code}`);
      kit.expect.ok(error instanceof StoreError && isStoreError(error), `${error.name} is a StoreError`);
      kit.expect.ok(error.message.includes('what'), `the message of ${error.name}`);
    }
    const { details, cause: given } = new BackendError('what', { cause, details: { reason: 'ENOSPC' } });
    kit.expect.equal([details, given], [{ reason: 'ENOSPC' }, cause], 'details and cause of a BackendError');
    const locked = new StoreLockedError('what', 42, { cause, details: { file: 'f' } });
    kit.expect.equal([locked.pid, locked.details, locked.cause], [42, { file: 'f', pid: 42 }, cause], 'pid, details and cause of a StoreLockedError');
    const invalidValue = new InvalidValueError('a.b', 'what', { cause, details: { line: 3 } });
    kit.expect.equal([invalidValue.path, invalidValue.details, invalidValue.cause], ['a.b', { line: 3, path: 'a.b' }, cause], 'path, details and cause of an InvalidValueError');
    // What a store throws has the members of its class too.
    const store = await kit.open();
    const conflict = await kit.expect.rejects(async () => await store.events.append(item('x'), { expectedOffset: 7 }), 'OFFSET_CONFLICT', 'an append onto another offset');
    kit.expect.equal(['expected', 'actual'].map((name): unknown => Reflect.get(conflict, name)), [7, 0], 'expected and actual of an OffsetConflictError');
    const invalid = await kit.expect.rejects(async () => await store.events.append(item('x', { text: wrong(7) })), 'INVALID_VALUE', 'an event whose text is none');
    kit.expect.equal(Reflect.get(invalid, 'path'), 'text', 'path of an InvalidValueError');
    await store.close();
    const closed = await kit.expect.rejects(async () => await store.events.count(), 'STORE_CLOSED', 'a call after close');
    kit.expect.equal(closed.name, 'StoreClosedError', 'the name of the error after close');
  }),
  defineCase('errors.locked', 'errors.locked', 'a second writer is STORE_LOCKED, with the pid, unless many handles may write', async (kit) => {
    if (!(await outlivesClose(kit))) return;
    const first = await kit.open();
    await first.events.append(item('e1'));
    if (kit.capabilities.writers !== 'handle') {
      const second = await kit.open();
      kit.expect.equal(await second.events.append(item('e2')), 2, 'an append by a second handle');
      kit.expect.equal(await first.events.append(item('e3')), 3, 'an append by the first handle after that');
      kit.observe({ writers: kit.capabilities.writers });
      return;
    }
    const error = await kit.expect.rejects(async () => await kit.open(), 'STORE_LOCKED', 'opening a store that is open');
    hasShape(kit, error, 'StoreLockedError', 'opening a store that is open');
    const pid = 'pid' in error ? error.pid : undefined;
    kit.expect.ok(typeof pid === 'number' && pid > 0, `the error has the pid of the writer: ${String(pid)}`);
    kit.expect.equal(error.details['pid'], pid, 'details.pid');
    kit.expect.equal(await first.events.append(item('e2')), 2, 'an append by the store that is open');
    await first.close();
    const again = await kit.open();
    kit.expect.equal(await again.events.count(), 2, 'events after close and reopen');
  }),
  defineCase('errors.busy', 'errors.busy', 'a write that another writer does not let through in time is STORE_BUSY, changes nothing, and may be made again', async (kit) => {
    if (kit.capabilities.writers !== 'processes') {
      const store = await kit.open();
      const appends = Array.from({ length: 20 }, async (_, index) => await store.events.append(item(`e${index}`)));
      kit.expect.equal((await Promise.all(appends)).at(-1), 20, 'the last of 20 appends that are not awaited');
      kit.absent('no other process writes, so that nothing is busy; calls on one handle wait for one another');
      return;
    }
    const place = await kit.busyPlace();
    const store = await place.open();
    await fill(store);
    const release = await place.hold();
    try {
      await kit.expect.unchanged(store, async () => {
        for (const [what, write] of Object.entries(WRITES)) {
          const error = await kit.expect.rejects(async () => await write(store), 'STORE_BUSY', what);
          hasShape(kit, error, 'StoreBusyError', what);
        }
      }, 'writes while another writer is at work');
    } finally {
      await release();
    }
    for (const [what, write] of Object.entries(WRITES)) {
      await write(store);
      kit.expect.ok(true, `${what}, once the other writer has ended`);
    }
    kit.expect.equal(await store.events.latestOffset(), 3, 'the latest offset after the append that was made again');
  }, 'durable'),
];

/** One write of each store. */
const WRITES: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'an event': async ({ events }) => await events.append(item('busy')),
  'a ledger event': async ({ ledger }) => await ledger.append(ledgerEvent('busy')),
  'an artifact': async ({ artifacts }) => await artifacts.put('busy', 'content'),
  'an episode': async ({ episodes }) => await episodes.add(episode('busy')),
  'a fact': async ({ facts }) => await facts.put(fact('busy')),
};

function misuse(code: StoreErrorCode, name: string, what: string, call: Misuse['call'], details: Misuse['details'] = {}): Misuse {
  return { what, code, name, call, details };
}

function notFound(what: string, call: Misuse['call'], details: Misuse['details']): Misuse {
  return misuse('ITEM_NOT_FOUND', 'ItemNotFoundError', what, call, details);
}

/** The class is told by its name: with another copy of core, `instanceof` says nothing. */
function hasShape(kit: CaseContext, error: unknown, name: string, what: string): void {
  if (!(error instanceof Error) || !isStoreError(error)) return kit.expect.ok(false, `${what}: the error is an Error with the brand`);
  kit.expect.equal(error.name, name, `${what}: name of the error`);
  kit.expect.ok(typeof error.stack === 'string', `${what}: the error has a stack`);
  kit.expect.ok(Object.isFrozen(error.details), `${what}: details are frozen`);
  for (const [key, value] of Object.entries(error.details)) {
    kit.expect.ok(value === null || ['string', 'number', 'boolean'].includes(typeof value), `${what}: details.${key} is a plain value`);
  }
}

async function* brokenOff(reason: unknown = new Error('the source is gone')): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(10);
  throw reason;
}

function attempt(call: () => unknown): unknown {
  try {
    return call();
  } catch {
    return 'thrown';
  }
}

/** Whether a promise rejects, or an iterable throws at its first step. */
async function fails(outcome: unknown): Promise<boolean> {
  const iterable = typeof outcome === 'object' && outcome !== null && Symbol.asyncIterator in outcome;
  const settled = iterable ? collect(wrong<AsyncIterable<unknown>>(outcome)) : Promise.resolve(outcome);
  return await settled.then(() => false, (error: unknown) => isStoreError(error));
}

/** One error of each class that an adapter throws, or that no misuse brings about. */
function instances(cause: unknown): readonly (readonly [StoreErrorCode, StoreError])[] {
  return [
    ['STORE_CLOSED', new StoreClosedError('what')],
    ['STORE_LOCKED', new StoreLockedError('what', null)],
    ['STORE_BUSY', new StoreBusyError('what')],
    ['CORRUPT', new CorruptStoreError('what')],
    ['READ_ONLY', new ReadOnlyStoreError('what')],
    ['SCHEMA_VERSION', new SchemaVersionError('what')],
    ['UNSUPPORTED', new UnsupportedError('what')],
    ['BACKEND', new BackendError('what', { cause })],
  ];
}
