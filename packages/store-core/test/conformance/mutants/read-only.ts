import { InvalidValueError, ReadOnlyStoreError, type Store } from '../../../src/index.ts';
import { LASTING } from '../../support/lasting-subject.ts';
import { toFlag } from './conversions.ts';
import { type Change, type Death, type Mutant, opening, overriding, wrapStore, wrappingStoresOf } from './mutant.ts';

/** Mistakes with `readOnly`. */
export const READ_ONLY_MUTANTS: readonly Mutant[] = [
  opening(LASTING, {
    name: 'takes readOnly and does not heed it',
    source: 'options that are listed but not used: a misspelt key does as little, as with `readonly` and `readOnly` of SQLite bindings',
    dies: 'read-only.writes.events-append', message: /events\.append: expected READ_ONLY, but it succeeded/,
  }, async (open, env) => await open(typeof env.readOnly === 'boolean' ? { ...env, readOnly: false } : env)),
  unguarded({
    name: 'guards what adds, not what takes away',
    source: 'guards in insert and update alone, where delete came later',
    dies: 'read-only.writes.facts-delete', message: /facts\.delete: expected READ_ONLY, but it succeeded/,
  }, ({ ledger, artifacts, episodes, facts }) => ({
    ledger: overriding(refusing(ledger, ['append', 'appendMany']), { reset: async (options) => await ledger.reset(options) }),
    artifacts: refusing(artifacts, ['put']),
    episodes: refusing(episodes, ['add']),
    facts: refusing(facts, ['put']),
  })),
  unguarded({
    name: 'guards its methods, but not imports',
    source: 'restores that go by the API, straight to the storage below it',
    dies: 'read-only.writes.import', message: /importStore: expected READ_ONLY, but it succeeded/,
  }, () => ({})),
  unguarded({
    name: 'guards records, but not artifacts',
    source: 'a database that is opened read-only, beside a folder of files that is not',
    dies: 'read-only.writes.artifacts-put', message: /artifacts\.put: expected READ_ONLY, but it succeeded/,
  }, ({ artifacts }) => ({ artifacts })),
  unguarded({
    name: 'guards single writes, but not batches',
    source: 'guards in `append`, which `appendMany` does not call',
    dies: 'read-only.writes.events-append-many', message: /events\.appendMany: expected READ_ONLY, but it succeeded/,
  }, ({ events, ledger }) => ({ events: refusing(events, ['append']), ledger: refusing(ledger, ['append', 'reset']) })),
  wrappingStoresOf(LASTING, {
    name: 'looks at arguments before it says that it is read-only',
    source: 'SQLite: SQLITE_READONLY comes when a statement is run, long after its values were bound',
    dies: 'read-only.writes.whatever-arguments', message: /an event that is none: expected READ_ONLY, got "INVALID_VALUE"/,
  }, ({ events }) => ({
    events: overriding(events, {
      append: async (item, options) => {
        if (item?.id === '') throw new InvalidValueError('id', 'must not be empty');
        return await events.append(item, options);
      },
    }),
  })),
  opening(LASTING, {
    name: 'reads without the index that only writers load',
    source: 'indexes in memory that are built by recovery, which a read-only handle skips',
    dies: 'read-only.reads', message: /events\.children on a read-only store: expected \[/,
  }, async (open, env) => {
    const store = await open(env);
    return env.readOnly === true ? wrapStore(store, ({ events }) => ({ events: overriding(events, { children: async () => [] }) })) : store;
  }),
  opening(LASTING, {
    name: 'is read-only whenever the option is there',
    source: 'command lines, where a flag has no value: `\'readOnly\' in options`',
    dies: 'read-only.false', message: /READ_ONLY/,
  }, async (open, env) => await open(env.readOnly === false ? { ...env, readOnly: true } : env)),
  opening(LASTING, {
    name: 'takes whatever is true enough for read-only',
    source: '`if (options.readOnly)`: 1, \'false\' and {} are true, null and 0 are not',
    dies: 'read-only.flag', message: /readOnly null: expected INVALID_ARGUMENT, but it succeeded/,
  }, async (open, env) => await open('readOnly' in env ? { ...env, readOnly: toFlag(env.readOnly) } : env)),
];

/** Stores that are writable below. Where they were opened read-only they refuse every write, but for what `change` does otherwise. */
function unguarded(death: Death, change: Change): Mutant {
  return opening(LASTING, death, async (open, env) => {
    if (env.readOnly !== true) return await open(env);
    return wrapStore(await open({ ...env, readOnly: false }), (store) => ({ ...guarded(store), ...change(store) }));
  });
}

function guarded({ events, ledger, artifacts, episodes, facts }: Store): Partial<Store> {
  return {
    events: refusing(events, ['append', 'appendMany']),
    ledger: refusing(ledger, ['append', 'appendMany', 'reset']),
    artifacts: refusing(artifacts, ['put', 'delete']),
    episodes: refusing(episodes, ['add', 'delete']),
    facts: refusing(facts, ['put', 'delete']),
  };
}

function refusing<T extends object>(target: T, methods: readonly (keyof T & string)[]): T {
  const refuse = async (): Promise<never> => {
    throw new ReadOnlyStoreError('the store was opened with readOnly');
  };
  return overriding(target, Object.fromEntries(methods.map((method) => [method, refuse])) as Partial<T>);
}
