import { COLLECTION_NAMES, COLLECTIONS } from '@cw/store-core/adapter';
import { expect, test } from 'vitest';
import { FORMAT_VERSION } from '../src/migrate.ts';
import { openDatabase } from '../src/open-database.ts';

const options = { path: ':memory:', readOnly: false, durability: 'process', busyTimeout: 0 } as const;

test('the migrations make the schema that is kept of this version: a released format never changes', async () => {
  const connection = await openDatabase(options);
  const rows = connection.database
    .prepare<{ sql: string }>(`select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid`)
    .all();
  connection.close();
  const schema = rows.map(({ sql }) => `${sql};\n`).join('');
  await expect(schema).toMatchFileSnapshot(`golden/schema-${FORMAT_VERSION}.sql`);
});

test.each(COLLECTION_NAMES)('%s has a column for every field by which core looks for records', async (collection) => {
  const connection = await openDatabase(options);
  const columns = connection.database.prepare<{ name: string }>(`select name from pragma_table_xinfo('${collection}')`).all();
  connection.close();
  expect(columns.map(({ name }) => name)).toEqual(['record_key', 'scope_id', 'offset', 'id', ...COLLECTIONS[collection].fields, 'body']);
});
