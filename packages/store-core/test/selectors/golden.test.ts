import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GOLDEN_SELECTORS } from '../../src/conformance/golden-selectors.ts';
import { textFrom } from './source.ts';

/** The recording itself, where it is at hand. */
const RECORDED = new URL('../../../../../shared/golden/selectors.json', import.meta.url);

// How the pieces are cut makes no difference; the kit runs the same table on whole artifacts.
test.for(GOLDEN_SELECTORS)('$id, byte by byte: $title', async ({ input, selector, output }) => {
  expect(await textFrom(new Uint8Array(Buffer.from(input, 'base64')), selector, { cuts: [1] })).toBe(output);
});

test.runIf(existsSync(RECORDED))('the table is what was recorded (skipped where ../shared/golden is not there)', () => {
  const { cases } = JSON.parse(readFileSync(RECORDED, 'utf8')) as { readonly cases: readonly Record<string, unknown>[] };
  const table = GOLDEN_SELECTORS.map(({ id, input, selector, output }) => ({ id, input_b64: input, selector, output }));
  expect(table).toEqual(cases.map(({ id, input_b64, selector, output }) => ({ id, input_b64, selector, output })));
});
