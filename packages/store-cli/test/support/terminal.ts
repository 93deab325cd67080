import { PassThrough, Readable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { runCli } from '../../src/run-cli.ts';
import type { Terminal } from '../../src/terminal.ts';

/** What came of one call. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** Columns of a terminal; without them, stdout and stderr are none. */
  readonly columns?: number;
  /** What that terminal's colours are told by. */
  readonly env?: NodeJS.ProcessEnv;
  /** What stdout was just told. */
  readonly onOutput?: (text: string) => void;
  readonly onError?: (text: string) => void;
}

/** Calls the tool in this process. */
export async function call(args: readonly string[], { cwd, stdin, signal = new AbortController().signal, columns, env = { TERM: 'xterm' }, onOutput, onError }: CallOptions): Promise<Outcome> {
  const stdout = listener({ columns, env }, onOutput);
  const stderr = listener({ columns, env }, onError);
  const input = stdin === undefined ? Object.assign(Readable.from([]), { isTTY: true }) : Readable.from([Buffer.from(stdin)]);
  const terminal: Terminal = { stdin: input, stdout: stdout.stream, stderr: stderr.stream, cwd, signal };
  const exitCode = await runCli(args, terminal);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

interface Screen {
  readonly columns: number | undefined;
  readonly env: NodeJS.ProcessEnv;
}

function listener({ columns, env }: Screen, onText: ((text: string) => void) | undefined): { stream: Terminal['stdout']; text: () => string } {
  const pieces: Buffer[] = [];
  const stream = Object.assign(new PassThrough(), columns === undefined ? {} : { isTTY: true, columns, getColorDepth: () => WriteStream.prototype.getColorDepth(env) });
  stream.on('data', (piece: Buffer) => {
    pieces.push(piece);
    onText?.(piece.toString());
  });
  return { stream, text: () => Buffer.concat(pieces).toString() };
}

/** The values of JSON Lines. */
export function jsonLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
