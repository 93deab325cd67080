import { type CompiledQuery, sql } from 'kysely';
import { build, parameter, type UploadState } from './schema.ts';

const scope = parameter<number>('scope');
const handle = parameter<string>('handle');
const upload = parameter<number>('upload');

export const GET_ARTIFACT: CompiledQuery<{ body: string; upload: number }> = build
  .selectFrom('artifacts')
  .select(['body', 'upload_id as upload'])
  .where('scope_id', '=', scope)
  .where('handle', '=', handle)
  .compile();

/** In code-point order, which is that of UTF-8. */
export const LIST_ARTIFACTS: CompiledQuery<{ handle: string; body: string }> = build
  .selectFrom('artifacts')
  .select(['handle', 'body'])
  .where('scope_id', '=', scope)
  .where('handle', '>=', parameter<string>('start'))
  .orderBy('handle')
  .compile();

export const PUT_ARTIFACT: CompiledQuery = build
  .insertInto('artifacts')
  .values({ scope_id: scope, handle, body: parameter('body'), upload_id: upload })
  .onConflict((conflict) => conflict.columns(['scope_id', 'handle']).doUpdateSet({ body: parameter('body'), upload_id: upload }))
  .compile();

export const REMOVE_ARTIFACT: CompiledQuery = build
  .deleteFrom('artifacts')
  .where('scope_id', '=', scope)
  .where('handle', '=', handle)
  .compile();

export const CREATE_UPLOAD: CompiledQuery<{ id: number }> = build
  .insertInto('uploads')
  .values({ state: parameter<UploadState>('state'), touched_at: parameter('now') })
  .returning('id')
  .compile();

/** Changes nothing if the upload is not open any more, as when it was swept away. */
export const MOVE_UPLOAD: CompiledQuery = build
  .updateTable('uploads')
  .set({ state: parameter<UploadState>('state'), touched_at: parameter('now') })
  .where('id', '=', upload)
  .where('state', '=', parameter<UploadState>('from'))
  .compile();

export const REMOVE_UPLOAD: CompiledQuery = build.deleteFrom('uploads').where('id', '=', upload).compile();

/** Content that no artifact points at: still open, or dropped. */
export const UNPUBLISHED_UPLOADS: CompiledQuery<{ id: number; state: UploadState; touched_at: number }> = build
  .selectFrom('uploads')
  .select(['id', 'state', 'touched_at'])
  // Written as in the index, so that it is known to hold them all, and is all that is looked through.
  .where('state', '!=', sql.lit('live'))
  .compile();

export const ADD_CHUNK: CompiledQuery = build
  .insertInto('chunks')
  .values({ upload_id: upload, number: parameter('number'), bytes: parameter('bytes') })
  .compile();

export const GET_CHUNK: CompiledQuery<{ bytes: Uint8Array }> = build
  .selectFrom('chunks')
  .select('bytes')
  .where('upload_id', '=', upload)
  .where('number', '=', parameter<number>('number'))
  .compile();

/** The first chunk that is left. */
export const FIRST_CHUNK: CompiledQuery<{ number: number }> = build
  .selectFrom('chunks')
  .select('number')
  .where('upload_id', '=', upload)
  .orderBy('number')
  .limit(sql.lit(1))
  .compile();

export const REMOVE_CHUNKS: CompiledQuery = build
  .deleteFrom('chunks')
  .where('upload_id', '=', upload)
  .where('number', '<', parameter<number>('end'))
  .compile();
