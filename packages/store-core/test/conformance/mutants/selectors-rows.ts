import { SelectorError } from '../../../src/index.ts';
import type { Mutant } from './mutant.ts';
import { asking, catching, changing, count, inRange, linesBy, texting } from './selector-mutant.ts';

const LINE_END = /\r\n|\r|\n/;

/** The columns that a selector asks for; empty where it asks for all. */
function columnsOf(columns: unknown): (string | number)[] {
  return Array.isArray(columns) ? columns.filter((column) => typeof column === 'string' || typeof column === 'number') : [];
}

const CANDIDATES = [',', '\t', ';', '|'];

/** What a media type says that delimits, if it names a table. */
function declared(mediaType: string): string | undefined {
  if (/^text\/csv\b/i.test(mediaType)) return ',';
  return /^text\/tab-separated-values\b/i.test(mediaType) ? '\t' : undefined;
}

/** The candidate that is most frequent in the first line, whether in quotes or not. */
function mostFrequent(text: string): string {
  const line = text.split(LINE_END, 1).join('');
  return CANDIDATES.toSorted((a, b) => line.split(b).length - line.split(a).length).at(0) ?? ',';
}

/** What is wrong with the records of tables. */
export const ROWS_SELECTOR_MUTANTS: readonly Mutant[] = [
  texting({
    name: 'leaves out empty records', source: 'PapaParse: skipEmptyLines, csv-parse: skip_empty_lines, which are switched on by habit',
    dies: 'selectors.rows.plain', message: /of "just text\\r\\nin\\rlines\\n\\n": expected "just text\\nin\\nlines\\n"/,
  }, ['rows'], (text) => (text.includes('"') ? text : linesBy(text, '\n').filter((line) => line !== '').join('\n'))),
  texting({
    name: 'writes records with commas', source: 'CSV writers left to their default, whatever the reader found',
    dies: 'selectors.golden.rows-tsv', message: /expected "h1\\th2\\n1\\t2", got "h1,h2\\n1,2"/,
  }, ['rows'], (text) => text.replaceAll('\t', ',')),
  texting({
    name: 'takes a line for a record', source: 'contextweaver\'s artifacts (store/artifacts.py): rows are the lines of a text; JavaScript: split by line end and by comma',
    dies: 'selectors.rows.quoted', message: /of "a,\\"x\\ny\\"\\nb,c\\n": expected/,
  }, ['rows'], (text, selector, artifact) => (selector['columns'] === undefined && selector['header'] !== true ? inRange(linesBy(artifact.text, LINE_END), selector).join('\n') : text)),
  texting({
    name: 'writes fields without their quotes', source: 'fields.join(\',\') of what a CSV parser gave',
    dies: 'selectors.rows.quoted', message: /expected "a,\\"x,y\\"", got "a,x,y"/,
  }, ['rows'], (text) => text.replaceAll(/"((?:[^"]|"")*)"/g, (_, field: string) => field.replaceAll('""', '"'))),
  asking({
    name: 'takes every table for one with commas', source: 'CSV parsers left to their default delimiter',
    dies: 'selectors.rows.tsv', message: /columns: \[1\] \} of "a\\tb\\n1\\t2\\n": expected "b\\n2", got/,
  }, ['rows'], (selector) => ({ ...selector, delimiter: selector['delimiter'] ?? ',' })),
  asking({
    name: 'guesses the delimiter without a look at the media type', source: 'Python: csv.Sniffer, PapaParse: delimitersToGuess: the content alone decides',
    dies: 'selectors.rows.tsv-by-media-type', message: /expected "a,b\\n1,2", got "a\\n1"/,
  }, ['rows'], (selector, { text }) => {
    return { ...selector, delimiter: selector['delimiter'] ?? mostFrequent(text) };
  }),
  texting({
    name: 'takes a delimiter for a pattern', source: 'Java, Perl: split takes a regular expression, in which . and | are not themselves',
    dies: 'selectors.rows.delimiter', message: /delimiter: "[|.]" \}/,
  }, ['rows'], (text, selector, artifact) => {
    const { delimiter } = selector;
    if (typeof delimiter !== 'string' || !/^[.|]$/.test(delimiter)) return text;
    const records = inRange(linesBy(artifact.text, LINE_END), selector).map((line) => line.split(new RegExp(delimiter, 'u')));
    return records.map((fields) => columnsOf(selector['columns']).map((column) => fields[Number(column)] ?? '').join(delimiter)).join('\n');
  }),
  asking({
    name: 'gives columns in the order of the table', source: 'POSIX: cut -f 3,1 gives the first field first',
    dies: 'selectors.rows.columns-by-index', message: /columns: \[2, 0\].*: expected "Rome,2", got "2,Rome"/,
  }, ['rows'], (selector) => {
    const columns = columnsOf(selector['columns']).filter((column) => typeof column === 'number');
    return columns.length === columnsOf(selector['columns']).length && columns.length > 1 ? { ...selector, columns: columns.toSorted((a, b) => a - b) } : selector;
  }),
  asking({
    name: 'counts the header as a record', source: 'row numbers of a file for one call and of its data for the next, as in spreadsheets and data frames',
    dies: 'selectors.rows.columns-by-name', message: /columns: \["name"\], start: 1, end: 2 \}.*: expected "name\\nBo", got "name\\nAnn"/,
  }, ['rows'], (selector) => {
    const [start = 0, end] = [count(selector, 'start'), count(selector, 'end')];
    if (!columnsOf(selector['columns']).some((column) => typeof column === 'string') || start < 1) return selector;
    return { ...selector, start: start - 1, end: end === undefined ? undefined : end - 1 };
  }),
  texting({
    name: 'gives the header to the first rows only', source: 'pages of a table cut out of what was written with its header once',
    dies: 'selectors.rows.header', message: /header: true, start: 2 \}.*: expected "id,name,city\\n3,Cy,Paris", got "3,Cy,Paris"/,
  }, ['rows'], (text, selector) => (selector['header'] === true && (count(selector, 'start') ?? 0) > 0 ? text.slice(text.indexOf('\n') + 1) : text)),
  asking({
    name: 'knows columns in any case', source: 'SQL: names of columns that are not quoted; data frames with cleaned names',
    dies: 'selectors.rows.unknown-column', message: /columns: \["id", "Name"\].*: expected INVALID_SELECTOR, but it succeeded/,
  }, ['rows'], (selector, { text }) => {
    const names = text.split(LINE_END, 1).join('').split(',');
    const known = (column: string | number): string | number => names.find((name) => name.toLowerCase() === String(column).toLowerCase()) ?? column;
    return columnsOf(selector['columns']).length === 0 ? selector : { ...selector, columns: columnsOf(selector['columns']).map(known) };
  }),
  catching({
    name: 'has empty fields for a column that is not there', source: 'JavaScript: row[name] ?? \'\'',
    dies: 'selectors.rows.unknown-column', message: /columns: \["country"\].*: expected INVALID_SELECTOR, but it succeeded/,
  }, ['rows'], (error, selector, { text }) => {
    const [column, ...others] = columnsOf(selector['columns']);
    if (typeof column !== 'string' || others.length > 0 || selector['header'] === false) throw error;
    return `${column}${linesBy(text, LINE_END).slice(1).map(() => '\n').join('')}`;
  }),
  asking({
    name: 'takes the first character of a delimiter', source: 'C: delimiter[0] of whatever string an option gives',
    dies: 'selectors.rows.bad-options', message: /delimiter: ",," \}.*: expected INVALID_SELECTOR, but it succeeded/,
  }, ['rows'], (selector) => (typeof selector['delimiter'] === 'string' && selector['delimiter'].startsWith(',,') ? { ...selector, delimiter: ',' } : selector)),
  changing({
    name: 'begins each chunk outside of quotes', source: 'CSV parsers run over chunks one by one, without a state that goes along',
    dies: 'selectors.rows.many', message: /unexpected: INVALID_SELECTOR: .*quote|records \[\d+, \d+\) of 20,000/,
  }, ['rows'], (given, _, { text }) => {
    for (let border = 131_072; border < text.length; border += 131_072) {
      if ((text.slice(0, border).match(/"/g)?.length ?? 0) % 2 === 1) throw new SelectorError(`rows: Invalid Opening Quote: a quote is found at byte ${border}`);
    }
    return given;
  }),
  asking({
    name: 'counts delimiters in quotes, too', source: 'guesses by `line.split(candidate).length`, made before anything is parsed',
    dies: 'selectors.rows.delimiter-told', message: /of "\\"a;b;c;d\\",e\\n1,2": expected "e\\n2", got/,
  }, ['rows'], (selector, { ref, text }) => ({ ...selector, delimiter: selector['delimiter'] ?? declared(ref.mediaType) ?? mostFrequent(text) })),
  asking({
    name: 'believes what the media type says of the delimiter', source: 'readers chosen by media type: what a spreadsheet exports as CSV has semicolons in much of Europe',
    dies: 'selectors.rows.csv-by-media-type', message: /of "a;b\\n1;2,3": expected "b\\n2,3", got/,
  }, ['rows'], (selector, { ref }) => ({ ...selector, delimiter: selector['delimiter'] ?? declared(ref.mediaType) })),
  asking({
    name: 'falls back on the comma, whatever the media type', source: 'guesses that end with `?? \',\'` where the first line has no delimiter, as one column has none',
    dies: 'selectors.rows.tsv-without-tabs', message: /of "a\\n1\\t2": expected "\\n2", got "\\n"/,
  }, ['rows'], (selector, { ref, text }) => {
    const line = text.split(LINE_END, 1).join('');
    const isBare = declared(ref.mediaType) !== undefined && CANDIDATES.every((candidate) => !line.includes(candidate));
    return isBare ? { ...selector, delimiter: selector['delimiter'] ?? ',' } : selector;
  }),
];
