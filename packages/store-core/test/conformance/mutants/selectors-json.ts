import { LIMITS, SelectorError } from '../../../src/index.ts';
import type { Mutant } from './mutant.ts';
import { asking, catching, changing, JSON_TYPES, rereading, selectingBy, texting, type Options } from './selector-mutant.ts';

const INDENT = 2;
const CHUNK = 131_072;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keysOf(selector: Options): string[] {
  return Array.isArray(selector['keys']) ? selector['keys'].filter((key) => typeof key === 'string') : [];
}

/** The value at a pointer, by plain property access. */
function at(document: unknown, pointer: unknown): unknown {
  const tokens = String(pointer).split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce((value: unknown, token) => (typeof value === 'object' && value !== null ? Reflect.get(value, token) : undefined), document);
}

/** Of a flat object, the first of equal members. */
function firstOfEqual(text: string): string {
  if (!/^\{[^{}[\]]*\}$/.test(text)) return text;
  const members = new Map<string, string>();
  for (const [member, key = ''] of text.matchAll(/("[^"]*")\s*:\s*[^,}]+/g)) if (!members.has(key)) members.set(key, member);
  return `{${[...members.values()].join(',')}}`;
}

/** A text up to where its first object ends. */
function firstObject(text: string): string {
  let depth = 0;
  for (const [index, char] of Array.from(text).entries()) {
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (char === '}' && depth === 0) return Array.from(text).slice(0, index + 1).join('');
  }
  return text;
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const char of text) {
    if (char === '[' || char === '{') deepest = Math.max(deepest, depth += 1);
    if (char === ']' || char === '}') depth -= 1;
  }
  return deepest;
}

/** What stood at a pointer when some of the members had been read, before others came. */
function atSomeTime(text: string, pointer: unknown): unknown {
  for (const { index } of text.matchAll(/,/g)) {
    const value = at(parsed(`${text.slice(0, index)}}`), pointer);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Bytes without the byte-order marks that chunks begin with. */
function withoutMarks(bytes: Uint8Array): Uint8Array {
  const chunks = Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, index) => bytes.subarray(index * CHUNK, (index + 1) * CHUNK));
  return Buffer.concat(chunks.map((chunk) => (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk)));
}

/** What is wrong with what is read of JSON. */
export const JSON_SELECTOR_MUTANTS: readonly Mutant[] = [
  texting({
    name: 'sorts the keys at the top alone', source: 'JSON.stringify(value, keys, 2), Object.fromEntries of sorted entries: what is nested stays as it was',
    dies: 'selectors.golden.json-basic-sorted', message: /drilldown with \{"type":"json_keys".*: expected/,
  }, ['json_keys'], (text, selector, artifact) => {
    const document = parsed(artifact.text);
    if (!isObject(document) || !/^[\w\s{}[\]":,]*$/.test(text)) return text;
    const keys = Object.keys(document).filter((key) => keysOf(selector).includes(key)).toSorted((a, b) => (a < b ? -1 : 1));
    return JSON.stringify(Object.fromEntries(keys.map((key) => [key, document[key]])), null, INDENT);
  }),
  rereading({
    name: 'takes the first of equal keys', source: 'RapidJSON: FindMember stops at the first match; RFC 8259 leaves it open which one counts',
    dies: 'selectors.golden.json-dup-keys', message: /drilldown with .*"k".*: expected "\{\\n {2}\\"k\\": 2\\n\}", got "\{\\n {2}\\"k\\": 1/,
  }, ['json_keys'], ({ text }) => firstOfEqual(text)),
  rereading({
    name: 'has null for a key that is missing', source: 'Python: {key: data.get(key) for key in keys}',
    dies: 'selectors.golden.json-missing-keys', message: /expected "\{\}", got "\{\\n {2}\\"zz\\": null\\n\}"/,
  }, ['json_keys'], ({ text }, selector) => {
    const document = parsed(text);
    const missing = isObject(document) ? keysOf(selector).filter((key) => !Object.hasOwn(document, key)) : [];
    const comma = isObject(document) && Object.keys(document).length > 0 ? ',' : '';
    return missing.length === 0 ? text : text.replace('{', () => `{${missing.map((key) => `${JSON.stringify(key)}:null`).join(',')}${comma}`);
  }),
  rereading({
    name: 'looks into the first member of an array', source: 'tools that unwrap lists of one, as PowerShell does',
    dies: 'selectors.golden.json-array-root', message: /drilldown with .*: expected "", got "\{/,
  }, ['json_keys'], ({ text }) => text.replace(/^\s*\[(\{[^{}]*\})\]\s*$/, '$1')),
  texting({
    name: 'gives the beginning of what is no JSON', source: 'contextweaver\'s artifacts (store/artifacts.py): what is no JSON object gives its first 500 characters',
    dies: 'selectors.golden.json-invalid', message: /drilldown with .*: expected "", got "not json"/,
  }, ['json_keys'], (text, _, artifact) => (text === '' && parsed(artifact.text) === undefined ? Array.from(artifact.text).slice(0, 500).join('') : text)),
  rereading({
    name: 'reads the first JSON value, whatever follows', source: 'Go: Decoder.Decode, Python: raw_decode, which stop where the first value ends',
    dies: 'selectors.golden.json-trailing', message: /drilldown with .*: expected "", got "\{\\n {2}\\"a\\": 1/,
  }, ['json_keys'], ({ text }) => (text.startsWith('{"') && text.length < 1_000 ? firstObject(text) : text)),
  asking({
    name: 'leaves out members that are false', source: 'JavaScript: `if (object[key])`; Go: omitempty',
    dies: 'selectors.golden.json-null-bool', message: /drilldown with .*: expected "\{\\n {2}\\"a\\": null,.*got "\{\\n {2}\\"b\\": true\\n\}"/,
  }, ['json_keys'], (selector, { text }) => {
    const document = parsed(text);
    return isObject(document) && Array.isArray(selector['keys']) ? { ...selector, keys: keysOf(selector).filter((key) => !Object.hasOwn(document, key) || document[key]) } : selector;
  }),
  selectingBy({
    name: 'gives members in the order in which they were asked for', source: 'contextweaver\'s artifacts (store/artifacts.py): {k: data[k] for k in keys if k in data}',
    dies: 'selectors.json-keys.members', message: /keys: \["b", "a"\]/,
  }, ['json_keys'], (_, select) => async (handle, selector) => {
    const given = await select(handle, selector);
    if (!given.text.startsWith('{\n')) return given;
    const each: string[] = [];
    for (const key of new Set(keysOf(selector))) each.push((await select(handle, { type: 'json_keys', keys: [key] })).text.slice(2, -2));
    return { ...given, text: `{\n${each.filter((member) => member !== '').join(',\n')}\n}` };
  }),
  texting({
    name: 'gives keys that look like indices first', source: 'JavaScript: own keys that are array indices come first, in the order of their numbers',
    dies: 'selectors.json-keys.members', message: /keys: \["a", "Z", "9", "10"/,
  }, ['json_keys'], (text) => (/^\{\n {2}"\d+": \d+,/.test(text) ? JSON.stringify(JSON.parse(text), null, INDENT) : text)),
  texting({
    name: 'reads and writes the numbers of members', source: 'JavaScript: JSON.stringify(JSON.parse(text)) makes 1 of 1.0 and 1234567890123456800 of a great id',
    dies: 'selectors.json-keys.numbers', message: /keys: \["id", "price"\].*: expected .*1234567890123456789.*got .*1234567890123456800/,
  }, ['json_keys'], (text) => {
    const value = parsed(text);
    return isObject(value) && !Object.keys(value).some((key) => /^(\d+|__proto__)$/.test(key)) ? JSON.stringify(value, null, INDENT) : text;
  }),
  asking({
    name: 'knows members in any case', source: 'Go: encoding/json prefers an exact match but accepts keys in any case',
    dies: 'selectors.json-keys.none', message: /keys: \["z", "B".*: expected "\{\}", got/,
  }, ['json_keys'], (selector, { text }) => {
    const document = parsed(text);
    const names = isObject(document) ? Object.keys(document) : [];
    const known = (key: string): string => (names.includes(key) ? key : names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? key);
    return names.length === 0 ? selector : { ...selector, keys: keysOf(selector).map(known) };
  }),
  rereading({
    name: 'reads NaN and Infinity as if they were JSON', source: 'Python: json.loads takes NaN, Infinity and -Infinity',
    dies: 'selectors.json-keys.not-an-object', message: /of "\{\\"a\\":NaN\}": expected "", got "\{/,
  }, JSON_TYPES, ({ text }) => text.replace(/:(NaN|Infinity)\}$/, ':null}')),
  rereading({
    name: 'reads JSON with a comma at its end', source: 'JSON5, JSONC and YAML parsers in place of one for JSON',
    dies: 'selectors.json-pointer.not-json', message: /of "\{\\"a\\":1,\}": expected INVALID_SELECTOR, but it succeeded/,
  }, JSON_TYPES, ({ text }) => text.replace(/,\}$/, '}')),
  asking({
    name: 'loses a member named __proto__', source: 'JavaScript: `picked[key] = object[key]` sets the prototype for that key',
    dies: 'selectors.json-keys.hostile-keys', message: /keys: \["__proto__", "constructor"\].*: expected/,
  }, ['json_keys'], (selector) => (Array.isArray(selector['keys']) ? { ...selector, keys: selector['keys'].filter((key) => key !== '__proto__') } : selector)),
  texting({
    name: 'escapes what is not ASCII', source: 'Python: json.dumps has ensure_ascii unless told otherwise, as in contextweaver\'s artifacts (store/artifacts.py)',
    dies: 'selectors.json-keys.strings', message: /: expected .*A\/\u00e9.*, got .*A\/\\\\u00e9/,
  }, ['json_keys'], (text) => text.replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  asking({
    name: 'takes one key for a list of one', source: 'lodash: pick and its like take a key or a list of keys',
    dies: 'selectors.json.bad-options', message: /keys: "a" \} of "\{\}": expected INVALID_SELECTOR, but it succeeded/,
  }, ['json_keys'], (selector) => (typeof selector['keys'] === 'string' ? { ...selector, keys: [selector['keys']] } : selector)),
  changing({
    name: 'reads JSON to a depth of 10,000', source: 'Go: encoding/json has "exceeded max depth" beyond 10,000; Python: RecursionError beyond 1,000',
    dies: 'selectors.json.deep', message: /unexpected: INVALID_SELECTOR: .*exceeded max depth/,
  }, JSON_TYPES, (given, { type }, { text }) => {
    if (depthOf(text) > 10_000) throw new SelectorError(`${type}: exceeded max depth`);
    return given;
  }),
  texting({
    name: 'gives a string at a pointer with its quotes', source: 'JSON.stringify of whatever the pointer leads to; jq without -r',
    dies: 'selectors.json-pointer.value', message: /pointer: "\/a" \}.*: expected "text", got "\\"text\\""/,
  }, ['json_pointer'], (text, { pointer }, artifact) => (typeof at(parsed(artifact.text), pointer) === 'string' ? JSON.stringify(text) : text)),
  texting({
    name: 'reads and writes a number at a pointer', source: 'JavaScript: JSON.stringify(JSON.parse(text)) makes 1 of 1.0 and 1234567890123456800 of a great id',
    dies: 'selectors.json-pointer.numbers', message: /pointer: "\/id" \}.*: expected "1234567890123456789", got "1234567890123456800"/,
  }, ['json_pointer'], (text, { pointer }, artifact) => {
    const value = at(parsed(artifact.text), pointer);
    return typeof value === 'number' ? JSON.stringify(value) : text;
  }),
  asking({
    name: 'takes an empty pointer for none', source: 'JavaScript: `if (!pointer) throw`, where RFC 6901 has the whole document',
    dies: 'selectors.json-pointer.whole', message: /unexpected: INVALID_SELECTOR: json_pointer: pointer is required/,
  }, ['json_pointer'], (selector) => {
    if (selector['pointer'] === '') throw new SelectorError('json_pointer: pointer is required');
    return selector;
  }),
  asking({
    name: 'reads ~0 before ~1', source: 'RFC 6901 warns of it: ~01 becomes ~1 and then a slash',
    dies: 'selectors.json-pointer.escapes', message: /pointer: "\/~01" \}.*: expected "a", got "b"/,
  }, ['json_pointer'], (selector) => {
    return typeof selector['pointer'] === 'string' ? { ...selector, pointer: selector['pointer'].replaceAll('~01', '~1') } : selector;
  }),
  asking({
    name: 'reads an index with zeros before it', source: 'parseInt(token, 10), where RFC 6901 has indices without leading zeros',
    dies: 'selectors.json-pointer.missing', message: /'\/b\/a\/00' of .*: expected INVALID_SELECTOR, but it succeeded/,
  }, ['json_pointer'], (selector, { text }) => {
    const { pointer } = selector;
    if (typeof pointer !== 'string' || !/\/0\d+$/.test(pointer) || at(parsed(text), pointer) !== undefined) return selector;
    return { ...selector, pointer: pointer.replace(/\/0+(\d+)$/, '/$1') };
  }),
  catching({
    name: 'gives nothing for a pointer to nothing', source: 'jsonpointer and its like: undefined, and a template that makes a text of it',
    dies: 'selectors.json-pointer.missing', message: /'\/nowhere' of .*: expected INVALID_SELECTOR, but it succeeded with ""/,
  }, ['json_pointer'], (error, { pointer }, { text }) => {
    if (typeof pointer !== 'string' || !/^(\/[\w-]*)*$/.test(pointer) || parsed(text) === undefined) throw error;
    return '';
  }),
  catching({
    name: 'finds what was replaced', source: 'readers that look for a pointer while the text comes by, and keep what they have found when an equal key begins anew',
    dies: 'selectors.json-pointer.replaced', message: /'\/a\/b' of \{"a":\{"b":1\},"a":\{"c":2\}\}: expected INVALID_SELECTOR, but it succeeded with "1"/,
  }, ['json_pointer'], (error, { pointer }, { text }) => {
    const value = atSomeTime(text, pointer);
    if (!text.startsWith('{') || value === undefined || typeof value === 'function') throw error;
    return typeof value === 'string' ? value : JSON.stringify(value, null, INDENT);
  }),
  rereading({
    name: 'takes a byte-order mark away from each chunk', source: 'a new TextDecoder for every piece that is read, each of which takes a mark at its beginning for that of the text',
    dies: 'selectors.json.borders', message: /a string with "\ufeff" right after the border/,
  }, JSON_TYPES, ({ bytes }) => withoutMarks(bytes)),
  catching({
    name: 'measures JSON before it writes it out', source: 'limits on the size of what is read, as of the body of a request, which indenting goes beyond afterwards',
    dies: 'selectors.limit.json', message: /json_pointer of one byte more: expected INVALID_SELECTOR, but it succeeded/,
  }, ['json_pointer'], (error, { pointer }, { text, bytes }) => {
    const value = bytes.length > LIMITS.selectionBytes ? undefined : at(parsed(text), pointer);
    if (!(error instanceof SelectorError) || error.details['limit'] === undefined || value === undefined) throw error;
    return JSON.stringify(value, null, INDENT);
  }),
];
