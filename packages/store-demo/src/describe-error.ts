import { isStoreError } from '@cw/store-core';
import { DemoError } from './demo-error.ts';

/** What can happen to any program is told in one line, a mistake in the demo with its stack. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Stopping a process says only that it was stopped; the cause says by what.
  if (error.name === 'AbortError' && error.cause !== undefined) return describeError(error.cause);
  const isExpected = error instanceof DemoError || isStoreError(error) || 'syscall' in error;
  return isExpected ? error.message : (error.stack ?? error.message);
}
