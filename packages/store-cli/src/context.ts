import { existingPlace, newPlace, type StorePlace } from './adapter/store-place.ts';
import { EXIT, type ExitCode } from './errors/exit-code.ts';
import { type Colours, coloursFor } from './output/colours.ts';
import { Output } from './output/output.ts';
import { type Column, PagedTable, renderTable } from './output/table.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export class Context {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly out: Output;
  readonly err: Output;
  /** Of what goes to `out`. */
  readonly colours: Colours;
  /** What the process ends with if nothing is thrown. */
  exitCode: ExitCode = EXIT.ok;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
    this.signal = terminal.signal;
    this.out = new Output(terminal.stdout);
    this.err = new Output(terminal.stderr);
    this.colours = coloursFor(terminal.stdout);
  }

  /** A store that must be there. */
  async find(path: string, adapter: string | undefined): Promise<StorePlace> {
    return await existingPlace(path, { adapter, cwd: this.terminal.cwd });
  }

  /** A store that may be created. */
  async findOrCreate(path: string, adapter: string | undefined): Promise<StorePlace> {
    return await newPlace(path, { adapter, cwd: this.terminal.cwd });
  }

  table(columns: readonly Column[]): PagedTable {
    return new PagedTable(columns, { width: this.out.width, style: this.colours.strong });
  }

  async writeTable(columns: readonly Column[], rows: readonly (readonly string[])[]): Promise<void> {
    await this.out.write(renderTable(columns, rows, { width: this.out.width, style: this.colours.strong }));
  }
}
