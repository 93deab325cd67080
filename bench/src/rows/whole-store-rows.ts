import { readdirSync, rmSync } from 'node:fs';
import { copyFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { exportStore, importStore, type Store } from '@cw/store-core';
import { openStore as openMemory } from '@cw/store-memory';
import { type Contestant, type Place, repeating } from '../contestant.ts';
import type { PairRow } from '../row.ts';
import { events } from '../subjects/fills.ts';
import { type Adapter, filledFolder, openOurs, oursFilled } from '../subjects/our-stores.ts';
import { fillRawEvents, rawReads } from '../subjects/raw-events.ts';
import { rawFilled } from '../subjects/raw-sqlite.ts';

const COUNT = 100_000;
const FILE_ADAPTERS = ['store-sqlite', 'store-jsonfile'] as const;

export const wholeStoreRows: readonly PairRow[] = [
  ...FILE_ADAPTERS.map((adapter) => row(`snapshot/${adapter}/copy`, 'snapshot of 100,000 events', snapshots(adapter), copies(adapter), 'the copy is not synced, and is only a store if nobody writes meanwhile')),
  ...FILE_ADAPTERS.map((adapter) => row(`export/${adapter}/raw`, 'export of 100,000 events', exports(adapter), rawExport(), 'raw: bodies as they stand in the table, neither checked nor in canonical form')),
  ...FILE_ADAPTERS.map((adapter) => row(`import/${adapter}/memory`, 'import of 100,000 events', imports(adapter), imports('store-memory'), 'against store-memory: what checking the lines costs')),
];

function row(id: string, workload: string, one: Contestant, other: Contestant, note: string): PairRow {
  return { kind: 'pair', group: 'whole store', id, workload, durability: id.startsWith('export') ? 'read' : 'process', ours: one, other, items: COUNT, unit: 'item', rounds: 5, note };
}

function snapshots(adapter: Adapter): Contestant {
  return {
    name: adapter,
    async open(place) {
      const store = await openOurs(adapter, await filledFolder(adapter, place, `${COUNT} events`, events(COUNT)), { readOnly: true });
      let n = 0;
      return repeating(async () => {
        await store.snapshot(join(place.folder, `snapshot-${(n += 1)}`));
        emptied(place);
      }, async () => await store.close());
    },
  };
}

function copies(adapter: Adapter): Contestant {
  return {
    name: adapter === 'store-sqlite' ? 'copying the file' : 'copying the folder',
    async open(place) {
      const folder = await filledFolder(adapter, place, `${COUNT} events`, events(COUNT));
      return repeating(async () => {
        if (adapter === 'store-sqlite') await copyFile(join(folder, 'agent.db'), join(place.folder, 'copy'));
        else await cp(join(folder, 'agent'), join(place.folder, 'copy'), { recursive: true });
        emptied(place);
      });
    },
  };
}

/** So that what is measured never finds a full disk. */
function emptied({ folder }: Place): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
}

function exports(adapter: Adapter): Contestant {
  return oursFilled(adapter, `${COUNT} events`, events(COUNT), async (store) => async (times) => {
    for (let done = 0; done < times; done += 1) await lengthOf(exportStore(store));
  });
}

function rawExport(): Contestant {
  return rawFilled(`${COUNT} events`, fillRawEvents(COUNT), (database) => {
    const { everything } = rawReads(database);
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        let length = 0;
        for (const { offset, body } of everything.iterate()) length += `{"offset":${offset},"item":${body}}\n`.length;
        if (length === 0) throw new Error('nothing was read');
      }
    };
  });
}

async function lengthOf(lines: AsyncIterable<string>): Promise<number> {
  let length = 0;
  for await (const line of lines) length += line.length;
  return length;
}

function imports(adapter: Adapter): Contestant {
  return {
    name: adapter,
    async open(place) {
      const lines = await exported();
      let n = 0;
      return repeating(async () => {
        const store = await emptyStore(adapter, join(place.folder, `store-${(n += 1)}`));
        await importStore(store, lines());
        await store.close();
        emptied(place);
      });
    },
  };
}

async function emptyStore(adapter: Adapter, folder: string): Promise<Store> {
  return await openOurs(adapter, folder);
}

async function exported(): Promise<() => AsyncGenerator<string, void, undefined>> {
  await using store = await openMemory();
  await events(COUNT)(store);
  const lines = await Array.fromAsync(exportStore(store));
  return async function* again() {
    yield* lines;
  };
}
