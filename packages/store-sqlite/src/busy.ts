import { setTimeout } from 'node:timers/promises';
import { StoreBusyError } from '@cw/store-core';
import type { Awaitable } from '@cw/store-core/adapter';

/** Milliseconds that SQLite waits for a lock by itself. It stops the event loop meanwhile, so what takes longer is waited for here. */
export const BLOCKING_WAIT = 10;

const LONGEST_PAUSE = 64;

/**
 * Tries at once, and while the database is busy again and again until `timeout` milliseconds have passed. The pauses grow and are of
 * random length, or several processes that wait would meet again and again.
 * @throws StoreBusyError once the time has passed
 */
export function whileBusy<T>(attempt: () => Awaitable<T>, timeout: number): Awaitable<T> {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof StoreBusyError && timeout > 0) return tryAgain(attempt, timeout);
    throw error;
  }
}

async function tryAgain<T>(attempt: () => Awaitable<T>, timeout: number): Promise<T> {
  const end = performance.now() + timeout;
  for (let pause = 4; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    await setTimeout(Math.min(1 + Math.random() * pause, Math.max(end - performance.now(), 0)));
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StoreBusyError)) throw error;
      if (performance.now() >= end) throw stillBusy(error, timeout);
    }
  }
}

function stillBusy(error: StoreBusyError, timeout: number): StoreBusyError {
  return new StoreBusyError(`${error.message}, though it was tried for ${timeout} ms (busyTimeout)`, { cause: error.cause, details: error.details });
}
