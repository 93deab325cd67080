import { SelectorError } from '../../../src/index.ts';
import type { Mutant } from './mutant.ts';
import { changing, linesBy, rereading, texting, type Whole } from './selector-mutant.ts';

const OUTLINE = ['outline'];

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
];
