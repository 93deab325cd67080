import type { Store } from '@cw/store-core';
import type { Context } from '../context.ts';
import { grouped } from './amounts.ts';
import { printable } from './printable.ts';

/** Scopes that are named. */
const NAMED = 3;

/** Where nothing was found: says so if the whole scope is empty, as one whose name was misspelt, or that nobody uses. */
export async function noteEmptyScope({ err }: Context, store: Store): Promise<void> {
  const scopes = await store.scopes();
  if (scopes.includes(store.scope)) return;
  const named = scopes.slice(0, NAMED).map(printable).join(', ');
  const others = scopes.length > NAMED ? ` and ${grouped(scopes.length - NAMED)} more` : '';
  await err.line(`the scope ${JSON.stringify(store.scope)} holds nothing${scopes.length === 0 ? ', nor does any other' : `; --scope can be ${named}${others}`}`);
}
