import { styleText } from 'node:util';
import type { Colours } from '../format-report.ts';

/** Colours where the stream shows them; NO_COLOR and FORCE_COLOR are heeded. */
export function coloursFor(stream: NodeJS.WriteStream): Colours {
  return {
    good: (text) => styleText('green', text, { stream }),
    bad: (text) => styleText('red', text, { stream }),
    dim: (text) => styleText('dim', text, { stream }),
  };
}
