import type { CompiledQuery, SchemaModule } from 'kysely';
import { up as initial } from './0001-initial/up.ts';
import { up as removals } from './0002-removals/up.ts';

/** The statements that take a database from one version of the format to the next. */
export type Migration = (schema: SchemaModule) => readonly CompiledQuery[];

/** In order: the nth leads to version n. Released ones never change; a new format is a new migration at the end. */
export const MIGRATIONS: readonly Migration[] = [initial, removals];
