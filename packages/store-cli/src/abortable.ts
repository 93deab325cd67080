/** The same values, until the signal is aborted: then its reason is thrown, also while the next value is still being waited for. */
export async function* abortable<T>(values: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
  signal.throwIfAborted();
  const iterator = values[Symbol.asyncIterator]();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), aborted]);
      if (step.done === true) return;
      yield step.value;
      signal.throwIfAborted();
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // Of a generator that is at work, this would wait for it; closing the store is what ends it.
    if (!signal.aborted) await iterator.return?.();
  }
}
