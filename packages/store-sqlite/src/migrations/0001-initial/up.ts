import { type CompiledQuery, type CreateTableBuilder, type SchemaModule, sql } from 'kysely';

/** The first format. */
export function up(schema: SchemaModule): readonly CompiledQuery[] {
  return [
    ...scopes(schema),
    ...records(schema, 'events', [['kind', true], ['parentId', false]]),
    ...records(schema, 'ledger', [['runId', true], ['sessionId', false], ['kind', true], ['actor', true], ['modelId', false]]),
    ...records(schema, 'episodes', []),
    ...records(schema, 'facts', [['key', true]]),
    ...artifacts(schema),
  ].map((statement) => statement.compile());
}

interface Compilable {
  compile(): CompiledQuery;
}

function scopes(schema: SchemaModule): Compilable[] {
  return [
    schema
      .createTable('scopes')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .modifyEnd(sql`strict`),
    // The sizes of collections: a head outlives the records that it was raised by.
    schema
      .createTable('heads')
      .addColumn('scope_id', 'integer', (column) => column.notNull().references('scopes.id'))
      .addColumn('collection', 'text', (column) => column.notNull())
      .addColumn('head', 'integer', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('heads_key', ['scope_id', 'collection'])
      .modifyEnd(sql`strict, without rowid`),
  ];
}

/** A collection. A key is the number of the scope, shifted by 40 bits, and the offset; every index ends with it. */
function records(schema: SchemaModule, table: string, fields: readonly (readonly [name: string, always: boolean])[]): Compilable[] {
  let create: CreateTableBuilder<string, string> = schema
    .createTable(table)
    .addColumn('record_key', 'integer', (column) => column.primaryKey())
    .addColumn('scope_id', 'integer', (column) => column.notNull().generatedAlwaysAs(sql`record_key >> 40`).references('scopes.id'))
    .addColumn('offset', 'integer', (column) => column.notNull().generatedAlwaysAs(sql`record_key & 0xffffffffff`))
    .addColumn('id', 'text', (column) => column.notNull());
  for (const [name, always] of fields) create = create.addColumn(name, 'text', (column) => (always ? column.notNull() : column));
  const indexes = fields.map(([name, always]) => {
    const index = schema.createIndex(`${table}_${name}`).on(table).columns(['scope_id', name]);
    return always ? index : index.where(sql.ref(name), 'is not', null);
  });
  const idIndex = schema.createIndex(`${table}_id`).unique().on(table).columns(['scope_id', 'id']);
  return [
    create
      .addColumn('body', 'text', (column) => column.notNull())
      .modifyEnd(sql`strict`),
    idIndex,
    ...indexes,
  ];
}

function artifacts(schema: SchemaModule): Compilable[] {
  return [
    schema
      .createTable('uploads')
      // Never the id of an earlier one: another process may be reading that.
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('open', 'live', 'dropped')`))
      .addColumn('touched_at', 'integer', (column) => column.notNull())
      .modifyEnd(sql`strict`),
    schema.createIndex('uploads_unused').on('uploads').columns(['state', 'touched_at']).where('state', '!=', sql.lit('live')),
    schema
      .createTable('chunks')
      .addColumn('upload_id', 'integer', (column) => column.notNull().references('uploads.id'))
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('bytes', 'blob', (column) => column.notNull())
      .addPrimaryKeyConstraint('chunks_key', ['upload_id', 'number'])
      .modifyEnd(sql`strict`),
    schema
      .createTable('artifacts')
      .addColumn('scope_id', 'integer', (column) => column.notNull().references('scopes.id'))
      .addColumn('handle', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('upload_id', 'integer', (column) => column.notNull().unique().references('uploads.id'))
      .addPrimaryKeyConstraint('artifacts_key', ['scope_id', 'handle'])
      .modifyEnd(sql`strict`),
  ];
}
