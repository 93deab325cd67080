import type { TransferProgress } from '@cw/store-core';
import type { Context } from '../context.ts';
import { count, size } from './amounts.ts';
import { printable } from './printable.ts';
import { ProgressBar } from './progress.ts';

/** Tells how far an import or a copy has come, and what came of it. */
export class TransferReport implements Disposable {
  readonly #context: Context;
  readonly #bar: ProgressBar;
  readonly #total: number | undefined;

  /** @param total lines that are to be expected; undefined: nobody knows */
  constructor(context: Context, total: number | undefined) {
    this.#context = context;
    this.#bar = new ProgressBar(context.terminal.stderr);
    this.#total = total;
  }

  readonly onProgress = (progress: TransferProgress): void => {
    this.#bar.show(progress.lines, this.#total, `${printable(progress.scope)}: ${amounts(progress)}`);
  };

  async finish(what: string, done: TransferProgress, json: boolean): Promise<void> {
    this[Symbol.dispose]();
    const { records, artifacts, bytes, lines } = done;
    if (json) await this.#context.out.json({ records, artifacts, bytes, lines });
    else await this.#context.out.line(`${what}: ${amounts(done)}`);
  }

  [Symbol.dispose](): void {
    this.#bar[Symbol.dispose]();
  }
}

function amounts({ records, artifacts, bytes }: TransferProgress): string {
  return `${count(records, 'record')}, ${count(artifacts, 'artifact')} of ${size(bytes)}`;
}
