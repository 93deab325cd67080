import type { ErrorDetails } from '@cw/store-core';
import { EXIT, type ExitCode } from './exit-code.ts';

/** What goes wrong before a store is asked; stable, beside the codes of `StoreError`. */
export type CliErrorCode =
  | 'USAGE'
  | 'NO_STORE'
  | 'NOT_A_STORE'
  | 'UNKNOWN_ADAPTER'
  | 'ADAPTER_MISSING'
  | 'ADAPTER_BROKEN'
  | 'DESTINATION_EXISTS'
  | 'NOT_IMPORTED'
  | 'INTERRUPTED';

const EXIT_CODES: Readonly<Record<CliErrorCode, ExitCode>> = {
  USAGE: EXIT.usage,
  NO_STORE: EXIT.notFound,
  NOT_A_STORE: EXIT.notFound,
  UNKNOWN_ADAPTER: EXIT.usage,
  ADAPTER_MISSING: EXIT.adapter,
  ADAPTER_BROKEN: EXIT.adapter,
  DESTINATION_EXISTS: EXIT.conflict,
  NOT_IMPORTED: EXIT.failed,
  INTERRUPTED: EXIT.interrupted,
};

export interface CliErrorOptions {
  /** What to do about it. Default: nothing to add to the message. */
  readonly hint?: string | undefined;
  /** Default: none. */
  readonly details?: ErrorDetails | undefined;
  readonly cause?: unknown;
  /** Default: that of the code. */
  readonly exitCode?: ExitCode | undefined;
}

/** What a person has to be told without a stack: what, where, and what to do. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: CliErrorCode;
  readonly hint: string | undefined;
  readonly details: ErrorDetails;
  readonly exitCode: ExitCode;

  constructor(code: CliErrorCode, message: string, { hint, details = {}, cause, exitCode = EXIT_CODES[code] }: CliErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
    this.details = details;
    this.exitCode = exitCode;
  }
}

/** Options that do not fit together, or a value that the command does not take. */
export function usageError(message: string, hint?: string): CliError {
  return new CliError('USAGE', message, { hint });
}
