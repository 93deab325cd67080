import { seal } from '../backend/sealed-body.ts';
import type { Entry } from '../backend/backend.ts';

/** A record that has been checked and written out, but for the offset that only the write itself can give it. */
export interface Draft {
  readonly id: string;
  readonly terms: readonly (string | null)[];
  /** The JSON text of the members after `offset`, without braces. */
  readonly members: string;
}

/** The record at its offset, as a backend stores it. */
export function entryAt(draft: Draft, offset: number): Entry {
  return { offset, id: draft.id, terms: draft.terms, body: seal(`{"offset":${offset},${draft.members}}`) };
}
