import { randomUUID } from 'node:crypto';
import { type FileHandle, link, lstat, open, rename, rm } from 'node:fs/promises';
import { CliError } from '../errors/cli-error.ts';

/** A file that appears whole or not at all: it is written under another name beside its place. Disposing of it without `publish` leaves nothing. */
export class OutputFile implements AsyncDisposable {
  readonly #path: string;
  readonly #replace: boolean;
  readonly #temporary: string;
  readonly #file: FileHandle;

  constructor(path: string, replace: boolean, temporary: string, file: FileHandle) {
    this.#path = path;
    this.#replace = replace;
    this.#temporary = temporary;
    this.#file = file;
  }

  async write(content: string | Uint8Array): Promise<void> {
    await this.#file.writeFile(content);
  }

  /** Puts it in its place. */
  async publish(): Promise<void> {
    await this.#file.sync();
    if (this.#replace) {
      await rename(this.#temporary, this.#path);
      return;
    }
    // A rename would replace what somebody else has put there meanwhile.
    try {
      await link(this.#temporary, this.#path);
    } catch (cause) {
      throw isExisting(cause) ? exists(this.#path) : cause;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    await rm(this.#temporary, { force: true });
  }
}

/** @throws CliError DESTINATION_EXISTS, unless the file there may be replaced */
export async function createOutputFile(path: string, { replace }: { readonly replace: boolean }): Promise<OutputFile> {
  await checkDestination(path, replace);
  const temporary = `${path}.${randomUUID()}.tmp`;
  return new OutputFile(path, replace, temporary, await open(temporary, 'wx'));
}

async function checkDestination(path: string, replace: boolean): Promise<void> {
  let status;
  try {
    status = await lstat(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (!replace) throw exists(path);
  if (!status.isFile()) throw new CliError('DESTINATION_EXISTS', `${path}: is there already, and no file that could be replaced`, { hint: 'without --output, everything goes to stdout' });
}

function exists(path: string): CliError {
  return new CliError('DESTINATION_EXISTS', `${path}: is there already`, { hint: 'name another file, or add --force to replace it', details: { path } });
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
