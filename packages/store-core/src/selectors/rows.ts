import type { ArtifactSource, CustomSelection, SelectorDefinition } from '../contract/selector.ts';
import { decodeText } from './text/decode-text.ts';
import { detectDelimiter } from './table/delimiter.ts';
import { RecordReader } from './table/record-reader.ts';
import { parseRows } from './table/rows-options.ts';
import type { RowsOptions } from './table/rows-options.ts';
import { RowsPage } from './table/rows-page.ts';

/**
 * Records [start, end) of CSV or TSV (RFC 4180), from 0, joined with LF and written with quotes only where there must be. Text
 * without quotes is what `lines` gives. Line ends inside quotes stay as they are, and so does a byte-order mark, which is no part of a name.
 *
 * With a header, the first record is not counted and comes first in every selection, an empty one included. A record
 * that is too short for a column has an empty field there. Bounds clamp, reading stops where the range ends, and
 * `truncated` and `next` are as in `lines`.
 * @throws SelectorError for a named column that the header does not have, and for a record that is longer than a selection may be.
 */
export const rowsSelector: SelectorDefinition<RowsOptions> = { type: 'rows', parse: parseRows, select };

async function select(source: ArtifactSource, options: RowsOptions): Promise<CustomSelection> {
  const delimiter = options.delimiter ?? (await detectDelimiter(source));
  const reader = new RecordReader(delimiter, 'rows');
  const page = new RowsPage(options, delimiter);
  for await (const text of decodeText(source.bytes())) {
    reader.add(text);
    page.takeFrom(reader);
    if (page.stopped) break;
  }
  reader.finish();
  page.takeFrom(reader);
  return page.selection();
}
