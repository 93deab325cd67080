import type { CaseContext } from '../context.ts';
import type { Killed, Moment } from '../node/killed-work.ts';

/** Between which lines a process is killed, both included, and at most how long after. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly milliseconds: number;
}

/**
 * Moments for one round after the other: random, but spread over the span as evenly as their number allows. The first one is in the
 * second half, where something has been acknowledged that can be lost: a plain run may have no other.
 */
export function spreadMoments(kit: CaseContext, { first, last, milliseconds }: Span): (round: number) => Moment {
  const start = 0.5 + kit.random() / 2;
  return (round) => {
    const place = (start + mirrored(round)) % 1;
    return { lines: first + Math.floor(place * (last + 1 - first)), milliseconds: kit.random() * milliseconds };
  };
}

/** How a kill is told in a message. */
export function describeMoment(round: number, { lines, milliseconds }: Moment, { killed, notes }: Killed, underWay: string): string {
  switch (killed) {
    case 'never':
      return `round ${round}, not killed, as it had done all after ${notes.length} lines`;
    case 'in silence':
      return `round ${round}, killed when it told nothing more after line ${notes.length} ("${notes.at(-1)?.at}"), ${underWay} under way`;
    case 'at the moment':
      return `round ${round}, killed ${milliseconds.toFixed(2)} ms after line ${lines} ("${notes[lines - 1]?.at}"), ${underWay} under way`;
  }
}

/** 0, 1/2, 1/4, 3/4, 1/8, …: the binary digits of a number behind the point, from the last to the first. */
function mirrored(number: number): number {
  let result = 0;
  for (let rest = number, weight = 0.5; rest > 0; rest = Math.floor(rest / 2), weight /= 2) result += (rest % 2) * weight;
  return result;
}
