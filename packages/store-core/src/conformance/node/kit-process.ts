import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Place } from '../subject.ts';

/** How a process of the kit opens a place, and what else it has to know. */
export interface ChildTask {
  readonly child: NonNullable<Place['child']>;
  readonly params: Readonly<Record<string, unknown>>;
}

/** How a process ended: by itself, or by a signal. */
export interface Ending {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All that it wrote to stderr. */
  readonly complaint: string;
}

interface Handle {
  ref(): unknown;
  unref(): unknown;
}

/** A process of the kit: it runs one of the `*-main` files beside this one, and talks by lines. */
export class KitProcess {
  readonly #running: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #ended = Promise.withResolvers<Ending>();

  /** @param main the name of the file beside this one, without its extension. */
  constructor(main: string, task: ChildTask) {
    this.#running = spawn(process.execPath, [...conditions(), besides(main), JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'], env: environment() });
    let complaint = '';
    this.#running.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    this.#running.once('error', this.#ended.reject);
    this.#running.once('close', (exitCode, signal) => this.#ended.resolve({ exitCode, signal, complaint: complaint.trim() }));
    // A process that is killed does not read what was sent to it; its ending tells of that.
    this.#running.stdin.on('error', () => undefined);
  }

  /** The lines that it writes, until it ends. What has no line feed was not written to its end, and is left out. */
  async *lines(): AsyncGenerator<string, void, undefined> {
    let rest = '';
    for await (const text of this.#running.stdout.setEncoding('utf8')) {
      const lines = `${rest}${String(text)}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  }

  get gone(): boolean {
    return this.#running.exitCode !== null || this.#running.signalCode !== null;
  }

  send(line: string): void {
    this.#running.stdin.write(`${line}\n`);
  }

  /** Sends SIGKILL, which no process can see coming. */
  kill(): void {
    this.#running.kill('SIGKILL');
  }

  /** From now on it keeps this process from ending no more. When this one ends, it reads the end of its input. */
  unref(): void {
    for (const handle of this.#handles()) handle.unref();
  }

  /** Takes `unref` back. */
  ref(): void {
    for (const handle of this.#handles()) handle.ref();
  }

  /** Resolves once the process is gone and has been read to its end: `lines` must be read for that. */
  async ended(): Promise<Ending> {
    return await this.#ended.promise;
  }

  /** What keeps this process from ending. A pipe is a socket, whatever its type says. */
  #handles(): readonly Handle[] {
    const { stdin, stdout, stderr } = this.#running;
    return [this.#running, ...[stdin, stdout, stderr].filter((stream) => stream instanceof Socket)];
  }
}

// The kit is run as source and as built code; the files beside this one then have the same extension.
function besides(main: string): string {
  return fileURLToPath(new URL(`./${main}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
}

/** With a cache of compiled code, a process starts in half the time: many of the kit's do the same. */
function environment(): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...process.env };
}

/** The export conditions that this process runs under, so that the child resolves packages as it does. */
function conditions(): string[] {
  return process.execArgv.filter((argument) => argument.startsWith('--conditions=') || argument.startsWith('-C='));
}
