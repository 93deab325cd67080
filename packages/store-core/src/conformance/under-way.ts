/**
 * A call whose outcome a case looks at later. Should the case have ended by then, a rejection is of no interest any more, and must not
 * be taken for one that nobody handles, which ends the process.
 */
export function underWay<T>(call: Promise<T>): Promise<T> {
  call.catch(() => undefined);
  return call;
}
