import { type CompiledQuery, type SchemaModule, sql } from 'kysely';

/** Resets of a ledger whose rows have not all been deleted yet. */
export function up(schema: SchemaModule): readonly CompiledQuery[] {
  return [
    schema
      .createTable('removals')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('scope_id', 'integer', (column) => column.notNull().references('scopes.id'))
      // Null: the events of every run.
      .addColumn('runId', 'text')
      .addColumn('upTo', 'integer', (column) => column.notNull())
      .addColumn('latest', 'integer', (column) => column.notNull())
      .modifyEnd(sql`strict`),
    schema.createIndex('removals_scope').on('removals').columns(['scope_id', 'id']),
  ].map((statement) => statement.compile());
}
