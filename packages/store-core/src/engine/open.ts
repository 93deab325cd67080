import type { Adapter } from '../backend/adapter.ts';
import type { Store } from '../contract/store.ts';
import { InvalidArgumentError } from '../errors.ts';
import { createSelectorTable } from '../selectors/index.ts';
import { describe } from '../values/describe.ts';
import { type Members, optionMembers } from '../values/members.ts';
import { checkIdentifier } from '../values/strings.ts';
import { checkBackend } from './check-backend.ts';
import { Connection } from './connection.ts';
import { Session } from './session.ts';
import { CoreStore } from './store.ts';
import { wrapped } from './wrap-error.ts';

const COMMON_OPTIONS = ['scope', 'clock', 'selectors'];

/**
 * Opens a store on an adapter: the common options are core's, the others the adapter's own.
 * @throws InvalidArgumentError for an unknown key or a bad value, InvalidValueError for a scope that is no identifier,
 * BackendError for a backend that lacks a method, and what the adapter throws.
 */
export async function openWith<Options extends object>(adapter: Adapter<Options>, options: unknown): Promise<Store> {
  const names = Object.keys(adapter.options);
  const members = optionMembers(options, 'options', new Set([...names, ...COMMON_OPTIONS]));
  const scope = members['scope'] === undefined ? 'default' : checkIdentifier(members['scope'], 'scope');
  const clock = checkClock(members['clock']);
  const selectors = createSelectorTable(members['selectors']);
  const own = checkOwn(adapter, members);
  const backend = await wrapped(adapter, () => adapter.open(own, scope));
  await checkBackend(adapter.name, backend);
  const readOnly = adapter.readOnly?.(own) ?? false;
  const connection = new Connection({ adapter, backend, readOnly, clock, selectors });
  return new CoreStore(new Session(connection, scope), connection);
}

function checkOwn<Options extends object>(adapter: Adapter<Options>, members: Members): Options {
  const own: Partial<Options> = {};
  for (const name in adapter.options) own[name] = adapter.options[name](members[name], name);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name has been given its value
  return own as Options;
}

function checkClock(clock: unknown): () => Date {
  if (clock === undefined) return () => new Date();
  if (isClock(clock)) return clock;
  throw new InvalidArgumentError(`clock: must be a function that returns a Date, not ${describe(clock)}`, { details: { argument: 'clock' } });
}

// What it returns is checked whenever it is asked.
function isClock(value: unknown): value is () => Date {
  return typeof value === 'function';
}
