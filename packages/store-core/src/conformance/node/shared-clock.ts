/**
 * Nanoseconds since `origin`, a reading of `process.hrtime.bigint()` that some process made. Times of different processes can be
 * compared: the clock counts from one moment for the whole machine, as it is CLOCK_MONOTONIC on Linux, mach_absolute_time on macOS
 * and QueryPerformanceCounter on Windows, and none of them is set back. `performance.timeOrigin` would not do: it is taken from the
 * time of day, which is coarser than a call is long, and is adjusted while processes start.
 */
export function sharedClock(origin: string): () => number {
  const start = BigInt(origin);
  return () => Number(process.hrtime.bigint() - start);
}

/** A moment to count from. It survives JSON. */
export function clockOrigin(): string {
  return String(process.hrtime.bigint());
}
