import { CorruptStoreError } from '../errors.ts';
import type { Entry } from './backend.ts';
import { COLLECTIONS, type Collection } from './collections.ts';
import { unseal } from './sealed-body.ts';

/**
 * The entry that a sealed body was written from, for backends that rebuild their index from bodies.
 * @throws CorruptStoreError naming `where()`.
 */
export function readEntry(collection: Collection, body: string, where: () => string): Entry {
  const members = unseal(body, where);
  const { id, fields } = COLLECTIONS[collection];
  const offset = members['offset'];
  const name = members[id];
  if (typeof offset !== 'number' || typeof name !== 'string') throw misplaced(where());
  const terms = fields.map((field) => {
    const value = members[field];
    if (value !== null && typeof value !== 'string') throw misplaced(where());
    return value;
  });
  return { offset, id: name, terms, body };
}

/** The handle in an artifact's sealed body. @throws CorruptStoreError naming `where()`. */
export function readArtifactHandle(body: string, where: () => string): string {
  const handle = unseal(body, where)['handle'];
  if (typeof handle !== 'string') throw misplaced(where());
  return handle;
}

function misplaced(where: string): CorruptStoreError {
  return new CorruptStoreError(`${where}: a record of another kind stands here`, { details: { where } });
}
