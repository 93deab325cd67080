import { ContainerStack } from './container-stack.ts';
import { LIMITS } from '../../limits.ts';

/** Text that is not JSON (RFC 8259). */
export class NotJsonError extends Error {
  override readonly name = 'NotJsonError';
}

/** What is told of a JSON text as it is read. Strings and keys are as written, in their quotes. */
export interface JsonHandler {
  /** Whether the text of a key that begins here is needed, and of a string value. */
  wantsKey(): boolean;
  wantsString(): boolean;
  open(object: boolean): void;
  close(): void;
  /** Undefined where it was not wanted, or is longer than a selection may be. */
  key(text: string | undefined): void;
  string(text: string | undefined): void;
  /** A number, `true`, `false` or `null`. */
  literal(text: string): void;
}

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key or }' | 'key' | ':' | ', or the end of it' | 'nothing';

/** The most characters of a number; it is held in memory whole. */
const NUMBER_UNITS = 1_048_576;
const WORD = /[-+.\w]*/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const SPACE = /[ \t\r\n]*/y;
// Up to a quote, a backslash or a control character.
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Reads JSON text that is cut anywhere, holding on to no more than a token. Nesting takes no stack. A byte-order mark
 * before the text is passed over.
 */
export class JsonReader {
  readonly #handler: JsonHandler;
  readonly #open = new ContainerStack();
  #expected: Expected = 'value';
  #begun = false;
  /** The beginning of a word or an escape that the end of a text cut. */
  #held = '';
  /** The string that is being read, and its text so far, if that is wanted. */
  #string: 'key' | 'value' | undefined;
  #text: string | undefined;

  constructor(handler: JsonHandler) {
    this.#handler = handler;
  }

  /** Text of one character or more. @throws NotJsonError */
  add(text: string): void {
    this.#read(text, false);
  }

  /** No more text follows. @throws NotJsonError */
  finish(): void {
    this.#read('', true);
    if (this.#expected !== 'nothing') throw new NotJsonError('the text ends too early');
  }

  #read(added: string, finished: boolean): void {
    let text = this.#held + added;
    this.#held = '';
    if (!this.#begun) {
      this.#begun = true;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    let at = this.#string !== undefined ? this.#readString(text, 0) : 0;
    while (at < text.length) at = this.#readToken(text, at, finished);
  }

  /** Reads one token, and gives the position after it. */
  #readToken(text: string, at: number, finished: boolean): number {
    switch (text[at]) {
      case ' ':
      case '\n':
      case '\r':
      case '\t':
        return matchEnd(SPACE, text, at);
      case '"':
        this.#beginString();
        return this.#readString(text, at + 1);
      case '{':
      case '[':
        this.#openContainer(text[at] === '{');
        return at + 1;
      case '}':
      case ']':
        this.#closeContainer(text[at] === '}');
        return at + 1;
      case ',':
        if (this.#expected !== ', or the end of it') throw this.#unexpected('a comma');
        this.#expected = this.#open.inObject ? 'key' : 'value';
        return at + 1;
      case ':':
        if (this.#expected !== ':') throw this.#unexpected('a colon');
        this.#expected = 'value';
        return at + 1;
      default:
        return this.#readWord(text, at, finished);
    }
  }

  #readWord(text: string, at: number, finished: boolean): number {
    this.#beginValue('a word or a number');
    const end = matchEnd(WORD, text, at);
    if (end === text.length && !finished) {
      this.#held = text.slice(at);
      if (this.#held.length > NUMBER_UNITS) throw new NotJsonError(`a number has more than ${NUMBER_UNITS} characters`);
      return end;
    }
    const word = text.slice(at, end);
    if (word !== 'true' && word !== 'false' && word !== 'null' && !NUMBER.test(word)) throw new NotJsonError('a value is none');
    this.#endValue();
    this.#handler.literal(word);
    return end;
  }

  #beginString(): void {
    const isKey = this.#expected === 'key' || this.#expected === 'key or }';
    if (!isKey) this.#beginValue('a string');
    this.#string = isKey ? 'key' : 'value';
    this.#text = (isKey ? this.#handler.wantsKey() : this.#handler.wantsString()) ? '' : undefined;
  }

  #readString(text: string, start: number): number {
    let at = start;
    for (;;) {
      at = matchEnd(PLAIN, text, at);
      if (at === text.length) {
        this.#collect(text.slice(start));
        return at;
      }
      if (text[at] === '"') {
        this.#collect(text.slice(start, at));
        this.#endString();
        return at + 1;
      }
      const end = at + (text[at + 1] === 'u' ? 6 : 2);
      if (text[at] === '\\' && end > text.length) {
        this.#collect(text.slice(start, at));
        this.#held = text.slice(at);
        return text.length;
      }
      if (matchEnd(ESCAPE, text, at) !== end) throw new NotJsonError('a string has a control character or an escape that is none');
      at = end;
    }
  }

  #collect(part: string): void {
    if (this.#text === undefined) return;
    this.#text += part;
    if (this.#text.length > LIMITS.selectionBytes) this.#text = undefined;
  }

  #endString(): void {
    const text = this.#text === undefined ? undefined : `"${this.#text}"`;
    const isKey = this.#string === 'key';
    this.#string = undefined;
    if (isKey) {
      this.#expected = ':';
      this.#handler.key(text);
    } else {
      this.#endValue();
      this.#handler.string(text);
    }
  }

  #openContainer(object: boolean): void {
    this.#beginValue(object ? 'an object' : 'an array');
    if (!this.#open.push(object)) throw new NotJsonError('it is nested too deeply');
    this.#expected = object ? 'key or }' : 'value or ]';
    this.#handler.open(object);
  }

  #closeContainer(object: boolean): void {
    const empty = object ? 'key or }' : 'value or ]';
    const here = this.#expected === empty || (this.#expected === ', or the end of it' && this.#open.inObject === object);
    if (!here) throw this.#unexpected(object ? '}' : ']');
    this.#open.pop();
    this.#endValue();
    this.#handler.close();
  }

  #beginValue(what: string): void {
    if (this.#expected !== 'value' && this.#expected !== 'value or ]') throw this.#unexpected(what);
  }

  #endValue(): void {
    this.#expected = this.#open.depth === 0 ? 'nothing' : ', or the end of it';
  }

  #unexpected(what: string): NotJsonError {
    return new NotJsonError(`${what} stands where there should be ${this.#expected}`);
  }
}

/** Where what the sticky expression matches at `at` ends; -1 where it does not match. */
function matchEnd(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : -1;
}
