import type { ArtifactSource, CustomSelection, CustomSelector, SelectorDefinition } from '../../contract/selector.ts';
import type { Store } from '../../contract/store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { collect } from '../expect.ts';
import { isHandedOn } from '../prerequisites.ts';
import { joined, patterned, utf8, wrong } from '../samples.ts';

interface CountSelector extends CustomSelector {
  readonly type: 'count';
  readonly byte: number;
}

/** How often a byte stands in an artifact. */
const COUNT: SelectorDefinition<CountSelector> = {
  type: 'count',
  parse: ({ byte = 0 }): CountSelector => {
    if (typeof byte !== 'number') throw new TypeError('byte must be a number');
    return { type: 'count', byte };
  },
  select: async (source, { byte }): Promise<CustomSelection> => {
    let count = 0;
    for await (const piece of source.bytes()) count += piece.filter((one) => one === byte).length;
    return { text: `${count} in ${source.ref.handle}`, truncated: count > 0, next: count > 0 ? { type: 'count', byte: byte + 1 } : null };
  },
};

/** A selector of type `custom` that reads so. */
function selecting(select: (source: ArtifactSource, selector: CustomSelector) => Promise<unknown>): SelectorDefinition {
  return { type: 'custom', parse: (selector) => selector, select: async (source, selector) => wrong(await select(source, selector)) };
}

/** What is no definition of a selector. */
const BAD_DEFINITIONS: readonly unknown[] = [
  null, {}, COUNT, 'count', [null], ['count'], [{}], [{ ...COUNT, type: '' }], [{ ...COUNT, type: 5 }], [{ ...COUNT, parse: undefined }],
  [{ ...COUNT, select: 'no function' }],
];

type RunWith = (kit: CaseContext, open: (...selectors: SelectorDefinition[]) => Promise<Store>) => Promise<void>;

/** A case that opens stores with selectors of its own, if the subject hands them on. */
function defineCustomCase(id: string, title: string, run: RunWith): ConformanceCase {
  return defineCase(id, 'selectors.custom', title, async (kit) => {
    if (!(await isHandedOn(kit, 'selectors'))) return;
    await run(kit, async (...selectors) => await (await kit.newPlace()).openWith({ selectors }));
  });
}

