import { SelectorError } from '../../../src/index.ts';
import type { Mutant } from './mutant.ts';
import { changing, linesBy, rereading, texting, type Whole } from './selector-mutant.ts';

const OUTLINE = ['outline'];
const CHUNK = 131_072;
/** Columns that are told by name. */
const MOST_COLUMNS = 200;

/** An outline that tells another number of lines. */
function withLines(outline: string, lines: number): string {
  return outline.replace(/^lines: \d+/m, `lines: ${lines}`);
}

/** What is told of a text that is neither JSON nor a table. */
function plain(outline: string): string {
  return outline.split('\n').slice(0, 3).join('\n');
}

function isJson({ text }: Whole): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Every key of a JSON document, at every depth. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
}

/** What an outline tells wrong. */
export const OUTLINE_SELECTOR_MUTANTS: readonly Mutant[] = [
  texting({
    name: 'counts line feeds for lines', source: 'POSIX: wc -l, which counts line feeds, so that a last line without one is none',
    dies: 'selectors.outline.text', message: /the outline tells .*lines.*4.*; it was: .*lines: 2/s,
  }, OUTLINE, (outline, _, { text }) => outline.replace(/^lines: \d+/m, `lines: ${text.split('\n').length - 1}`)),
  texting({
    name: 'counts a line where there is nothing', source: 'JavaScript: \'\'.split(\'\\n\').length is 1',
    dies: 'selectors.outline.empty', message: /the outline tells .*lines.*0.*; it was: .*lines: 1/s,
  }, OUTLINE, (outline, _, { text }) => (text === '' ? outline.replace(/^lines: 0/m, 'lines: 1') : outline)),
  texting({
    name: 'tells the size of the text that it read', source: 'Buffer.byteLength(text) of a decoded text: bytes that are no UTF-8 have become three each',
    dies: 'selectors.outline.binary', message: /the outline tells .*70.*000.*; it was: .*size: 210000 bytes/s,
  }, OUTLINE, (outline, _, { text }) => outline.replace(/^size: \d+/m, `size: ${Buffer.byteLength(text)}`)),
  texting({
    name: 'shows the beginning of what it outlines', source: 'summaries for agents that are the first so many characters: secrets among them',
    dies: 'selectors.outline.json', message: /the outline does not tell secret text/,
  }, OUTLINE, (outline, _, { text }) => `${outline}\n${text.slice(0, 100)}`),
  texting({
    name: 'counts the members of an array that it looked at', source: 'samplers of the first hundred, whose number is told for that of all',
    dies: 'selectors.outline.json-array', message: /the outline tells .*array.*250.*; it was: .*array \(100\)/s,
  }, OUTLINE, (outline) => outline.replaceAll(/array \((\d+)\)/g, (_, members: string) => `array (${Math.min(Number(members), 100)})`)),
  texting({
    name: 'does not take +json for JSON', source: '`mediaType === \'application/json\' || mediaType.startsWith(\'text/\')`, which leaves out the suffix of RFC 6839',
    dies: 'selectors.outline.json-suffix', message: /the outline tells answer; it was: media type: application\/problem\+json\nsize: \d+ bytes\nlines: 1$/,
  }, OUTLINE, (outline, _, { ref }) => (ref.mediaType.endsWith('+json') ? plain(outline) : outline)),
  texting({
    name: 'believes the media type alone', source: 'readers chosen by media type: JSON that a tool calls text/plain is text',
    dies: 'selectors.outline.json-unannounced', message: /the outline tells answer; it was: media type: text\/plain\nsize: \d+ bytes\nlines: 1$/,
  }, OUTLINE, (outline, _, { ref }) => (ref.mediaType.includes('json') || ref.mediaType.includes('separated') || ref.mediaType.includes('csv') ? outline : plain(outline))),
  texting({
    name: 'does not take JSON behind a byte-order mark for JSON', source: 'JavaScript: JSON.parse throws at a byte-order mark, as RFC 8259 lets it',
    dies: 'selectors.outline.json-byte-order-mark', message: /the outline tells answer; it was: media type: application\/json/,
  }, OUTLINE, (outline, _, { text }) => (text.startsWith('\ufeff') ? plain(outline) : outline)),
  texting({
    name: 'follows JSON to the bottom', source: 'recursive printers without a depth, as util.inspect with depth: null',
    dies: 'selectors.outline.json-deep', message: /the outline does not tell bottom/,
  }, OUTLINE, (outline, _, artifact) => (isJson(artifact) && artifact.text.length < 2_000 ? [outline, ...keysOf(JSON.parse(artifact.text))].join('\n') : outline)),
  texting({
    name: 'leaves out what is too deep or too much without saying so', source: 'printers that cut silently, as console tables and data frames with their rows left out',
    dies: 'selectors.outline.json-deep-arrays', message: /the outline tells \u2026; it was/,
  }, OUTLINE, (outline) => outline.replaceAll('\u2026', '')),
  texting({
    name: 'leaves out members without saying so', source: 'samplers of the first members of an object, as BSON shapes in database browsers',
    dies: 'selectors.outline.json-wide', message: /the outline tells \u2026; it was/,
  }, OUTLINE, (outline, _, artifact) => (isJson(artifact) && keysOf(JSON.parse(artifact.text)).length > 1_000 ? outline.replaceAll('\u2026', '') : outline)),
  texting({
    name: 'counts the columns that it tells', source: 'lists cut to what can be shown before they are counted',
    dies: 'selectors.outline.csv-wide', message: /the outline tells .*columns.*3.*000.*; it was: .*columns: 200/s,
  }, OUTLINE, (outline) => outline.replace(/^columns: (\d+)/m, (_, columns: string) => `columns: ${Math.min(Number(columns), 200)}`)),
  changing({
    name: 'has no outline of JSON that cannot be read', source: 'JSON.parse without a catch: a cut-off answer of a tool has no outline at all',
    dies: 'selectors.outline.not-json', message: /unexpected: INVALID_SELECTOR: .*Unexpected token/,
  }, OUTLINE, (given, _, artifact) => {
    if (artifact.ref.mediaType === 'application/json' && !artifact.text.startsWith('\ufeff') && artifact.text.length < 10_000 && !isJson(artifact)) {
      throw new SelectorError('outline: SyntaxError: Unexpected token in JSON');
    }
    return given;
  }),
  texting({
    name: 'counts the lines of a table for its rows', source: 'wc -l minus the header, which a quoted line end makes wrong',
    dies: 'selectors.outline.csv', message: /the outline tells .*rows.*2.*; it was: .*rows: 3/s,
  }, OUTLINE, (outline, _, { text }) => outline.replace(/^rows: \d+/m, `rows: ${linesBy(text, '\n').length - 1}`)),
  rereading({
    name: 'takes every table for one with commas in its outline', source: 'CSV parsers left to their default delimiter, whatever the media type',
    dies: 'selectors.outline.tsv', message: /the outline tells name, first; it was/,
  }, OUTLINE, ({ bytes }) => bytes, (mediaType) => (mediaType.includes('tab-separated') ? 'text/csv' : mediaType)),
  texting({
    name: 'outlines each member of an array by itself', source: 'recursive printers that do not put like shapes together',
    dies: 'selectors.outline.short', message: /the outline of 20,000 objects of one shape has less than 2,000 characters; it had \d+/,
  }, OUTLINE, (outline, _, artifact) => {
    const value: unknown = artifact.ref.mediaType === 'application/json' && isJson(artifact) ? JSON.parse(artifact.text) : null;
    return Array.isArray(value) ? [outline, ...value.map((one) => `- ${keysOf(one).join(', ')}`)].join('\n') : outline;
  }),
  texting({
    name: 'does not end a line at CR alone in its outline', source: 'JavaScript: text.split(/\\r?\\n/), beside a lines selector that knows all three line ends',
    dies: 'selectors.outline.lines', message: /the outline tells .*lines.*6.*; it was: .*lines: 5/s,
  }, OUTLINE, (outline, _, { text }) => withLines(outline, linesBy(text, /\r?\n/).length)),
  texting({
    name: 'counts a line after the last line end', source: 'JavaScript: text.split(/\\r\\n|\\r|\\n/).length, which counts what stands after the last one, too',
    dies: 'selectors.outline.one-line-1', message: /the outline tells .*lines.*1.*; it was: .*lines: 2/s,
  }, OUTLINE, (outline, _, { text }) => (text === '' ? outline : withLines(outline, text.split(/\r\n|\r|\n/).length))),
  texting({
    name: 'counts a CRLF for two lines', source: 'counters that go byte by byte, and take CR and LF for a line end each',
    dies: 'selectors.outline.one-line-3', message: /the outline tells .*lines.*1.*; it was: .*lines: 2/s,
  }, OUTLINE, (outline, _, { text }) => withLines(outline, linesBy(text, /[\r\n]/).length)),
  texting({
    name: 'counts a CRLF that two chunks share for two lines', source: 'sums of the line ends of each chunk, with no look at what the one before ended with',
    dies: 'selectors.outline.lines-at-border', message: /the outline tells .*lines.*4.*; it was: .*lines: 5/s,
  }, OUTLINE, (outline, _, { bytes }) => {
    const shared = Array.from({ length: Math.floor(bytes.length / CHUNK) }, (__, index) => (index + 1) * CHUNK).filter((border) => bytes[border - 1] === 0x0d && bytes[border] === 0x0a);
    return outline.replace(/^lines: (\d+)/m, (__, lines: string) => `lines: ${Number(lines) + shared.length}`);
  }),
  texting({
    name: 'looks at a media type with its parameters', source: '`mediaType.endsWith(\'+json\')`, which a charset behind it makes false',
    dies: 'selectors.outline.json-suffix-not-json', message: /the outline tells .*json: .*cannot.*; it was: media type: application\/ld\+json; charset=utf-8\nsize: \d+ bytes\nlines: 1$/,
  }, OUTLINE, (outline, _, artifact) => (artifact.ref.mediaType.includes(';') && !isJson(artifact) ? plain(outline) : outline)),
  texting({
    name: 'knows media types in lower case only', source: '`mediaType === \'application/json\'`, where RFC 9110 has types in any case',
    dies: 'selectors.outline.json-text', message: /the outline tells .*json: .*cannot.*; it was: media type: +Text\/JSON ;x=\/xml\nsize: \d+ bytes\nlines: 1$/,
  }, OUTLINE, (outline, _, artifact) => (/^[^;]*[A-Z]/.test(artifact.ref.mediaType) && !isJson(artifact) ? plain(outline) : outline)),
  texting({
    name: 'takes whatever has json in its name for JSON', source: '`mediaType.includes(\'json\')`, as many a client of HTTP asks',
    dies: 'selectors.outline.no-json', message: /the outline does not tell .*json: .*; it was: media type: json\/text\n.*JSON: cannot be read/s,
  }, OUTLINE, (outline, _, { ref }) => (ref.mediaType.includes('json') && !/^JSON: /m.test(outline) ? `${outline}\nJSON: cannot be read` : outline)),
  texting({
    name: 'takes a number in a text for JSON', source: 'JSON.parse in a try, which takes a number, a word or a quoted text alone, as RFC 8259 has it',
    dies: 'selectors.outline.no-json-number', message: /the outline does not tell .*json: .*; it was: media type: \+json\/text\n.*JSON: number/s,
  }, OUTLINE, (outline, _, { text }) => (/^-?\d+$/.test(text) && !/^JSON: /m.test(outline) ? `${outline}\nJSON: number` : outline)),
  texting({
    name: 'knows tables as text/csv alone', source: 'lists of media types that hold the registered one, and not those that are in use, as application/csv',
    dies: 'selectors.outline.csv-application', message: /the outline tells .*columns.*2.*; it was: media type: application\/csv\nsize: \d+ bytes\nlines: 2$/,
  }, OUTLINE, (outline, _, { ref }) => (ref.mediaType === 'application/csv' ? plain(outline) : outline)),
  texting({
    name: 'keeps the last place of its columns for a sign of more', source: '`length < most` for `length <= most`, so that a list that would just fit is cut',
    dies: 'selectors.outline.csv-most', message: /the outline tells c200; it was: /,
  }, OUTLINE, (outline) => {
    const last = outline.split('\n').filter((line) => line.startsWith('  ')).at(MOST_COLUMNS - 1);
    return last === undefined || !/^columns: /m.test(outline) ? outline : outline.replace(last, '  \u2026');
  }),
  texting({
    name: 'tells of members as if each object had them', source: 'shapes inferred by a union of keys, without a count of the objects that have each of them',
    dies: 'selectors.outline.shapes', message: /the shape of members that are not everywhere: expected .*\\"b\\"\?: number.*got .*\\"b\\": number/,
  }, OUTLINE, (outline) => outline.replaceAll('"?: ', '": ')),
];
