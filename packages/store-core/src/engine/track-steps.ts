import type { Session } from './session.ts';

/** The same iterator, each of whose steps is a call under way that a close waits for. */
export function trackSteps<T>(session: Session, steps: AsyncGenerator<T, void, undefined>): AsyncIterableIterator<T, void, undefined> {
  return {
    next: async () => await session.track(steps.next()),
    return: async () => await session.track(steps.return()),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
