import type { Entry, Term } from './backend.ts';
import { COLLECTIONS, type Collection } from './collections.ts';

/** Everything that a record can be found by: its id, and each field that it has a value of. For storages that keep an index of terms. */
export function termsOf(collection: Collection, { id, terms }: Pick<Entry, 'id' | 'terms'>): readonly Term[] {
  const found: Term[] = [{ field: 'id', value: id }];
  for (const [place, field] of COLLECTIONS[collection].fields.entries()) {
    const value = terms[place];
    if (typeof value === 'string') found.push({ field, value });
  }
  return found;
}
