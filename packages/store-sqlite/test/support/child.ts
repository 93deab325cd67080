import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TaskName } from './child-main.ts';

/** A process that runs one of the tasks of child-main.ts. */
export class Child implements AsyncDisposable {
  readonly #process;
  readonly #lines: AsyncIterator<string, undefined>;
  readonly #ended: Promise<unknown>;
  #complaint = '';

  constructor(task: TaskName, ...parameters: readonly string[]) {
    const program = fileURLToPath(new URL('./child-main.ts', import.meta.url));
    this.#process = spawn(process.execPath, ['--conditions=@cw/source', program, task, ...parameters]);
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint += text;
    });
    this.#ended = once(this.#process, 'close');
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  get pid(): number {
    if (this.#process.pid === undefined) throw new Error('the process did not start');
    return this.#process.pid;
  }

  send(line: string): void {
    this.#process.stdin.write(`${line}\n`);
  }

  /** The next line that it wrote; undefined after the last. */
  async nextOrEnd(): Promise<string | undefined> {
    const { done, value } = await this.#lines.next();
    return done === true ? undefined : value;
  }

  /** The next line that it wrote. @throws Error with what it wrote to stderr, if it ended instead */
  async next(): Promise<string> {
    const line = await this.nextOrEnd();
    if (line !== undefined) return line;
    await this.#ended;
    throw new Error(`the process ended: ${this.#complaint}`);
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
