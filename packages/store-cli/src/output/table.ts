import Table from 'cli-table3';
// Of the version that the table counts with itself: of another one, what just fits would be cut.
import stringWidth from 'string-width';
import { printable } from './printable.ts';

export interface Column {
  readonly title: string;
  /** Default: left. */
  readonly align?: 'left' | 'right';
}

export interface TableOptions {
  /** Columns of the terminal; the last column is cut to fit. Undefined: nothing is cut. */
  readonly width: number | undefined;
  /** How the titles are shown. */
  readonly style: (title: string) => string;
}

/** Between two columns. */
const GAP = '  ';

/** What the last column has at least, even where the terminal is too narrow. */
const LAST_COLUMN = 20;

/** Characters of a cell that are looked at: no terminal is wider, and a text may have millions. */
const SHOWN_CHARACTERS = 2000;

// Drawn by white space alone, so that what is shown can be cut, sorted and searched by other tools.
const CHARS: Partial<Record<Table.CharName, string>> = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: GAP,
};

/** A table that is shown page by page: the titles once, and each column at least as wide as it was on the page before. */
export class PagedTable {
  readonly #columns: readonly Column[];
  readonly #options: TableOptions;
  #widths: readonly number[];
  #begun = false;

  constructor(columns: readonly Column[], options: TableOptions) {
    this.#columns = columns;
    this.#options = options;
    this.#widths = columns.map(({ title }) => title.length);
  }

  /** The lines of one page, each with its line feed. */
  page(rows: readonly (readonly string[])[]): string {
    const { width } = this.#options;
    const cells = rows.map((row) => row.map((cell) => printable(width === undefined ? cell : cell.slice(0, SHOWN_CHARACTERS))));
    this.#widths = this.#widths.map((least, column) => Math.max(least, ...cells.map((row) => stringWidth(row[column] ?? ''))));
    const table = new Table({
      chars: CHARS,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
      colAligns: this.#columns.map(({ align }) => align ?? 'left'),
      colWidths: this.#fitted(width),
      wordWrap: false,
    });
    if (!this.#begun) table.push(this.#columns.map(({ title }) => this.#options.style(title)));
    this.#begun = true;
    table.push(...cells);
    if (table.length === 0) return '';
    const lines = table.toString().split('\n');
    return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
  }

  #fitted(width: number | undefined): number[] {
    const widths = [...this.#widths];
    if (width === undefined) return widths;
    const others = widths.slice(0, -1).reduce((sum, column) => sum + column + GAP.length, 0);
    const last = widths.pop() ?? 0;
    return [...widths, Math.min(last, Math.max(LAST_COLUMN, width - others))];
  }
}

/** The whole table at once. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[], options: TableOptions): string {
  return new PagedTable(columns, options).page(rows);
}
