import { InvalidArgumentError } from '../errors.ts';
import { describe } from '../values/describe.ts';

/** What names must begin with; undefined: every name. @throws InvalidArgumentError */
export function checkPrefix(prefix: unknown): string {
  return prefix === undefined ? '' : checkName(prefix, 'prefix');
}

/** A bound of a range of names: any well-formed string, also one that no name can equal. @throws InvalidArgumentError */
export function checkName(name: unknown, argument: string): string {
  if (typeof name === 'string' && name.isWellFormed()) return name;
  throw new InvalidArgumentError(`${argument}: must be a well-formed string, not ${describe(name)}`, { details: { argument } });
}
