import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { GOLDEN_SELECTORS } from '../golden-selectors.ts';

/** Outputs that are fixed for good: whoever stored them, or wrote them into a prompt, gets them again. */
export const selectorsGoldenCases: readonly ConformanceCase[] = GOLDEN_SELECTORS.map(({ id, title, input, selector, output }) =>
  defineCase(`selectors.golden.${id}`, 'selectors.golden', title, async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', Uint8Array.from(atob(input), (char) => char.charCodeAt(0)));
    kit.expect.equal(await artifacts.drilldown('a', selector), output, `drilldown with ${JSON.stringify(selector)}`);
    kit.expect.equal((await artifacts.select('a', selector)).text, output, `text of select with ${JSON.stringify(selector)}`);
  }));
