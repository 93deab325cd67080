import { InvalidArgumentError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import type { Session } from './session.ts';

/** Under which a store keeps what export, import and copy need of it. Registered, so that it is found by another copy of core. */
export const SESSION: unique symbol = Symbol.for('@cw/store-core/session');

/** The session behind a store. @throws InvalidArgumentError for anything that `openStore` did not give. */
export function sessionOf(store: unknown, argument: string): Session {
  if (hasSession(store)) return store[SESSION];
  throw new InvalidArgumentError(`${argument}: must be an open store, not ${describe(store)}`, { details: { argument } });
}

// Only core's own stores have the member.
function hasSession(store: unknown): store is { readonly [SESSION]: Session } {
  return typeof store === 'object' && store !== null && SESSION in store;
}
