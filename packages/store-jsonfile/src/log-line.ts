import { seal, type Term, unseal } from '@cw/store-core/adapter';
import { corrupt } from './errors.ts';

/**
 * One line of a log: a sealed body, which is a record or a {@link Control}. The lines of one write belong together: each but the
 * last begins with a member `more`, the number of lines of the same write that follow it, and has a space in front of its line feed.
 *
 * The line feed of the last line is more than the end of a line: where power failures matter, it is written only when all that is in front of
 * it is on the device. So wherever it stands, what is damaged in front of it was damaged later; and what a power failure has
 * left of a write has none.
 */
export interface Line {
  readonly more: number;
  readonly body: string;
}

/** A line that is no record. */
export type Control =
  /** The head from here on, where it is not the offset of the line before. */
  | { readonly control: 'head'; readonly head: number }
  /** The records with this term (null: all) are gone: so many. */
  | { readonly control: 'remove'; readonly term: Term | null; readonly count: number };

const MORE = /^\{"more":([1-9][0-9]{0,8}),/;
const CONTROL = '{"control":';

/** What a power failure leaves where something should be; no text of ours holds it. */
export const NOTHING = '\0';

/** Before the line feed of a line that others of the same write follow: `} `, or what is left of that. */
const INNER_END = /[}\0][ \0]$/;

/** The text of a line, with its end. */
export function writeLine({ more, body }: Line): string {
  return more === 0 ? `${body}\n` : `{"more":${more},${body.slice(1)} \n`;
}

/** The parts of a line, without its end. */
export function splitLine(text: string): Line {
  const match = text.startsWith('{"more":') ? MORE.exec(text) : null;
  if (match === null) return { more: 0, body: text };
  return { more: Number(match[1]), body: `{${text.slice(match[0].length, text.endsWith(' ') ? -1 : undefined)}` };
}

/** Whether a line feed behind this text ends a line within a write, so that it says nothing about what is in front of it. */
export function isInnerEnd(text: string): boolean {
  return INNER_END.test(text);
}

/** The sealed body of a control line. */
export function writeControl(control: Control): string {
  return seal(JSON.stringify(control));
}

/** Null if the body is that of a record. @throws CorruptStoreError if it is damaged. */
export function readControl(body: string, where: () => string): Control | null {
  if (!body.startsWith(CONTROL)) return null;
  const { control, head, term, count } = unseal(body, where);
  if (control === 'head' && isCount(head)) return { control, head };
  if (control === 'remove' && isCount(count) && (term === null || isTerm(term))) return { control, term, count };
  throw corrupt(where(), 'says something that this release does not understand');
}

/** Whether a body is what was sealed. */
export function isSealed(body: string): boolean {
  try {
    unseal(body, String);
    return true;
  } catch {
    return false;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isTerm(value: unknown): value is Term {
  if (typeof value !== 'object' || value === null || !('field' in value) || !('value' in value)) return false;
  return typeof value.field === 'string' && typeof value.value === 'string';
}