/** Selectors of the user's own. */
export const selectorsCustomCases: readonly ConformanceCase[] = [
  defineCustomCase('selectors.custom.used', 'a selector of the user\'s own works like those built in, in every scope of its store', async (kit, open) => {
    const store = await open(COUNT);
    for (const view of [store, store.withScope('other')]) {
      await view.artifacts.put('a', Uint8Array.of(0, 7, 0, 7, 7, 8));
      kit.expect.equal(await view.artifacts.drilldown('a', { type: 'count', byte: 7 }), '3 in a', `drilldown in scope ${view.scope}`);
      kit.expect.equal(await view.artifacts.drilldown('a', { type: 'count' }), '2 in a', `drilldown with a default, in scope ${view.scope}`);
      const selection = await view.artifacts.select('a', { type: 'count', byte: 8 });
      kit.expect.equal(selection, { text: '1 in a', truncated: true, next: { type: 'count', byte: 9 } }, `select in scope ${view.scope}`);
    }
    kit.expect.equal(await store.artifacts.drilldown('a', { type: 'head', chars: 1 }), '\u0000', 'a built-in selector beside it');
    const { details } = await kit.expect.rejects(store.artifacts.drilldown('a', { type: 'other' }), 'INVALID_SELECTOR', 'a type that nobody defined');
    kit.expect.equal(details['type'], 'other', 'details.type of a type that nobody defined');
  }),

  defineCustomCase('selectors.custom.own-store-only', 'a selector of the user\'s own is known to its store alone', async (kit, open) => {
    await open(COUNT);
    const { artifacts } = await open();
    await artifacts.put('a', 'text');
    await kit.expect.rejects(artifacts.drilldown('a', { type: 'count' }), 'INVALID_SELECTOR', 'the selector of another store');
  }),

  defineCustomCase('selectors.custom.source', 'a selector reads any range of bytes, in pieces of at most 128 KiB, and the reference', async (kit, open) => {
    const content = patterned(300_000);
    const { artifacts } = await open(selecting(async (source) => {
      kit.expect.equal(source.ref, ref, 'the reference that the selector sees');
      for (const [start, end] of [[undefined, undefined], [0, 1], [131_000, 131_200], [299_999, 999_999], [300_000, 300_001], [5, 5], [undefined, 7]] as const) {
        const pieces = await collect(source.bytes(start, end));
        kit.expect.equal(joined(pieces), content.slice(start ?? 0, end), `bytes(${start}, ${end})`);
        kit.expect.ok(pieces.every((piece) => piece.length <= 131_072), `the pieces of bytes(${start}, ${end}) have at most 128 KiB`);
      }
      for await (const piece of source.bytes()) return { text: `${piece.length > 0}`, truncated: false, next: null };
      return null;
    }));
    const ref = await artifacts.put('a', content, { mediaType: 'text/x', label: 'L' });
    kit.expect.equal(await artifacts.drilldown('a', { type: 'custom' }), 'true', 'what the selector gave that broke off its reading');
    await artifacts.put('a', 'replaced');
    kit.expect.equal(await artifacts.get('a'), utf8('replaced'), 'put after a reading that was broken off');
  }),

  defineCustomCase('selectors.custom.throws', 'what a selector throws is INVALID_SELECTOR with its error as the cause', async (kit, open) => {
    const cause = new Error('cannot be read');
    const { artifacts } = await open(COUNT, selecting(async () => await Promise.reject(cause)));
    await artifacts.put('a', 'text');
    const thrown = await kit.expect.rejects(artifacts.drilldown('a', { type: 'custom' }), 'INVALID_SELECTOR', 'a selector whose select throws');
    kit.expect.ok(thrown.cause === cause, 'the cause is what select threw');
    kit.expect.equal(thrown.details['type'], 'custom', 'details.type');
    kit.expect.ok(thrown.message.includes('cannot be read'), 'the message tells what select threw');
    const refused = await kit.expect.rejects(() => artifacts.select('a', { type: 'count', byte: 'x' }), 'INVALID_SELECTOR', 'a selector whose parse throws');
    kit.expect.equal(refused.cause instanceof TypeError ? refused.cause.message : undefined, 'byte must be a number', 'the cause is what parse threw');
    kit.expect.equal(refused.details['type'], 'count', 'details.type of what parse threw');
    kit.expect.equal(await artifacts.drilldown('a', { type: 'count', byte: 116 }), '2 in a', 'the next call');
  }),

  defineCustomCase('selectors.custom.store-error', 'an error of the store that reaches a selector passes as it is', async (kit, open) => {
    const { artifacts } = await open(selecting(async () => await artifacts.get('none')));
    await artifacts.put('a', 'text');
    await kit.expect.rejects(artifacts.drilldown('a', { type: 'custom' }), 'ARTIFACT_NOT_FOUND', 'a selector that reads another artifact, which is not there');
  }),

  defineCustomCase('selectors.custom.no-selection', 'a selector that gives no selection is INVALID_SELECTOR', async (kit, open) => {
    let given: unknown;
    const { artifacts } = await open(selecting(async () => await Promise.resolve(given)));
    await artifacts.put('a', 'text');
    for (const bad of [undefined, null, 'text', {}, { text: 'a' }, { text: 5, truncated: false, next: null }, { text: 'a', truncated: 'no', next: null }, { text: 'a', truncated: false }]) {
      given = bad;
      const error = await kit.expect.rejects(artifacts.select('a', { type: 'custom' }), 'INVALID_SELECTOR', `a selector that gives ${JSON.stringify(bad)}`);
      kit.expect.equal(error.details['type'], 'custom', `details.type for ${JSON.stringify(bad)}`);
    }
  }),

  defineCase('selectors.custom.bad-definition', 'selectors.custom', 'what is no definition, or of a type that is taken, is INVALID_ARGUMENT when the store is opened', async (kit) => {
    if (!(await isHandedOn(kit, 'selectors'))) return;
    for (const selectors of [...BAD_DEFINITIONS, [COUNT, COUNT], [{ ...COUNT, type: 'head' }], [{ ...COUNT, type: 'outline' }]]) {
      const place = await kit.newPlace();
      await kit.expect.rejects(async () => await place.openWith({ selectors }), 'INVALID_ARGUMENT', `selectors: ${JSON.stringify(selectors)}`);
    }
  }),
];
