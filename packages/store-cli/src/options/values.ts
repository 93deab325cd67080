import { InvalidArgumentError } from '@commander-js/extra-typings';

/** A whole number, 0 or more. */
export function parseCount(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return number;
}

/** Milliseconds, 1 or more. */
export function parseInterval(text: string): number {
  const number = parseCount(text);
  if (number === 0) throw new InvalidArgumentError('It must be 1 millisecond or more.');
  return number;
}

/** `START:END`, `START:`, `:END`: what [START, END) is; a bound that is left out stays open. */
export interface Range {
  readonly start?: number;
  readonly end?: number;
}

export function parseRange(text: string): Range {
  const match = /^(\d*):(\d*)$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It must be START:END, as 0:100; either may be left out.');
  const [start, end] = [match[1] ?? '', match[2] ?? ''];
  return { ...(start === '' ? {} : { start: parseCount(start) }), ...(end === '' ? {} : { end: parseCount(end) }) };
}

/** For an option that may be given several times. */
export function collect(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}
