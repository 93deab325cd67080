import { LIMITS } from '../../limits.ts';
import { tooLong } from '../selection-limit.ts';

/** Makes whole lines of texts that are cut anywhere. */
export class LineAssembler {
  readonly #type: string;
  /** What is there of a line that has not ended. */
  #unended = '';

  /** `type` is the selector that an error is about. */
  constructor(type: string) {
    this.#type = type;
  }

  /** The lines that have ended now, each with its LF. @throws SelectorError for a line that is longer than a selection may be. */
  add(text: string): string {
    const end = text.lastIndexOf('\n') + 1;
    // Of the first of them, what is new.
    const units = end === 0 ? text.length : text.indexOf('\n');
    if (this.#unended.length + units > LIMITS.selectionBytes) throw tooLong(this.#type, 'a line');
    const before = this.#unended;
    this.#unended = end === 0 ? before + text : text.slice(end);
    return end === 0 ? '' : before + text.slice(0, end);
  }

  /** The last line, if no line end has followed it, with an LF; otherwise nothing. */
  finish(): string {
    return this.#unended === '' ? '' : `${this.#unended}\n`;
  }
}
