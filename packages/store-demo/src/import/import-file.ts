import { basename, extname } from 'node:path';
import { InvalidArgumentError, InvalidValueError, type Store } from '@cw/store-core';
import { ChatFormatError } from './chat-format-error.ts';
import { mapChatSession } from './map-chat-session.ts';
import { parseChatSession } from './parse-chat-session.ts';
import { type FileLine, readLines } from './read-lines.ts';
import { recordSession } from './record-session.ts';

export interface ImportListener {
  /** A session was recorded in this scope. */
  readonly onSession: (scope: string) => void;
  /** A line was not recorded, nothing of it; the message begins with `file:line`. */
  readonly onBadLine: (message: string) => void;
}

/**
 * Records every session of a JSON Lines file in the OpenAI chat format, each in the scope `{file name}:{line}`. A bad line is reported and
 * left out whole; the others go on. Empty lines are skipped. Stops between two sessions when `signal` says so.
 * @throws the file system's error if the file cannot be read, StoreError if the store fails.
 */
export async function importFile(store: Store, file: string, listener: ImportListener, signal?: AbortSignal): Promise<void> {
  const name = basename(file, extname(file));
  for await (const line of readLines(file)) {
    signal?.throwIfAborted();
    const scope = `${name}:${String(line.number).padStart(4, '0')}`;
    try {
      if (await importLine(store, scope, line)) listener.onSession(scope);
    } catch (error) {
      if (!isLinesFault(error)) throw error;
      listener.onBadLine(`${file}:${line.number}: ${error.message}`);
    }
  }
}

async function importLine(store: Store, scope: string, line: FileLine): Promise<boolean> {
  const text = line.text();
  if (text.trim() === '') return false;
  await recordSession(store, scope, mapChatSession(parseChatSession(text), scope));
  return true;
}

function isLinesFault(error: unknown): error is Error {
  return error instanceof ChatFormatError || error instanceof InvalidValueError || error instanceof InvalidArgumentError;
}
