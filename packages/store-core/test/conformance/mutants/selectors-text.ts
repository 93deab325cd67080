import { BackendError, SelectorError } from '../../../src/index.ts';
import type { Mutant } from './mutant.ts';
import { ALL_TYPES, asking, catching, changing, count, decode, inRange, lengthByLead, linesBy, rereading, texting, TEXT_TYPES } from './selector-mutant.ts';

const CHUNK = 131_072;
/** Where Python's str.splitlines ends lines. */
const PYTHON_LINE_ENDS = /\r\n|[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]/;

/** Cut to pieces as chunks come, with nothing left over for the next one. */
function chunks(bytes: Uint8Array): string[] {
  return Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, index) => decode(bytes.subarray(index * CHUNK, (index + 1) * CHUNK)));
}

/** Decoded with the character that lies across the first border taken as long as its first byte says, whole or broken. */
function carriedOver(bytes: Uint8Array): string | Uint8Array {
  for (let before = 3; before > 0; before -= 1) {
    const start = CHUNK - before;
    const end = start + lengthByLead(bytes[start] ?? 0);
    if (end <= CHUNK) continue;
    const character = decode(bytes.subarray(start, end));
    return `${decode(bytes.subarray(0, start))}${character.includes('\ufffd') ? '\ufffd' : character}${decode(bytes.subarray(end))}`;
  }
  return bytes;
}

/** The last characters, found by walking back over what looks like the rest of a character. */
function walkedBack(bytes: Uint8Array, chars: number): string {
  let start = bytes.length;
  for (let found = 0; found < chars && start > 0; found += 1) {
    do start -= 1;
    while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80);
  }
  return decode(bytes.subarray(start));
}

