import type { CustomSelection } from '../contract/selector.ts';
import { SelectorError } from '../errors.ts';
import { LIMITS } from '../limits.ts';

const STOPPED = new WeakSet<CustomSelection>();

/** Marks a selection that was cut because of the limit, not because its selector asked for no more. */
export function stoppedAtLimit<Stopped extends CustomSelection>(selection: Stopped): Stopped {
  STOPPED.add(selection);
  return selection;
}

/** Whether the limit on a selection's text cut it short: `select` gives it with its `next`, `drilldown` must refuse it. */
export function isStoppedAtLimit(selection: CustomSelection): boolean {
  return STOPPED.has(selection);
}

/** The error for a part that is longer than a selection may be and cannot be cut. */
export function tooLong(type: string, what: string): SelectorError {
  return new SelectorError(`${type}: ${what} is longer than ${LIMITS.selectionBytes} bytes of UTF-8`, {
    details: { type, limit: LIMITS.selectionBytes },
  });
}

/** The end of the next range of `length`; the greatest count where there is no such number. */
export function nextEnd(start: number, length: number): number {
  return Math.min(start + length, Number.MAX_SAFE_INTEGER);
}
