import type { ArtifactStore } from '../../contract/artifact-store.ts';
import { LIMITS } from '../../limits.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { ILL_FORMED } from '../hostile-strings.ts';
import { byCodePoint, inPieces, range, utf8, wrong } from '../samples.ts';

/** Handles that a file system, a URL, a pattern or a careless comparison takes for one another, or for something else. All different. */
const LEGAL: readonly (readonly [what: string, handle: string])[] = [
  ['as in the contract', 'artifact:result:call_1'], ['lower case', 'a'], ['upper case', 'A'], ['mixed case', 'aA'], ['mixed case the other way', 'Aa'],
  ['composed', 'caf\u00e9'], ['decomposed', 'cafe\u0301'], ['sharp s', '\u00df'], ['ss', 'ss'], ['dotted capital I', '\u0130'], ['dotless i', '\u0131'],
  ['a reserved device', 'CON'], ['the same, lower case', 'con'], ['a reserved device with an extension', 'nul.txt'], ['COM1', 'COM1'], ['LPT9', 'lpt9'],
  ['a hidden file', '.x'], ['three dots', '...'], ['a leading space', ' a'], ['a trailing space', 'a '], ['a trailing dot', 'a.'], ['only a space', ' '],
  ['the name of its own data', 'a.data'], ['the name of its own metadata', 'a.json'], ['a temporary file', 'a.tmp'], ['a pending file', '.pending'],
  ['a lock file', '.lock'], ['an escape', 'a%2Fb'], ['another escape', '%41'], ['a tilde', '~'], ['a tilde escape', 'a~1'], ['a dash', '-rf'],
  ['a drive', 'C:'], ['a stream of a file', 'a:$DATA'], ['wildcards', '*?'], ['a percent sign', '%'], ['an underscore', '_'], ['quotes', `'"\``],
  ['brackets', '<>|'], ['SQL', `'); DROP TABLE artifacts; --`], ['a template', '${a}'], ['a dollar sign', '$HOME'], ['a hash sign', '#'],
  ['a member of every object', 'constructor'], ['__proto__', '__proto__'], ['null', 'null'], ['undefined', 'undefined'], ['zero', '0'], ['01', '01'],
  ['right-to-left', '\u05e9\u05dc\u05d5\u05dd'], ['a right-to-left override', '\u202ea'], ['an emoji', '\u{1f600}'], ['a zero-width space', 'a\u200b'],
  ['a byte-order mark', '\ufeffa'], ['a replacement character', '\ufffd'], ['a fullwidth tilde', '\uff5e'], ['a noncharacter', '\uffff'],
  ['the last code point', '\u{10ffff}'], ['a line separator', '\u2028'], ['a no-break space', '\u00a0'], ['a fullwidth slash', '\uff0f'],
  ['500 bytes', 'x'.repeat(500)], ['the same and one more', 'x'.repeat(501)], ['500 bytes, upper case', 'X'.repeat(500)],
  ['500 bytes that differ at the end', `${'x'.repeat(499)}y`], ['the longest', 'y'.repeat(LIMITS.handleBytes)],
  ['the longest, upper case', 'Y'.repeat(LIMITS.handleBytes)], ['the longest of two bytes each', '\u00e9'.repeat(LIMITS.handleBytes / 2)],
  ['the longest of four bytes each', '\u{1f600}'.repeat(LIMITS.handleBytes / 4)],
];

/** What is no handle. */
const ILLEGAL: readonly (readonly [what: string, handle: unknown])[] = [
  ['the empty string', ''], ['a dot', '.'], ['two dots', '..'], ['a slash', '/'], ['a slash within', 'a/b'], ['a path upwards', '../a'],
  ['an absolute path', '/etc/passwd'],
  ['a slash at the end', 'a/'], ['a backslash', '\\'], ['a backslash within', 'a\\b'], ...ILL_FORMED,
  ...[...range(0x00, 0x1f), ...range(0x7f, 0x9f)].map((code) => [`U+${code.toString(16).padStart(4, '0')}`, `a${String.fromCharCode(code)}b`] as const),
  ['a control character alone', '\u0007'], ['a line feed at the end', 'a\n'],
  ['one byte too many', 'x'.repeat(LIMITS.handleBytes + 1)], ['one byte too many, two bytes each', `${'\u00e9'.repeat(LIMITS.handleBytes / 2)}x`],
  ['one byte too many, four bytes each', `${'\u{1f600}'.repeat(LIMITS.handleBytes / 4)}x`], ['far too long', 'x'.repeat(100_000)],
  ['undefined', undefined], ['null', null], ['a number', 1], ['an object', {}], ['an array', ['a']], ['a String object', Object('a')],
  ['a symbol', Symbol('a')],
];

