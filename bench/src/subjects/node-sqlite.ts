import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { item } from '../data.ts';
import type { Contestant } from '../contestant.ts';
import { EVENTS_SCHEMA, INSERT_EVENT } from './raw-events.ts';

/** SQLite as Node brings it: prepared statements over the same columns and indexes. */
export function nodeSqliteAppends(durability: 'power' | 'process'): Contestant {
  return {
    name: 'node:sqlite',
    async open({ folder }) {
      const database = new DatabaseSync(join(folder, 'node.db'));
      database.exec(`pragma journal_mode = wal; pragma synchronous = ${durability === 'power' ? 'full' : 'normal'}`);
      database.exec(EVENTS_SCHEMA);
      const insert = database.prepare(INSERT_EVENT);
      let offset = 0;
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) {
            offset += 1;
            const one = item(offset);
            insert.run({ offset, id: one.id, kind: one.kind, parentId: one.parentId ?? null, body: JSON.stringify(one) });
          }
        },
        close: async () => database.close(),
      };
    },
  };
}