/** What is wrong with selectors that count characters, bytes and lines. */
export const TEXT_SELECTOR_MUTANTS: readonly Mutant[] = [
  texting({
    name: 'counts UTF-16 units in a head', source: 'JavaScript: text.slice(0, 500), where Python\'s text[:500] counts code points',
    dies: 'selectors.head.code-points', message: /drilldown of .*type: "head".*: expected/,
  }, ['head'], (_, selector, { bytes }) => decode(bytes.subarray(count(selector, 'start') ?? 0)).slice(0, count(selector, 'chars') ?? 500)),
  asking({
    name: 'gives a thousand characters unless told', source: 'defaults that each implementation writes down anew, as contextweaver\'s rows have an end of 5',
    dies: 'selectors.golden.head-default-500', message: /drilldown with \{"type":"head"\}/,
  }, ['head'], (selector) => ({ ...selector, chars: selector['chars'] ?? 1_000 })),
  texting({
    name: 'counts what a reader takes for characters', source: 'Intl.Segmenter, Swift: graphemes, whose borders change with each version of Unicode',
    dies: 'selectors.golden.head-combining', message: /drilldown with \{"type":"head","chars":1\}: expected "e"/,
  }, ['head'], (text, selector, artifact) => (selector['start'] === undefined
    ? Array.from(new Intl.Segmenter().segment(artifact.text), ({ segment }) => segment).slice(0, count(selector, 'chars') ?? 500).join('')
    : text)),
  asking({
    name: 'takes a head of 0 characters for one by default', source: 'JavaScript: `chars || 500`',
    dies: 'selectors.golden.head-zero', message: /drilldown with \{"type":"head","chars":0\}: expected "", got "abc"/,
  }, ['head'], (selector) => ({ ...selector, chars: selector['chars'] === 0 ? undefined : selector['chars'] })),
  rereading({
    name: 'reads past a byte-order mark', source: 'TextDecoder takes a byte-order mark away unless ignoreBOM is true',
    dies: 'selectors.text.byte-order-mark', message: /drilldown of .*"\\ufeffabc": expected "\\ufeffa", got "ab"/,
  }, TEXT_TYPES, ({ text }) => text.replace(/^\ufeff/, '')),
  rereading({
    name: 'leaves out what is no UTF-8', source: 'Python: decode with errors=\'ignore\'; iconv -c',
    dies: 'selectors.golden.head-invalid-utf8', message: /drilldown with \{"type":"head","chars":100\}: expected "a\ufffd\ufffdb/,
  }, TEXT_TYPES, ({ text }) => text.replaceAll('\ufffd', '')),
  rereading({
    name: 'reads one U+FFFD for each byte that is no UTF-8', source: 'decoders from before the WHATWG\'s and Unicode\'s practice of one for each maximal part',
    dies: 'selectors.text.invalid', message: /drilldown of .*: expected "a\ufffd\ufffdb/,
  }, TEXT_TYPES, ({ bytes, text }) => (text.includes('\ufffd') ? Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('') : text)),
  rereading({
    name: 'reads to the first NUL', source: 'C strings; databases and terminals that end a text there',
    dies: 'selectors.golden.head-nul', message: /drilldown with \{"type":"head","chars":3\}: expected "a\\u0000b", got "a"/,
  }, TEXT_TYPES, ({ text }) => text.split('\u0000', 1).join('')),
  asking({
    name: 'begins a head at a character', source: 'offsets in characters for one call and in bytes for the next, as when `next` is a position in a file',
    dies: 'selectors.head.start', message: /type: "head", start: 5.*: expected "bc"/,
  }, ['head'], (selector, { text }) => {
    const start = count(selector, 'start');
    return start === undefined || start > text.length ? selector : { ...selector, start: Buffer.byteLength(Array.from(text).slice(0, start).join('')) };
  }),
  texting({
    name: 'counts UTF-16 units in a tail', source: 'JavaScript: text.slice(-500), which may begin with half a character',
    dies: 'selectors.tail.code-points', message: /drilldown of .*type: "tail".*: expected/,
  }, ['tail'], (_, selector, { text }) => text.slice(Math.max(0, text.length - (count(selector, 'chars') ?? 500)))),
  texting({
    name: 'cuts a text of 0 characters with slice(-chars)', source: 'JavaScript and Python: slice(-0) and text[-0:] are the whole text',
    dies: 'selectors.tail.zero', message: /chars: 0 \} of "abc": expected "", got "abc"/,
  }, ['tail'], (text, selector, artifact) => (selector['chars'] === 0 ? artifact.text : text)),
  rereading({
    name: 'reads 64 KiB from the end for a tail', source: 'tails that read one block from the end, whatever was asked for',
    dies: 'selectors.text.large-tail', message: /UTF-16 units of a tail of 150,000 characters/,
  }, ['tail'], ({ bytes }) => bytes.slice(-65_536)),
  asking({
    name: 'gives the byte at the end of a range of bytes', source: 'HTTP: Range, and Node: createReadStream, in both of which the end is included',
    dies: 'selectors.bytes.range', message: /type: "bytes", end: 2 \} of "abcdef": expected "ab", got "abc"/,
  }, ['bytes'], (selector) => {
    const end = count(selector, 'end');
    return end === undefined || end === Number.MAX_SAFE_INTEGER || !(end > (count(selector, 'start') ?? 0)) ? selector : { ...selector, end: end + 1 };
  }),
  texting({
    name: 'leaves out a character that the end of a range cuts', source: 'Node: StringDecoder.write keeps an incomplete character back, and end() is forgotten',
    dies: 'selectors.bytes.cut-character', message: /type: "bytes", end: 3 \} of .*: expected "a\ufffd", got "a"/,
  }, ['bytes'], (text) => text.replace(/\ufffd+$/, '')),
  rereading({
    name: 'decodes each chunk by itself', source: 'Node: `stream.on(\'data\', (chunk) => text += chunk)` without setEncoding',
    dies: 'selectors.text.chunk-borders', message: /head with a character that begins \d bytes before a border/,
  }, ALL_TYPES, ({ bytes }) => (bytes.length > CHUNK ? chunks(bytes).join('') : bytes)),
  texting({
    name: 'walks back over what looks like the rest of a character', source: 'tails that look for a byte other than 10xxxxxx, which is enough only in valid UTF-8',
    dies: 'selectors.text.any-bytes', message: /tail \d+ of the bytes/,
  }, ['tail'], (_, selector, { bytes }) => walkedBack(bytes, count(selector, 'chars') ?? 500)),

  asking({
    name: 'counts lines from 1', source: 'editors, grep and sed, whose first line is 1',
    dies: 'selectors.lines.range', message: /type: "lines", start: 1, end: 3 \}.*: expected "b\\nc", got "a\\nb/,
  }, ['lines'], (selector) => {
    const [start = 0, end] = [count(selector, 'start'), count(selector, 'end')];
    return start > 0 && start < 100 ? { ...selector, start: start - 1, end: end === undefined ? undefined : Math.max(0, end - 1) } : selector;
  }),
  texting({
    name: 'ends lines at LF alone', source: 'JavaScript: text.split(\'\\n\'), which leaves the CR of each CRLF',
    dies: 'selectors.lines.ends', message: /"a\\r\\nb\\r\\nc": expected "a\\nb\\nc", got "a\\r\\nb/,
  }, ['lines'], (_, selector, { text }) => inRange(linesBy(text, '\n'), selector).join('\n')),
  texting({
    name: 'does not end a line at CR alone', source: 'JavaScript: text.split(/\\r?\\n/)',
    dies: 'selectors.lines.any-bytes', message: /lines \[\d, \w+\) of the bytes/,
  }, ['lines'], (_, selector, { text }) => inRange(linesBy(text, /\r?\n/), selector).join('\n')),
  texting({
    name: 'has an empty line after the last line end', source: 'JavaScript: \'a\\n\'.split(\'\\n\') has two members',
    dies: 'selectors.lines.final-end', message: /"a\\nb\\n": expected "a\\nb", got "a\\nb\\n"/,
  }, ['lines'], (_, selector, { text }) => inRange(text.split(/\r\n|\r|\n/), selector).join('\n')),
  texting({
    name: 'ends each line that it gives', source: 'console.log and println, and text files as POSIX defines them',
    dies: 'selectors.golden.lines-trailing-newline', message: /drilldown with \{"type":"lines"\}: expected "a\\nb", got "a\\nb\\n"/,
  }, ['lines'], (text) => (text === '' ? '' : `${text}\n`)),
  texting({
    name: 'ends lines wherever Python does', source: 'contextweaver\'s artifacts (store/artifacts.py): str.splitlines, which ends lines at U+2028, U+0085, form feeds and more',
    dies: 'selectors.lines.other-separators', message: /expected "a\\u2028b\\u2029c\\u0085d.*, got "a"/,
  }, ['lines'], (_, selector, { text }) => inRange(linesBy(text, PYTHON_LINE_ENDS), selector).join('\n')),
  texting({
    name: 'leaves out empty lines', source: 'JavaScript: text.split(\'\\n\').filter(Boolean); Python: if line.strip()',
    dies: 'selectors.golden.lines-blank-middle', message: /drilldown with \{"type":"lines"\}: expected "a\\n\\n\\n\\nb\\n", got "a\\nb"/,
  }, ['lines'], (_, selector, { text }) => inRange(linesBy(text, /\r\n|\r|\n/).filter((line) => line !== ''), selector).join('\n')),
  changing({
    name: 'cannot read an empty artifact', source: 'Node: createReadStream with end: size - 1, which is out of range where the size is 0',
    dies: 'selectors.golden.lines-empty', message: /unexpected: BACKEND: ERR_OUT_OF_RANGE/,
  }, ALL_TYPES, (given, _, { bytes }) => {
    if (bytes.length === 0) throw new BackendError('ERR_OUT_OF_RANGE: The value of "end" is out of range. It must be >= 0. Received -1');
    return given;
  }),
  changing({
    name: 'refuses an end beyond the last line', source: 'languages whose slices are checked: Go and Rust panic, Java throws',
    dies: 'selectors.golden.lines-out-of-range', message: /unexpected: INVALID_SELECTOR: .*out of range/,
  }, ['lines'], (given, selector, { text }) => {
    const [end = 0, { length }] = [count(selector, 'end'), linesBy(text, /\r\n|\r|\n/)];
    if (end > length) throw new SelectorError(`lines: slice bounds out of range [:${end}] with length ${length}`);
    return given;
  }),
  texting({
    name: 'takes a CRLF that two chunks share for two line ends', source: 'line readers that look at one chunk at a time',
    dies: 'selectors.lines.chunk-borders', message: /the line after "\\r\\n" that begins 1 bytes before a border/,
  }, ['lines'], (_, selector, { bytes }) => inRange(linesBy(chunks(bytes).map((chunk) => chunk.replaceAll(/\r\n|\r/g, '\n')).join(''), '\n'), selector).join('\n')),
  rereading({
    name: 'reads the first 256 KiB', source: 'tools for agents that cut a file off so as not to fill the context, before they look for what was asked',
    dies: 'selectors.lines.many', message: /lines \[\d+, \d+\) of 50,000/,
  }, ALL_TYPES, ({ bytes }) => bytes.slice(0, 262_144)),
  catching({
    name: 'gives nothing where a bound is negative', source: 'Python: slices take any bounds, so that no one is refused',
    dies: 'selectors.options.lines', message: /drilldown with start: -1: expected INVALID_SELECTOR, but it succeeded/,
  }, ['lines'], (error, selector) => {
    if (Number(selector['start']) < 0 || Number(selector['end']) < 0) return '';
    throw error;
  }),
  rereading({
    name: 'carries a character over to the next chunk without a look at it', source: 'decoders of their own that keep as many bytes as the first one of a character asks for, and see afterwards that they are none',
    dies: 'selectors.text.broken-at-borders', message: /bytes of f0 9f 98, \d of them before the border: expected/,
  }, ['bytes', 'head'], ({ bytes }) => carriedOver(bytes)),
];