/** Every method that takes a handle. */
const METHODS: Readonly<Record<string, (artifacts: ArtifactStore, handle: string) => Promise<unknown>>> = {
  'put of bytes': async (artifacts, handle) => await artifacts.put(handle, new Uint8Array(1)),
  'put of a string': async (artifacts, handle) => await artifacts.put(handle, 'x', { ifAbsent: true }),
  'put of a stream': async (artifacts, handle) => await artifacts.put(handle, inPieces(new Uint8Array(3), 1)),
  get: async (artifacts, handle) => await artifacts.get(handle),
  stream: async (artifacts, handle) => await collect(artifacts.stream(handle)),
  'stream of a range': async (artifacts, handle) => await collect(artifacts.stream(handle, { start: 1 })),
  ref: async (artifacts, handle) => await artifacts.ref(handle),
  metadata: async (artifacts, handle) => await artifacts.metadata(handle),
  exists: async (artifacts, handle) => await artifacts.exists(handle),
  delete: async (artifacts, handle) => await artifacts.delete(handle),
  drilldown: async (artifacts, handle) => await artifacts.drilldown(handle, { type: 'head' }),
  select: async (artifacts, handle) => await artifacts.select(handle, { type: 'head' }),
};

const illegal = Object.entries(METHODS).map(([name, call]) =>
  defineCase(`artifacts.handles.illegal.${name.replaceAll(' ', '-')}`, 'artifacts.handles', `${name} refuses what is no handle with INVALID_HANDLE`, async (kit) => {
    const store = await kit.open();
    await store.artifacts.put('a', 'content');
    await kit.expect.unchanged(store, async () => {
      for (const [what, handle] of ILLEGAL) await kit.expect.rejects(() => call(store.artifacts, wrong(handle)), 'INVALID_HANDLE', `${name}: ${what}`);
    }, `${name} with what is no handle`);
  }));

/** Which handles there may be, on every method. */
export const artifactsHandlesCases: readonly ConformanceCase[] = [
  ...illegal,

  defineCase('artifacts.handles.legal', 'artifacts.handles', 'every legal handle works on every method, and is no other', async (kit) => {
    const { artifacts } = await kit.open();
    for (const [what, handle] of LEGAL) {
      kit.expect.equal((await artifacts.put(handle, `content: ${what}`)).handle, handle, `handle in the reference that put gives: ${what}`);
    }
    for (const [what, handle] of LEGAL) {
      const content = `content: ${what}`;
      kit.expect.equal(await artifacts.get(handle), utf8(content), `get: ${what}`);
      kit.expect.equal((await collect(artifacts.stream(handle, { start: 9 })))[0], utf8(what), `stream: ${what}`);
      const { handle: inRef } = await artifacts.ref(handle);
      const { handle: inMetadata } = await artifacts.metadata(handle);
      kit.expect.equal([inRef, inMetadata, await artifacts.exists(handle)], [handle, handle, true], `ref, metadata, exists: ${what}`);
      kit.expect.equal(await artifacts.drilldown(handle, { type: 'head' }), content, `drilldown: ${what}`);
      kit.expect.equal((await artifacts.select(handle, { type: 'head' })).text, content, `select: ${what}`);
    }
  }),

  defineCase('artifacts.handles.listed', 'artifacts.handles', 'every legal handle is listed as itself, in its place', async (kit) => {
    const { artifacts } = await kit.open();
    await Promise.all(LEGAL.map(([what, handle]) => artifacts.put(handle, what)));
    const sorted = LEGAL.map(([, handle]) => handle).toSorted(byCodePoint);
    kit.expect.equal((await artifacts.listRefs()).map(({ handle }) => handle), sorted, 'handles listed');
  }),

  defineCase('artifacts.handles.deleted-one-by-one', 'artifacts.handles', 'deleting one handle deletes no other', async (kit) => {
    const { artifacts } = await kit.open();
    await Promise.all(LEGAL.map(([what, handle]) => artifacts.put(handle, what)));
    for (const [index, [what, handle]] of LEGAL.entries()) {
      await artifacts.delete(handle);
      kit.expect.equal(await artifacts.exists(handle), false, `exists after delete: ${what}`);
      kit.expect.equal((await artifacts.listRefs()).length, LEGAL.length - index - 1, `artifacts left after delete: ${what}`);
    }
  }),

  defineCase('artifacts.handles.replaced-one-by-one', 'artifacts.handles', 'replacing one handle replaces no other', async (kit) => {
    const { artifacts } = await kit.open();
    await Promise.all(LEGAL.map(([what, handle]) => artifacts.put(handle, what)));
    await Promise.all(LEGAL.map(([what, handle]) => artifacts.put(handle, `replaced: ${what}`)));
    for (const [what, handle] of LEGAL) {
      kit.expect.equal(await artifacts.get(handle), utf8(`replaced: ${what}`), `get after every handle was put twice: ${what}`);
    }
    kit.expect.equal((await artifacts.listRefs()).length, LEGAL.length, 'artifacts listed');
  }),
];
