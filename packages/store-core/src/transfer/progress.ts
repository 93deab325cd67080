import { InvalidArgumentError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import { optionMembers } from '../values/members.ts';

/** How far an import or a copy has come. */
export interface TransferProgress {
  /** The scope that is being written. */
  readonly scope: string;
  /** Lines read so far. */
  readonly lines: number;
  /** Events, ledger events, episodes and facts written so far. */
  readonly records: number;
  /** Artifacts written so far. */
  readonly artifacts: number;
  /** Bytes of those artifacts. */
  readonly bytes: number;
}

/** What an import or a copy may be told. */
export interface TransferOptions {
  /** Called after each part that was written: at most 1,000 records or one artifact. If it throws, the transfer fails. Default: nobody is told. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

const KEYS: ReadonlySet<string> = new Set(['onProgress']);

/** @throws InvalidArgumentError */
export function checkOnProgress(options: unknown): (progress: TransferProgress) => void {
  const { onProgress } = optionMembers(options, 'options', KEYS);
  if (onProgress === undefined) return () => undefined;
  if (isCallback(onProgress)) return (progress) => tell(onProgress, progress);
  throw new InvalidArgumentError(`onProgress: must be a function, not ${describe(onProgress)}`, { details: { argument: 'onProgress' } });
}

function tell(onProgress: (progress: TransferProgress) => void, progress: TransferProgress): void {
  try {
    onProgress(progress);
  } catch (cause) {
    throw new InvalidArgumentError('onProgress: the function threw', { cause, details: { argument: 'onProgress' } });
  }
}

function isCallback(value: unknown): value is (progress: TransferProgress) => void {
  return typeof value === 'function';
}
