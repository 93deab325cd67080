import { InvalidArgumentError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import { checkFlag } from '../values/members.ts';
import type { OptionCheck } from './adapter.ts';

/** Options that every adapter takes which keeps its data in files. */
export interface FileOptions {
  /** The file or the folder; it is created with its parents. */
  readonly path: string;
  /** Refuse every write with READ_ONLY, and create nothing. Default: false. */
  readonly readOnly: boolean;
  /** What an acknowledged write survives: power loss, or a killed process only. Default: `'power'`. */
  readonly durability: 'power' | 'process';
}

/** A path: a non-empty string without U+0000. */
export const checkPath: OptionCheck<string> = (value, name) => {
  if (typeof value === 'string' && value !== '' && !value.includes('\0') && value.isWellFormed()) return value;
  throw new InvalidArgumentError(`${name}: must be a path, not ${describe(value)}`, { details: { argument: name } });
};

/** Durability of an adapter that writes files. */
export const checkDurability: OptionCheck<'power' | 'process'> = (value, name) => {
  if (value === undefined) return 'power';
  if (value === 'power' || value === 'process') return value;
  throw new InvalidArgumentError(`${name}: must be 'power' or 'process', not ${describe(value)}`, { details: { argument: name } });
};

/** A span of time in milliseconds, 0 or more. */
export function checkMilliseconds(fallback: number): OptionCheck<number> {
  return (value, name) => {
    if (value === undefined) return fallback;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    throw new InvalidArgumentError(`${name}: must be a number of milliseconds, 0 or more, not ${describe(value)}`, {
      details: { argument: name },
    });
  };
}

/** The checks of {@link FileOptions}. */
export const FILE_OPTION_CHECKS: {
  readonly path: OptionCheck<string>;
  readonly readOnly: OptionCheck<boolean>;
  readonly durability: OptionCheck<'power' | 'process'>;
} = { path: checkPath, readOnly: checkFlag, durability: checkDurability };
