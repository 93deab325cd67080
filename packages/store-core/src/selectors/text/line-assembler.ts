import { LIMITS } from '../../limits.ts';
import { tooLong } from '../selection-limit.ts';

/** Makes whole lines of texts that are cut anywhere. */
export class LineAssembler {
  readonly #type: string;
  /** What is there of a line that has not ended; in parts, since it may grow over many texts. */
  #unended: string[] = [];
  #units = 0;

  /** `type` is the selector that an error is about. */
  constructor(type: string) {
    this.#type = type;
  }

  /** The lines that have ended now, each with its LF. @throws SelectorError for a line that is longer than a selection may be. */
  add(text: string): string {
    const firstEnd = text.indexOf('\n');
    this.#units += firstEnd === -1 ? text.length : firstEnd;
    if (this.#units > LIMITS.selectionBytes) throw tooLong(this.#type, 'a line');
    if (firstEnd === -1) {
      this.#unended.push(text);
      return '';
    }
    const end = text.lastIndexOf('\n') + 1;
    const ended = [...this.#unended, text.slice(0, end)].join('');
    this.#unended = end === text.length ? [] : [text.slice(end)];
    this.#units = text.length - end;
    return ended;
  }

  /** The last line, if no line end has followed it, with an LF; otherwise nothing. */
  finish(): string {
    return this.#unended.length === 0 ? '' : `${this.#unended.join('')}\n`;
  }
}
