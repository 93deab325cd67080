import type { JsonValue } from '@cw/store-core';
import { isArray, isObject } from './json-members.ts';
import { parseJson } from './parse-json.ts';
import type { FileLine } from './read-lines.ts';
import { TranscriptError } from './transcript-error.ts';

/** What is to be one session, not yet looked into. */
export interface FoundSession {
  /** Its line; in a file that is one JSON value, its place there. From 1. */
  readonly number: number;
  /** @throws TranscriptError for what is no JSON. */
  readonly read: () => JsonValue;
}

/**
 * The sessions of a file, whichever way they are laid out: a session on each line, a message on each line, one JSON value that is a session or an array of
 * sessions. Of lines with sessions, one is in memory at a time; anything else is read whole. Empty lines are skipped.
 */
export async function* readSessions(lines: AsyncIterable<FileLine>): AsyncGenerator<FoundSession, void, undefined> {
  const rest = lines[Symbol.asyncIterator]();
  const first = await nextFilled(rest);
  if (first === undefined) return;
  const value = tryJson(first);
  if (value === undefined) yield* documentOrLines(first, rest);
  else if (isMessage(value)) yield messagesByLine(first, await takeAll(rest));
  else if (isListOfSessions(value)) yield* listed(value);
  else {
    yield ofLine(first);
    for (let line = await nextFilled(rest); line !== undefined; line = await nextFilled(rest)) yield ofLine(line);
  }
}

/** A first line that is no JSON of its own: of a value over several lines, or a bad one among good ones. */
async function* documentOrLines(first: FileLine, rest: AsyncIterator<FileLine>): AsyncGenerator<FoundSession, void, undefined> {
  const lines = [first, ...(await takeAll(rest))];
  const document = tryDocument(lines);
  if (document === undefined) for (const line of lines) yield ofLine(line);
  else if (isListOfSessions(document)) yield* listed(document);
  else yield { number: 1, read: () => document };
}

function messagesByLine(first: FileLine, rest: readonly FileLine[]): FoundSession {
  const read = (line: FileLine): JsonValue => {
    try {
      return parseJson(line.text());
    } catch (cause) {
      throw new TranscriptError(`line ${line.number}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  };
  return { number: first.number, read: () => [first, ...rest].map(read) };
}

function* listed(sessions: readonly JsonValue[]): Generator<FoundSession, void, undefined> {
  for (const [index, session] of sessions.entries()) yield { number: index + 1, read: () => session };
}

function ofLine(line: FileLine): FoundSession {
  return { number: line.number, read: () => parseJson(line.text()) };
}

function isMessage(value: JsonValue): boolean {
  return isObject(value) && value['role'] !== undefined && value['messages'] === undefined;
}

/** Not the messages of one session. */
function isListOfSessions(value: JsonValue): value is readonly JsonValue[] {
  return isArray(value) && value.length > 0 && value.every((session) => isArray(session) || (isObject(session) && session['messages'] !== undefined));
}

function tryJson(line: FileLine): JsonValue | undefined {
  return attempt(() => parseJson(line.text()));
}

function tryDocument(lines: readonly FileLine[]): JsonValue | undefined {
  return attempt(() => parseJson(lines.map((line) => line.text()).join('\n')));
}

/** The error is told where the value is read. */
function attempt(parse: () => JsonValue): JsonValue | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TranscriptError) return undefined;
    throw error;
  }
}

async function nextFilled(lines: AsyncIterator<FileLine>): Promise<FileLine | undefined> {
  for (let step = await lines.next(); step.done !== true; step = await lines.next()) if (!isBlank(step.value)) return step.value;
  return undefined;
}

async function takeAll(lines: AsyncIterator<FileLine>): Promise<FileLine[]> {
  const all: FileLine[] = [];
  for (let line = await nextFilled(lines); line !== undefined; line = await nextFilled(lines)) all.push(line);
  return all;
}

function isBlank(line: FileLine): boolean {
  try {
    return line.text().trim() === '';
  } catch (error) {
    // Bytes that are no text are not nothing.
    if (error instanceof TranscriptError) return false;
    throw error;
  }
}
