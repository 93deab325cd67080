/** What {@link withinTime} gives where the time was up. */
export const TIME_UP: unique symbol = Symbol('time up');

/** The outcome of a promise, or TIME_UP if it has not settled in time. The timer never outlives the promise. */
export async function withinTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | typeof TIME_UP> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<typeof TIME_UP>((resolve) => {
    timer = setTimeout(() => resolve(TIME_UP), milliseconds);
  });
  try {
    return await Promise.race([promise, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
