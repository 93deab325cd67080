import type { Collection, Decide } from '../../../src/adapter.ts';
import { LIMITS } from '../../../src/index.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { changingMembers, changingRecords, deepChanged } from './changed-records.ts';
import { toText } from './conversions.ts';
import { broken, type Mutant, overriding, wrapping } from './mutant.ts';
import { rewritingTexts } from './rewriting-backend.ts';

const TEXTS: ReadonlySet<string> = new Set(['text', 'summary', 'value']);
const IDENTIFIERS: ReadonlySet<string> = new Set(['id', 'kind', 'parentId', 'runId', 'actor', 'sessionId', 'modelId', 'modelProfile', 'episodeId', 'factId', 'key', 'tags']);

class LimitsRecords extends MapBackend {
  override append(scope: string, collection: Collection, ids: readonly string[], decide: Decide): void {
    super.append(scope, collection, ids, (state) => {
      const decision = decide(state);
      const largest = Math.max(0, ...decision.entries.map(({ body }) => body.length));
      if (largest > 16 * 1024 * 1024) throw new Error(`a document of ${largest} bytes is larger than 16777216`);
      return decision;
    });
  }
}

/** Mistakes with texts. */
export const TEXT_MUTANTS: readonly Mutant[] = [
  broken({
    name: 'cuts texts at 64 KiB',
    source: 'MySQL: TEXT holds 65,535 bytes, and without strict mode what exceeds them is cut with a warning',
    dies: 'values.text.longest.event-text', message: /event\.text of 16 MiB.*expected 16777216, got 65535/,
  }, () => rewritingTexts((text) => text.slice(0, 65_535))),
  broken({
    name: 'ends texts at U+0000',
    source: 'C strings; SQLite documents that its string functions, as length(), stop at the first NUL',
    dies: 'values.text.legal.event-text', message: /NUL: expected "\\u0000", got ""/,
  }, () => rewritingTexts((text) => text.replace(/\u0000[^]*$/, ''))),
  broken({
    name: 'composes the letters of texts',
    source: 'MediaWiki, which brings all input into Unicode\'s form C before it stores it',
    dies: 'values.text.legal.episode-summary', message: /decomposed: expected "cafe\u0301", got "caf\u00e9"/,
  }, () => rewritingTexts((text) => text.normalize('NFC'))),
  broken({
    name: 'ends each line with LF',
    source: 'XML 1.0, section 2.11: a parser hands on CRLF and CR as LF',
    dies: 'values.text.legal.fact-value', message: /expected " \\t\\r\\n ", got " \\t\\n "/,
  }, () => rewritingTexts((text) => text.replace(/\r\n?/g, '\n'))),
  broken({
    name: 'takes the empty string for none',
    source: 'Oracle Database: a VARCHAR2 of length zero is NULL, as its SQL reference says under Nulls',
    dies: 'values.text.legal.fact-value', message: /the empty string: expected "", got null/,
  }, () => rewritingTexts((text) => (text === '' ? null : text))),
  broken({
    name: 'refuses records of more than 16 MiB in all',
    source: 'MongoDB: a BSON document, names and all, has at most 16 MiB',
    dies: 'values.text.longest.fact-value', message: /fact\.value of 16 MiB: expected to succeed, got "BACKEND" \(map: a document of \d+ bytes is larger/,
  }, () => new LimitsRecords()),
  broken({
    name: 'decodes each piece of a text by itself',
    source: 'Node.js streams without setEncoding: `data += chunk` breaks what lies across two chunks',
    dies: 'values.text.longest.two-bytes', message: /two-byte characters/,
  }, () => rewritingTexts(inPieces)),
  wrapping({
    name: 'drops the byte-order mark of labels',
    source: 'TextDecoder, which drops it unless it was made with `ignoreBOM: true`',
    dies: 'values.text.legal.artifact-label', message: /a byte-order mark: expected "\\ufefftext", got "text"/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => await artifacts.put(handle, content, typeof options?.label === 'string' ? { ...options, label: options.label.replace(/^\ufeff/, '') } : options),
    }),
  })),
  wrapping({
    name: 'cuts what is too long',
    source: 'MySQL without strict mode: values are cut to the length of their column, with a warning',
    dies: 'values.text.longest.episode-summary', message: /16 MiB and a byte: expected INVALID_VALUE, but it succeeded/,
  }, changingMembers((name, value) => {
    if (typeof value !== 'string') return value;
    return TEXTS.has(name) ? cut(value, LIMITS.textBytes) : IDENTIFIERS.has(name) ? cut(value, LIMITS.identifierBytes) : value;
  })),
  wrapping({
    name: 'cuts labels that are too long',
    source: 'object stores that keep what describes an object in headers of a bounded size, and cut it to fit',
    dies: 'values.text.longest.artifact-label', message: /16 MiB and a byte: expected INVALID_VALUE, but it succeeded/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => await artifacts.put(handle, content, typeof options?.label === 'string' ? { ...options, label: cut(options.label, LIMITS.textBytes) } : options),
    }),
  })),
  wrapping({
    name: 'replaces lone surrogates',
    source: 'TextEncoder and every other web API that takes a USVString: a lone surrogate becomes U+FFFD',
    dies: 'values.text.bad.event-text', message: /lone high surrogate: expected INVALID_VALUE, but it succeeded/,
  }, changingRecords((record) => deepChanged(record, (value) => (typeof value === 'string' ? value.toWellFormed() : value)) as typeof record)),
  wrapping({
    name: 'replaces lone surrogates of artifacts',
    source: 'Buffer.from(text) of Node.js: a lone surrogate becomes the three bytes of U+FFFD',
    dies: 'values.text.artifact-content', message: /content: a lone high surrogate: expected INVALID_VALUE, but it succeeded/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, { label, ...options } = {}) => {
        const text = typeof content === 'string' ? content.toWellFormed() : content;
        return await artifacts.put(handle, text, { ...options, label: typeof label === 'string' ? label.toWellFormed() : label });
      },
    }),
  })),
  wrapping({
    name: 'makes a string of whatever it is given',
    source: 'Web Storage: setItem converts its arguments to strings, so that null comes back as "null"',
    dies: 'values.text.bad.fact-value', message: /a number: expected INVALID_VALUE, but it succeeded/,
  }, changingMembers((name, value) => {
    if (name === 'tags') return Array.isArray(value) ? value.map((tag: unknown) => (tag === undefined ? tag : toText(tag))) : value;
    return TEXTS.has(name) || IDENTIFIERS.has(name) ? toText(value) : value;
  })),
  wrapping({
    name: 'writes text as Latin-1',
    source: 'the encoding `binary` of Node.js, which keeps the low byte of each UTF-16 unit',
    dies: 'values.text.artifact-content', message: /content: mixed line ends: expected 18 bytes .*, got 13 bytes/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => {
        const bytes = typeof content === 'string' && content.isWellFormed() ? Buffer.from(content, 'latin1') : content;
        return await artifacts.put(handle, bytes, { mediaType: typeof content === 'string' ? 'text/plain; charset=utf-8' : undefined, ...options });
      },
    }),
  })),
];

/** As much of the text as fits into so many bytes of UTF-8. */
function cut(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  const encoded = Buffer.from(text);
  return encoded.length <= bytes || !text.isWellFormed() ? text : encoded.subarray(0, bytes).toString('utf8').replace(/\ufffd+$/, '');
}

function inPieces(text: string): string {
  const bytes = Buffer.from(text);
  const size = 65_535;
  if (bytes.length <= size) return text;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.toString('utf8', index * size, (index + 1) * size)).join('');
}
