import type { Readable, Writable } from 'node:stream';

/** A stream that is a terminal, or is not. */
export interface TextStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** All that a command sees of the process it runs in. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** The project whose packages are looked for first; paths are relative to it. */
  readonly cwd: string;
  /** Aborted by a signal to the process, with the error to end with as its reason. */
  readonly signal: AbortSignal;
}
