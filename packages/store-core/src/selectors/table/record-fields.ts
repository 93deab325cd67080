import { escapeLiteral } from '../search/literal-search.ts';
import type { TextRecord } from './record-reader.ts';

/** The fields of a record, and where its line end or the end of the text stands. */
export interface ParsedFields {
  readonly fields: readonly string[];
  readonly end: number;
}

/** What may end a field that has no quotes, for `parseFields`. */
export function separatorOf(delimiter: string): RegExp {
  return new RegExp(`[\\r\\n${escapeLiteral(delimiter)}]`, 'gu');
}

/** Reads the record at `start`. One that comes to the end of the text ends there, also inside of quotes. */
export function parseFields(text: string, start: number, separator: RegExp): ParsedFields {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    const quoted = text.startsWith('"', at) ? parseQuoted(text, at + 1) : { value: '', end: at };
    separator.lastIndex = quoted.end;
    const found = separator.exec(text);
    const end = found?.index ?? text.length;
    fields.push(quoted.value + text.slice(quoted.end, end));
    if (found === null || found[0] === '\n' || found[0] === '\r') return { fields, end };
    at = separator.lastIndex;
  }
}

/** The value up to the closing quote, and where the text goes on after it. */
function parseQuoted(text: string, start: number): { readonly value: string; readonly end: number } {
  let quote = text.indexOf('"', start);
  // Two quotes stand for one.
  while (quote !== -1 && text.startsWith('"', quote + 1)) quote = text.indexOf('"', quote + 2);
  const closed = quote !== -1;
  const value = text.slice(start, closed ? quote : text.length);
  return { value: value.replaceAll('""', '"'), end: closed ? quote + 1 : text.length };
}

/** The fields of a record, quotes resolved. */
export function fieldsOf(record: TextRecord, delimiter: string): readonly string[] {
  return record.quoted ?? record.text.split(delimiter);
}

/** Fields as a record, with quotes only where there must be. */
export function writeFields(fields: readonly string[], delimiter: string): string {
  return fields.map((field) => writeField(field, delimiter)).join(delimiter);
}

function writeField(field: string, delimiter: string): string {
  const plain = !field.includes(delimiter) && !/["\r\n]/.test(field);
  return plain ? field : `"${field.replaceAll(/"+/g, (quotes) => quotes + quotes)}"`;
}
