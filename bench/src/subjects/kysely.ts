import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { item } from '../data.ts';
import type { Contestant } from '../contestant.ts';
import { createRawEvents, fillRawEvents, parsed } from './raw-events.ts';
import { openRaw, rawFile, type RawDatabase } from './raw-sqlite.ts';

interface Schema {
  readonly events: { readonly scope_id: number; readonly offset: number; readonly id: string; readonly kind: string; readonly parentId: string | null; readonly body: string };
}

const NAME = 'Kysely';

/** Appends as somebody writes them who uses Kysely's query builder for each. */
export function kyselyAppends(durability: 'power' | 'process'): Contestant {
  return {
    name: NAME,
    async open({ folder }) {
      const database = openRaw(join(folder, 'kysely.db'), durability);
      createRawEvents(database);
      const kysely = over(database);
      let offset = 0;
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) {
            offset += 1;
            const one = item(offset);
            await kysely
              .insertInto('events')
              .values({ scope_id: 1, offset, id: one.id, kind: one.kind, parentId: one.parentId ?? null, body: JSON.stringify(one) })
              .execute();
          }
        },
        close: async () => await kysely.destroy(),
      };
    },
  };
}

export function kyselyGets(count: number): Contestant {
  return {
    name: NAME,
    async open(place) {
      const kysely = over(new Database(await rawFile(place, `${count} events`, fillRawEvents(count))));
      let n = 0;
      return {
        async run(times) {
          for (let done = 0; done < times; done += 1) {
            n = (n + 7919) % count;
            const row = await kysely.selectFrom('events').select(['offset', 'body']).where('scope_id', '=', 1).where('id', '=', `item-${n}`).executeTakeFirstOrThrow();
            parsed(row);
          }
        },
        close: async () => await kysely.destroy(),
      };
    },
  };
}

function over(database: RawDatabase): Kysely<Schema> {
  // Kysely asks for more of the statements than is declared of better-sqlite3 here, and finds it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: database as never }) });
}
