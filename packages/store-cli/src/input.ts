import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { usageError } from './errors/cli-error.ts';
import type { Terminal } from './terminal.ts';

/** Bytes that are read at once. */
const PIECE = 128 * 1024;

/**
 * The bytes of a file, or of stdin where no file is named or `-` is. Reading ends with the reason of the terminal's signal, also where nothing comes.
 * @throws CliError where stdin is a terminal, so that nobody waits for what is not typed; the file system's error where there is no such file
 */
export async function readInput({ stdin, cwd, signal }: Terminal, file: string | undefined): Promise<AsyncIterable<Uint8Array>> {
  if (file !== undefined && file !== '-') {
    const path = resolve(cwd, file);
    await access(path, constants.R_OK);
    return pieces(() => createReadStream(path, { highWaterMark: PIECE }), signal);
  }
  if (stdin.isTTY === true) throw usageError('there is nothing to read: name a file, or pipe into this command');
  return pieces(() => stdin, signal);
}

/** Opened once it is read. */
async function* pieces(open: () => Readable, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  signal.throwIfAborted();
  const stream = open();
  const stop = (): void => void stream.destroy(asError(signal.reason));
  signal.addEventListener('abort', stop);
  try {
    yield* stream.iterator();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
