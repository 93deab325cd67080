import type { ArtifactStore, ListRefsOptions } from '../../contract/artifact-store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { CODE_POINT_ORDER, byCodePoint, range, shuffled, wrong } from '../samples.ts';

async function handles(artifacts: ArtifactStore, options?: ListRefsOptions): Promise<string[]> {
  return (await artifacts.listRefs(options)).map(({ handle }) => handle);
}

async function putAll(artifacts: ArtifactStore, all: readonly string[]): Promise<void> {
  await Promise.all(all.map((handle) => artifacts.put(handle, handle)));
}

/** Handles that a pattern, a case-insensitive comparison or a range that ends too early or too late would mix up. Sorted. */
const PREFIXES = [
  '%', '%%x', '*', '?', 'A:1', 'A_1', '_', '__', 'a', 'a%', 'a%1', 'a*', 'a:', 'a:1', 'a:10', 'a:2', 'aX', 'a_', 'a_1', 'ab', 'b', 'e', 'e\u0301',
  '\u00e9', '\uff5e',
  '\uffff', '\uffffa', '\u{1f600}', '\u{1f600}a', '\u{1f601}', '\u{10ffff}', '\u{10ffff}a', '\u{10ffff}\u{10ffff}',
];

/** `listRefs` and its options. */
export const artifactsListCases: readonly ConformanceCase[] = [
  defineCase('artifacts.list.order', 'artifacts.list', 'listRefs gives the references in code-point order of the handle', async (kit) => {
    const { artifacts } = await kit.open();
    await putAll(artifacts, shuffled(CODE_POINT_ORDER));
    kit.expect.equal(await handles(artifacts), CODE_POINT_ORDER, 'handles listed');
    await artifacts.put('a', 'put again');
    await artifacts.delete('b');
    kit.expect.equal(await handles(artifacts), CODE_POINT_ORDER.filter((handle) => handle !== 'b'), 'handles listed after one was replaced and one deleted');
  }),

  defineCase('artifacts.list.refs', 'artifacts.list', 'listRefs gives whole references', async (kit) => {
    const { artifacts } = await kit.open();
    kit.expect.equal(await artifacts.listRefs(), [], 'where there is none');
    const refs = [await artifacts.put('a', 'text', { label: 'A' }), await artifacts.put('b', new Uint8Array(200_000), { mediaType: 'image/png' })];
    kit.expect.equal(await artifacts.listRefs(), refs, 'listRefs()');
    kit.expect.equal(await artifacts.listRefs({ prefix: undefined, after: undefined, limit: undefined }), refs, 'options given as undefined');
  }),

  defineCase('artifacts.list.prefix', 'artifacts.list-prefix', 'prefix is literal: no wildcard, no folding of case or composition', async (kit) => {
    const { artifacts } = await kit.open();
    await putAll(artifacts, shuffled(PREFIXES));
    for (const prefix of ['', ...PREFIXES, 'z', '/', '..', '\u0000', `a${'x'.repeat(600)}`]) {
      const expected = PREFIXES.filter((handle) => handle.startsWith(prefix));
      kit.expect.equal(await handles(artifacts, { prefix }), expected, `prefix ${JSON.stringify(prefix.slice(0, 20))}`);
    }
  }),

  defineCase('artifacts.list.after', 'artifacts.list-after', 'after leaves itself out and need not exist', async (kit) => {
    const { artifacts } = await kit.open();
    const listed = CODE_POINT_ORDER.filter((_, index) => index % 2 === 0);
    await putAll(artifacts, shuffled(listed));
    for (const [index, after] of CODE_POINT_ORDER.entries()) {
      kit.expect.equal(await handles(artifacts, { after }), listed.slice(Math.floor(index / 2) + 1), `after ${JSON.stringify(after)}`);
    }
    for (const after of ['', '\u0000', ' ', '.', '/', '\\', `a${'x'.repeat(600)}`]) {
      kit.expect.equal(await handles(artifacts, { after }), listed.filter((handle) => byCodePoint(handle, after) > 0), `after ${JSON.stringify(after.slice(0, 20))}`);
    }
  }),

  defineCase('artifacts.list.limit', 'artifacts.list-limit', 'limit is the most that is listed; 0 is nothing', async (kit) => {
    const { artifacts } = await kit.open();
    await putAll(artifacts, shuffled(PREFIXES));
    for (const limit of [0, 1, 2, PREFIXES.length - 1, PREFIXES.length, PREFIXES.length + 1, Number.MAX_SAFE_INTEGER]) {
      kit.expect.equal(await handles(artifacts, { limit }), PREFIXES.slice(0, limit), `limit ${limit}`);
    }
    kit.expect.equal(await handles(artifacts, { limit: 0, prefix: 'a', after: 'a' }), [], 'limit 0 with prefix and after');
  }),

  defineCase('artifacts.list.after-nothing', 'artifacts.list-limit', 'a listing of nothing leaves the next one as it was', async (kit) => {
    const { artifacts } = await kit.open();
    await putAll(artifacts, ['a', 'b', 'c']);
    for (const options of [{ limit: 0 }, { prefix: 'nowhere' }, { after: 'z' }, { limit: 1 }]) {
      await artifacts.listRefs(options);
      kit.expect.equal(await handles(artifacts), ['a', 'b', 'c'], `all handles, listed after ${JSON.stringify(options)}`);
    }
  }),

  defineCase('artifacts.list.paging', 'artifacts.list-after', 'pages of any size by after and limit give every reference of a prefix once', async (kit) => {
    const { artifacts } = await kit.open();
    await putAll(artifacts, shuffled(PREFIXES));
    for (const prefix of ['', 'a', 'a:']) for (const limit of [1, 2, 3, 7]) {
      const seen: string[] = [];
      let page = await handles(artifacts, { prefix, limit });
      while (page.length > 0 && seen.length <= PREFIXES.length) {
        kit.expect.ok(page.length <= limit, `a page of ${limit} holds no more; it held ${page.length}`);
        seen.push(...page);
        page = await handles(artifacts, { prefix, limit, after: page.at(-1) });
      }
      kit.expect.equal(seen, PREFIXES.filter((handle) => handle.startsWith(prefix)), `pages of ${limit} with prefix '${prefix}'`);
    }
  }),

  defineCase('artifacts.list.after-outside-prefix', 'artifacts.list-after', 'after and prefix hold together, wherever after lies', async (kit) => {
    const { artifacts } = await kit.open();
    await putAll(artifacts, shuffled(PREFIXES));
    const ofPrefix = PREFIXES.filter((handle) => handle.startsWith('a:'));
    kit.expect.equal(await handles(artifacts, { prefix: 'a:', after: 'A' }), ofPrefix, 'after that lies before the prefix');
    kit.expect.equal(await handles(artifacts, { prefix: 'a:', after: 'b' }), [], 'after that lies behind the prefix');
    kit.expect.equal(await handles(artifacts, { prefix: 'a:', after: 'a:1', limit: 1 }), ['a:10'], 'after within the prefix, limit 1');
  }),

  defineCase('artifacts.list.several-hundred', 'artifacts.list', 'several hundred artifacts are listed whole', async (kit) => {
    const { artifacts } = await kit.open();
    const all = range(100, 399).map((n) => `a${n}`);
    await Promise.all(shuffled(all).map((handle) => artifacts.put(handle, '')));
    kit.expect.equal(await handles(artifacts), all, 'handles of 300 artifacts');
    kit.expect.equal(await handles(artifacts, { after: 'a377', prefix: 'a3' }), range(378, 399).map((n) => `a${n}`), 'the last of them');
  }),

  defineCase('artifacts.list.bad-options', 'arguments.unknown-keys', 'an option that listRefs does not have, or that makes no sense, is refused', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', '');
    const bad = [{ handle: 'a' }, { startsWith: 'a' }, { offset: 1 }, { prefix: 5 }, { prefix: null }, { prefix: '\ud800' }, { after: 5 }, { after: null },
      { after: '\ud800' }, { limit: -1 }, { limit: 1.5 }, { limit: '1' }, { limit: null }];
    for (const options of bad) {
      await kit.expect.rejects(() => artifacts.listRefs(wrong(options)), 'INVALID_ARGUMENT', `listRefs(${JSON.stringify(options)})`);
    }
    for (const options of [null, 'a', 5]) {
      await kit.expect.rejects(() => artifacts.listRefs(wrong(options)), 'INVALID_ARGUMENT', `listRefs(${String(options)})`);
    }
  }),
];
