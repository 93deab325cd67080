import { InvalidArgumentError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import type { Members } from '../values/members.ts';
import { checkCount } from '../values/numbers.ts';
import { readable } from '../values/readable.ts';
import { checkIdentifier } from '../values/strings.ts';

/** The part of a query that every log has. */
export interface QueryWindow {
  readonly after: number;
  readonly reverse: boolean;
  /** Infinity: all. */
  readonly limit: number;
}

/** `since`, `limit` and `order` of a query. @throws InvalidArgumentError */
export function checkWindow({ since, limit, order }: Members): QueryWindow {
  if (order !== undefined && order !== 'asc' && order !== 'desc') {
    throw new InvalidArgumentError(`order: must be 'asc' or 'desc', not ${describe(order)}`, { details: { argument: 'order' } });
  }
  return {
    after: since === undefined ? 0 : checkCount(since, 'since'),
    reverse: order === 'desc',
    limit: limit === undefined ? Number.POSITIVE_INFINITY : checkCount(limit, 'limit'),
  };
}

/** The distinct kinds of a query; undefined: not asked for. @throws InvalidArgumentError for what is no array, InvalidValueError for what is no kind */
export function checkKinds(kinds: unknown): readonly string[] | undefined {
  if (kinds === undefined) return undefined;
  if (!Array.isArray(kinds)) {
    throw new InvalidArgumentError(`kinds: must be an array of identifiers, not ${describe(kinds)}`, { details: { argument: 'kinds' } });
  }
  return readable('kinds', () => [...new Set(Array.from(kinds as readonly unknown[], (kind, index) => checkIdentifier(kind, `kinds[${index}]`)))]);
}
