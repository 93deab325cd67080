import { bytes, marked } from '../data.ts';
import { type Contestant, repeating } from '../contestant.ts';
import type { PairRow } from '../row.ts';
import { artifacts } from '../subjects/fills.ts';
import { bareFiles, cacache, NAMES, unstorage } from '../subjects/files.ts';
import { type Adapter, openOurs, oursFilled } from '../subjects/our-stores.ts';
import { rawFilled, rawSqlite } from '../subjects/raw-sqlite.ts';

type Durability = 'power' | 'process';
type What = 'put' | 'get';

const SIZES = [['1 KB', 1000], ['10 KB', 10_000], ['1 MB', 1_000_000], ['100 MB', 100_000_000]] as const;
const UNSYNCED = 'the other neither syncs nor makes a name durable: survives a killed process at most';

export const artifactRows: readonly PairRow[] = [
  ...SIZES.flatMap(([size, sizeBytes]): PairRow[] => [
    row(`put/sqlite-${size}/cacache`, `put of ${size}`, 'process', ours('store-sqlite', 'put', sizeBytes, 'process'), cacache('put', sizeBytes), sizeBytes, targetOf(sizeBytes, 4)),
    row(`put/sqlite-${size}/raw`, `put of ${size}`, 'process', ours('store-sqlite', 'put', sizeBytes, 'process'), rawBlobs('put', sizeBytes), sizeBytes, { note: 'raw: one blob in one row, no hash' }),
    row(`put/jsonfile-${size}/cacache`, `put of ${size}`, 'power', ours('store-jsonfile', 'put', sizeBytes, 'power'), cacache('put', sizeBytes), sizeBytes, { ...targetOf(sizeBytes, 0.8), note: UNSYNCED }),
    row(`put/jsonfile-${size}/unstorage`, `put of ${size}`, 'process', ours('store-jsonfile', 'put', sizeBytes, 'process'), unstorage('put', sizeBytes), sizeBytes, {}),
    row(`put/jsonfile-${size}/bare`, `put of ${size}`, 'process', ours('store-jsonfile', 'put', sizeBytes, 'process'), bareFiles('put', sizeBytes), sizeBytes, { note: 'bare: written in place, no hash' }),
    row(`get/sqlite-${size}/cacache`, `get of ${size}`, 'read', ours('store-sqlite', 'get', sizeBytes, 'process'), cacache('get', sizeBytes), sizeBytes, targetOf(sizeBytes, 4)),
    row(`get/sqlite-${size}/raw`, `get of ${size}`, 'read', ours('store-sqlite', 'get', sizeBytes, 'process'), rawBlobs('get', sizeBytes), sizeBytes, { note: 'raw: not verified' }),
    row(`get/jsonfile-${size}/cacache`, `get of ${size}`, 'read', ours('store-jsonfile', 'get', sizeBytes, 'process'), cacache('get', sizeBytes), sizeBytes, targetOf(sizeBytes, 2)),
    row(`get/jsonfile-${size}/unstorage`, `get of ${size}`, 'read', ours('store-jsonfile', 'get', sizeBytes, 'process'), unstorage('get', sizeBytes), sizeBytes, { note: 'unstorage: not verified' }),
    row(`get/jsonfile-${size}/bare`, `get of ${size}`, 'read', ours('store-jsonfile', 'get', sizeBytes, 'process'), bareFiles('get', sizeBytes), sizeBytes, { note: 'bare: not verified' }),
  ]),
  row('list-refs/sqlite/raw', 'listRefs, page of 100 of 100,000', 'read', listing('store-sqlite', 100_000), rawListing(100_000), 0, { items: 100, unit: 'ref', long: true }),
  row('list-refs/sqlite/growth', 'listRefs, page of 100: of 100,000 against of 1,000', 'read', listing('store-sqlite', 100_000), listing('store-sqlite', 1000), 0, { ratio: 'growth', target: 1.2, long: true }),
  row('list-refs/jsonfile/growth', 'listRefs, page of 100: of 20,000 against of 1,000', 'read', listing('store-jsonfile', 20_000), listing('store-jsonfile', 1000), 0, { ratio: 'growth', long: true }),
];

function targetOf(sizeBytes: number, target: number): { target?: number } {
  return sizeBytes === 10_000 ? { target } : {};
}

type Extras = Pick<PairRow, 'target' | 'note' | 'items' | 'unit' | 'ratio' | 'long'>;

function row(id: string, workload: string, durability: PairRow['durability'], one: Contestant, other: Contestant, sizeBytes: number, extras: Extras): PairRow {
  const large = sizeBytes >= 100_000_000;
  return { kind: 'pair', group: 'artifacts', id: id.replaceAll(' ', ''), workload, durability, ours: one, other, ...(large ? { rounds: 5 } : {}), ...(sizeBytes === 10_000 ? {} : { long: true }), ...extras };
}

function ours(adapter: Adapter, what: What, sizeBytes: number, durability: Durability): Contestant {
  return {
    name: adapter,
    async open({ folder }) {
      const store = await openOurs(adapter, folder, { durability });
      const content = bytes(sizeBytes);
      if (what === 'get') for (let n = 0; n < NAMES; n += 1) await store.artifacts.put(`key-${n}`, marked(content, n));
      let n = 0;
      return repeating(async () => {
        n += 1;
        await (what === 'put' ? store.artifacts.put(`key-${n}`, marked(content, n)) : store.artifacts.get(`key-${n % NAMES}`));
      }, async () => await store.close());
    },
  };
}

/** The limit of blobs in SQLite: one row each, no hash, no chunks, at most a gigabyte. */
function rawBlobs(what: What, sizeBytes: number): Contestant {
  return rawSqlite('process', (database) => {
    database.exec('create table blobs (handle text primary key, bytes blob not null) strict');
    const put = database.prepare('insert or replace into blobs (handle, bytes) values (@handle, @bytes)');
    const get = database.prepare<{ bytes: Uint8Array }>('select bytes from blobs where handle = @handle');
    const content = bytes(sizeBytes);
    if (what === 'get') for (let n = 0; n < NAMES; n += 1) put.run({ handle: `key-${n}`, bytes: marked(content, n) });
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        n += 1;
        if (what === 'put') put.run({ handle: `key-${n}`, bytes: marked(content, n) });
        else get.get({ handle: `key-${n % NAMES}` });
      }
    };
  });
}

function listing(adapter: Adapter, count: number): Contestant {
  return oursFilled(adapter, `${count} artifacts`, artifacts(count, 100), async (store) => {
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) await store.artifacts.listRefs({ after: `result:${(n = (n + 7919) % count)}`, limit: 100 });
    };
  });
}

function rawListing(count: number): Contestant {
  return rawFilled(`${count} refs`, (database) => {
    database.exec('create table refs (handle text primary key, body text not null) strict; begin immediate');
    const insert = database.prepare('insert into refs (handle, body) values (@handle, @body)');
    for (let n = 0; n < count; n += 1) {
      const handle = `result:${n}`;
      insert.run({ handle, body: JSON.stringify({ handle, mediaType: 'application/octet-stream', sizeBytes: 100, label: '', contentHash: 'a'.repeat(64) }) });
    }
    database.exec('commit');
  }, (database) => {
    const page = database.prepare<{ body: string }>('select body from refs where handle > @after order by handle limit 100');
    let n = 0;
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        for (const { body } of page.all({ after: `result:${(n = (n + 7919) % count)}` })) JSON.parse(body);
      }
    };
  });
}
