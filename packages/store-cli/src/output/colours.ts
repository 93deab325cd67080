import { styleText } from 'node:util';
import type { TextStream } from '../terminal.ts';

export interface Colours {
  readonly strong: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly good: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Colours where the stream shows them; NO_COLOR and FORCE_COLOR are heeded. */
export function coloursFor(stream: TextStream): Colours {
  return {
    strong: (text) => styleText('bold', text, { stream }),
    bad: (text) => styleText('red', text, { stream }),
    good: (text) => styleText('green', text, { stream }),
    dim: (text) => styleText('dim', text, { stream }),
  };
}
