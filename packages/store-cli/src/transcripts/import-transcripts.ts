import { createReadStream } from 'node:fs';
import { basename, extname } from 'node:path';
import { InvalidArgumentError, InvalidValueError, type Store } from '@cw/store-core';
import { mapTranscript } from './map-transcript.ts';
import { parseTranscript, type TranscriptFormat } from './parse-transcript.ts';
import { type FileLine, readLines } from './read-lines.ts';
import { type FoundSession, readSessions } from './read-sessions.ts';
import { recordSession } from './record-session.ts';
import { TranscriptError } from './transcript-error.ts';

/** How sessions are read, where they go, and who is told. */
export interface TranscriptImportOptions {
  /** Default: `'auto'`, told from each session. */
  readonly format?: TranscriptFormat | undefined;
  /** The scope of a session. @param number its line, or its place in a file that is one JSON value; from 1 */
  readonly scopeOf: (number: number) => string;
  /** A session was recorded in this scope. Default: nobody is told. */
  readonly onSession?: ((scope: string) => void) | undefined;
  /** A session was not recorded, nothing of it. Default: nobody is told. */
  readonly onRefused?: ((number: number, reason: string) => void) | undefined;
  /** Stops between two sessions. Default: nothing does. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Records every session of a file of chat transcripts, each in a scope of its own, whole or not at all. One that cannot be recorded is reported and left out; the
 * others go on. The file holds a session on each line, a message on each line, or one JSON value that is a session or an array of them, in the formats that
 * {@link parseTranscript} knows.
 * @throws what reading the lines fails with, and StoreError if the store fails.
 */
export async function importTranscripts(store: Store, lines: AsyncIterable<FileLine>, options: TranscriptImportOptions): Promise<void> {
  for await (const session of readSessions(lines)) {
    options.signal?.throwIfAborted();
    const scope = options.scopeOf(session.number);
    try {
      await importSession(store, scope, session, options.format ?? 'auto');
    } catch (error) {
      if (!isSessionsFault(error)) throw error;
      options.onRefused?.(session.number, error.message);
      continue;
    }
    options.onSession?.(scope);
  }
}

/** As {@link importTranscripts}, from a file whose name the scopes get: `{file name}:{number}`. */
export async function importTranscriptFile(store: Store, file: string, options: Omit<TranscriptImportOptions, 'scopeOf'>): Promise<void> {
  await importTranscripts(store, readLines(readBytes(file)), { ...options, scopeOf: scopesNamed(basename(file, extname(file))) });
}

/** `{name}:{number}`, with four digits, so that they sort as they came. */
export function scopesNamed(name: string): (number: number) => string {
  return (number) => `${name}:${String(number).padStart(4, '0')}`;
}

async function importSession(store: Store, scope: string, session: FoundSession, format: TranscriptFormat): Promise<void> {
  await recordSession(store, scope, mapTranscript(parseTranscript(session.read(), format), scope));
}

function readBytes(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file);
}

function isSessionsFault(error: unknown): error is Error {
  return error instanceof TranscriptError || error instanceof InvalidValueError || error instanceof InvalidArgumentError;
}
