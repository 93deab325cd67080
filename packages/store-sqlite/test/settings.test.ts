import Database from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../src/index.ts';
import { useFolder } from './support/folder.ts';

/** The connections that the adapter has opened, each as the library gave it, but for one that can be told to name another version. */
const observed = vi.hoisted(() => ({ opened: new Array<Database>(), version: '' }));

vi.mock('better-sqlite3', async (original) => {
  const { default: Real } = await original<{ default: typeof Database }>();
  return {
    default: class extends Real {
      constructor(...args: ConstructorParameters<typeof Database>) {
        super(...args);
        observed.opened.push(this);
      }

      override prepare<Row>(sql: string): ReturnType<typeof Database.prototype.prepare<Row>> {
        return super.prepare<Row>(observed.version === '' ? sql : sql.replace('sqlite_version()', `'${observed.version}'`));
      }
    },
  };
});

const file = useFolder();

afterEach(() => {
  observed.opened.length = 0;
  observed.version = '';
});

function settingsOf(database: Database | undefined): Record<string, unknown> {
  const names = ['journal_mode', 'synchronous', 'busy_timeout', 'fullfsync', 'foreign_keys', 'cell_size_check', 'trusted_schema', 'query_only', 'locking_mode', 'mmap_size', 'wal_autocheckpoint'];
  return Object.fromEntries(names.map((name) => [name, database?.pragma(name, { simple: true })]));
}

const COMMON = {
  wal_autocheckpoint: 4096,
  journal_mode: 'wal',
  foreign_keys: 1,
  cell_size_check: 1,
  trusted_schema: 0,
  locking_mode: 'normal',
  // A failing disk would end the process instead of the call.
  mmap_size: 0,
};

test.each([
  ['power', 2, 1],
  ['process', 1, 0],
] as const)('what the connection of a store is set to: durability %s, in use and opened again', async (durability, synchronous, fullfsync) => {
  const path = file('store.db');
  for (const readOnly of [false, false, true]) {
    const store = await openStore({ path, durability, readOnly });
    await store.events.count();
    const settings = settingsOf(observed.opened.at(-1));
    expect(settings).toMatchObject({ ...COMMON, synchronous, fullfsync, query_only: readOnly ? 1 : 0 });
    expect(settings['busy_timeout']).toBeLessThanOrEqual(50);
    await store.close();
  }
  expect(observed.opened).toHaveLength(3);
});

test('every connection of a store waits in SQLite for a moment at most, those of a snapshot too', async () => {
  await using store = await openStore({ path: file('store.db') });
  await store.events.append({ id: 'a', kind: 'user_turn', text: '' });
  const waits: unknown[] = [];
  const close = vi.spyOn(Database.prototype, 'close').mockImplementation(function lookAndStayOpen(this: Database): Database {
    waits.push(this.pragma('busy_timeout', { simple: true }));
    return this;
  });
  await store.snapshot(file('copy.db'));
  close.mockRestore();
  expect(waits.length).toBeGreaterThanOrEqual(2);
  for (const wait of waits) expect(wait).toBeLessThanOrEqual(50);
  for (const database of observed.opened.slice(1)) database.close();
});

test('the library is new enough, and one that is not is refused before anything is written', async () => {
  const path = file('store.db');
  const store = await openStore({ path });
  const version = String(observed.opened[0]?.prepare<{ version: string }>('select sqlite_version() as version').get()?.version);
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(3_051_003);
  await store.close();
  for (const old of ['3.51.2', '3.50.9', '2.99.99']) {
    observed.version = old;
    await expect(openStore({ path })).rejects.toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining(old) as unknown });
  }
  for (const enough of ['3.51.3', '3.52.0', '4.0.0']) {
    observed.version = enough;
    await (await openStore({ path })).close();
  }
});
