import { type ErrorDetails, isStoreError, type StoreError, type StoreErrorCode } from '@cw/store-core';
import { CliError } from './cli-error.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** An error as it is told, to people and to programs. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly details: ErrorDetails;
  readonly exitCode: ExitCode;
}

const EXIT_CODES: Readonly<Record<StoreErrorCode, ExitCode>> = {
  ITEM_NOT_FOUND: EXIT.notFound,
  DUPLICATE_ITEM: EXIT.conflict,
  IDEMPOTENCY_CONFLICT: EXIT.conflict,
  OFFSET_CONFLICT: EXIT.conflict,
  ARTIFACT_NOT_FOUND: EXIT.notFound,
  ARTIFACT_CONFLICT: EXIT.conflict,
  INVALID_ARGUMENT: EXIT.usage,
  INVALID_VALUE: EXIT.usage,
  INVALID_HANDLE: EXIT.usage,
  INVALID_SELECTOR: EXIT.usage,
  STORE_CLOSED: EXIT.failed,
  STORE_LOCKED: EXIT.busy,
  STORE_BUSY: EXIT.busy,
  CORRUPT: EXIT.damaged,
  READ_ONLY: EXIT.failed,
  SCHEMA_VERSION: EXIT.adapter,
  UNSUPPORTED: EXIT.failed,
  BACKEND: EXIT.failed,
};

/** Where core's own message does not say what to do. */
const HINTS: Readonly<Partial<Record<StoreErrorCode, string>>> = {
  ARTIFACT_NOT_FOUND: '`cw-store artifacts ls PATH` lists the handles; --scope NAME looks into another scope',
  STORE_LOCKED: 'reading commands work meanwhile; to write, wait until the other process has closed the store',
  STORE_BUSY: 'try again',
  CORRUPT: '`cw-store verify PATH` tells everything that is damaged; restore from a snapshot or an export',
  INVALID_SELECTOR: '`cw-store artifacts select --help` shows every selector',
};

/** What is to be told of whatever was thrown. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof CliError) return { code: error.code, message: error.message, hint: error.hint, details: error.details, exitCode: error.exitCode };
  if (isStoreError(error)) {
    return { code: error.code, message: error.message, hint: hintFor(error), details: error.details, exitCode: exitCodeOf(error) };
  }
  if (isSystemError(error)) {
    return { code: error.code, message: error.message, hint: undefined, details: {}, exitCode: error.code === 'ENOENT' ? EXIT.notFound : EXIT.failed };
  }
  // A mistake in this program: the stack is what helps.
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'INTERNAL', message, hint: undefined, details: {}, exitCode: EXIT.failed };
}

/** The same code may be about the call, or about what the call came upon. */
function exitCodeOf(error: StoreError): ExitCode {
  if (error.code === 'INVALID_VALUE' && error.details['line'] !== undefined) return EXIT.failed;
  if (isInTheWay(error)) return EXIT.conflict;
  return EXIT_CODES[error.code];
}

/** A scope or a destination that holds something already. */
function isInTheWay({ code, details }: StoreError): boolean {
  return code === 'INVALID_ARGUMENT' && (details['scope'] !== undefined || details['argument'] === 'destination');
}

function hintFor(error: StoreError): string | undefined {
  if (error.code === 'INVALID_ARGUMENT' && error.details['scope'] !== undefined) return '`cw-store inspect PATH` shows which scopes hold data';
  return HINTS[error.code];
}

interface SystemError extends Error {
  readonly code: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
