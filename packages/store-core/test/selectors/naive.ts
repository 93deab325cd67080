/** The selectors once more, in the simplest way that can be thought of: whole texts, no limits. */
import { compareCodePoints } from '../../src/values/unicode.ts';

export function lines(text: string): readonly string[] {
  const all = text.split(/\r\n|\r|\n/);
  return all.at(-1) === '' ? all.slice(0, -1) : all;
}

/** Records, character by character, written out again. */
export function rows(text: string, delimiter: string): readonly string[] {
  const characters = Array.from(text);
  const mark = characters[0] === '\ufeff' ? characters.shift() : undefined;
  const records: string[][] = [];
  let record: string[] | undefined = mark === undefined ? undefined : [];
  let field = '';
  let state: 'begin' | 'plain' | 'quoted' = 'begin';
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    record ??= [];
    if (state === 'quoted') {
      if (character !== '"') field += character;
      else if (characters[at + 1] === '"') field += characters[(at += 1)] ?? '';
      else state = 'plain';
    } else if (character === '"' && state === 'begin') {
      state = 'quoted';
    } else if (character === delimiter) {
      record.push(field);
      field = '';
      state = 'begin';
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && characters[at + 1] === '\n') at += 1;
      records.push([...record, field]);
      record = undefined;
      field = '';
      state = 'begin';
    } else {
      field += character;
      state = 'plain';
    }
  }
  if (record !== undefined) records.push([...record, field]);
  const write = (field: string): string => {
    const quotes = field.includes(delimiter) || ['"', '\r', '\n'].some((special) => field.includes(special));
    return quotes ? `"${field.split('"').join('""')}"` : field;
  };
  return records.map((fields, index) => (index === 0 ? (mark ?? '') : '') + fields.map(write).join(delimiter));
}

interface GrepOptions {
  readonly before: number;
  readonly after: number;
  readonly limit: number | undefined;
  readonly start: number;
}

export function grep(text: string, matches: (line: string) => boolean, options: GrepOptions): string {
  const { before, after, limit = Number.POSITIVE_INFINITY, start } = options;
  const all = lines(text);
  const hits = all.flatMap((line, index) => (index >= start && matches(line) ? [index] : []));
  const shown = hits.slice(0, limit);
  // The match after the last one that is shown ends its context.
  const stop = hits[shown.length] ?? all.length;
  return all
    .flatMap((line, index) => {
      if (shown.includes(index)) return [`${index + 1}:${line}`];
      const near = index >= start && index < stop && shown.some((hit) => index >= hit - before && index <= hit + after);
      return near ? [`${index + 1}-${line}`] : [];
    })
    .join('\n');
}

export function jsonKeys(value: unknown, keys: readonly string[]): string {
  if (!isObject(value)) return '';
  return json(Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key))));
}

/** Every pointer into a value, with what stands there. */
export function pointers(value: unknown, pointer = ''): readonly { readonly pointer: string; readonly text: string }[] {
  const here = { pointer, text: typeof value === 'string' ? value : json(value) };
  const members: [string, unknown][] = isObject(value) || Array.isArray(value) ? Object.entries(value) : [];
  return [here, ...members.flatMap(([key, member]) => pointers(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`))];
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function json(value: unknown, indent = ''): string {
  const inner = `${indent}  `;
  const wrap = (open: string, items: readonly string[], close: string): string =>
    items.length === 0 ? open + close : `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
  if (Array.isArray(value)) return wrap('[', value.map((item) => json(item, inner)), ']');
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([left], [right]) => compareCodePoints(left, right));
  return wrap('{', entries.map(([key, member]) => `${JSON.stringify(key)}: ${json(member, inner)}`), '}');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
