import type { CustomSelector } from '../../contract/selector.ts';
import { describe } from '../../values/describe.ts';
import { isCount } from '../../values/numbers.ts';
import { arrayOption, checkKeys, countOption, flagOption, refuse, textOption } from '../selector-options.ts';

export interface RowsOptions extends CustomSelector {
  readonly type: 'rows';
  readonly start: number;
  readonly end: number | undefined;
  readonly columns: readonly (string | number)[] | undefined;
  /** Undefined: to be told from the content. */
  readonly delimiter: string | undefined;
  readonly header: boolean;
  /** The selector as it was given, for `next`. */
  readonly given: CustomSelector;
}

/** @throws SelectorError */
export function parseRows(selector: CustomSelector): RowsOptions {
  checkKeys(selector, ['start', 'end', 'columns', 'delimiter', 'header']);
  const columns = columnsOption(selector);
  const named = columns?.some((column) => typeof column === 'string') ?? false;
  const header = flagOption(selector, 'header', named);
  if (named && !header) throw refuse(selector, 'columns', 'names a column, but header is false: give its index');
  return {
    type: 'rows',
    start: countOption(selector, 'start', 0),
    end: countOption(selector, 'end', undefined),
    columns,
    delimiter: delimiterOption(selector),
    header,
    given: columns === undefined ? selector : { ...selector, columns },
  };
}

function columnsOption(selector: CustomSelector): readonly (string | number)[] | undefined {
  if (selector['columns'] === undefined) return undefined;
  const columns = arrayOption(selector, 'columns').map((column) => {
    if (typeof column === 'string' || isCount(column)) return column;
    throw refuse(selector, 'columns', `must hold names and indexes from 0, not ${describe(column)}`);
  });
  if (columns.length === 0) throw refuse(selector, 'columns', 'must name at least one column');
  return columns;
}

function delimiterOption(selector: CustomSelector): string | undefined {
  if (selector['delimiter'] === undefined) return undefined;
  const delimiter = textOption(selector, 'delimiter');
  const single = Array.from(delimiter).length === 1 && delimiter.isWellFormed();
  if (single && !/["\r\n]/.test(delimiter)) return delimiter;
  throw refuse(selector, 'delimiter', `must be one character, and neither a quote nor a line end, not ${describe(delimiter)}`);
}
