/** Runs a check now, so that later changes of what it looked at mean nothing, and keeps its outcome for later. */
export function attempt<T>(run: () => T): () => T {
  try {
    const result = run();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
