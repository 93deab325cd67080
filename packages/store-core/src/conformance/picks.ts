import type { ArtifactStore } from '../contract/artifact-store.ts';
import type { CustomSelection, CustomSelector, Selector } from '../contract/selector.ts';
import { defineCase } from './case.ts';
import type { ConformanceCase } from './case.ts';
import { show } from './show.ts';

/** What a selector picks of a content. */
export type Pick = readonly [content: string | Uint8Array, selector: Selector, text: string];

/** How often a chain of `next` may go on before it counts as endless. */
const MOST_STEPS = 10_000;

/** A case in which `drilldown` and `select` pick what they should, from contents of one media type (default: that of their kind). */
export function definePicks(id: string, requirement: string, title: string, picks: readonly Pick[], mediaType?: string): ConformanceCase {
  return defineCase(id, requirement, title, async (kit) => {
    const { artifacts } = await kit.open();
    for (const [content, selector, text] of picks) {
      await artifacts.put('a', content, { mediaType });
      const what = `${show(selector)} of ${show(content)}`;
      kit.expect.equal(await artifacts.drilldown('a', selector), text, `drilldown of ${what}`);
      kit.expect.equal((await artifacts.select('a', selector)).text, text, `text of select of ${what}`);
    }
  });
}

/** A case in which neither `drilldown` nor `select` takes any of these selectors for any of these contents. */
export function defineRefusals(
  id: string,
  requirement: string,
  title: string,
  refusals: readonly (readonly [content: string | Uint8Array, selector: Selector | CustomSelector])[],
): ConformanceCase {
  return defineCase(id, requirement, title, async (kit) => {
    const { artifacts } = await kit.open();
    for (const [content, selector] of refusals) {
      await artifacts.put('a', content);
      const what = `${show(selector)} of ${show(content)}`;
      const drilled = await kit.expect.rejects(() => artifacts.drilldown('a', selector), 'INVALID_SELECTOR', `drilldown of ${what}`);
      const selected = await kit.expect.rejects(() => artifacts.select('a', selector), 'INVALID_SELECTOR', `select of ${what}`);
      kit.expect.equal([drilled.details['type'], selected.details['type']], [selector.type, selector.type], `details.type of ${what}`);
      if (requirement === 'selectors.options') kit.expect.ok(typeof drilled.details['key'] === 'string', `details.key of ${what} names the option`);
    }
  });
}

/** The selections that come one after the other by `next`. Each `next` is used as it is after a way through JSON, as an agent would. */
export async function chain(artifacts: ArtifactStore, handle: string, first: Selector | CustomSelector): Promise<CustomSelection[]> {
  const selections: CustomSelection[] = [];
  let selector: Selector | CustomSelector | null = first;
  while (selector !== null && selections.length < MOST_STEPS) {
    const selection: CustomSelection = await artifacts.select(handle, selector);
    selections.push(selection);
    selector = throughJson(selection.next);
  }
  return selections;
}

/** The text as a reader decodes it who has all of the bytes at once. */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** The lines of a text: they end at LF, CRLF or CR, and a final line end adds no empty line. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Every byte, for messages. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** So many bytes in which characters of every length, broken ones, line ends and byte-order marks come as `random` has it. */
export function hostileBytes(random: () => number, size: number): Uint8Array {
  const parts = [
    [0x61], [0x0a], [0x0d], [0x0d, 0x0a], [0xc3, 0xa9], [0xe2, 0x82, 0xac], [0xf0, 0x9f, 0x98, 0x80], [0xef, 0xbb, 0xbf], [0x80], [0xbf], [0xc0], [0xc3], [0xe2, 0x82],
    [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0xf0, 0x9f, 0x98], [0xf4, 0x90, 0x80, 0x80], [0xff], [0x00],
  ];
  const bytes: number[] = [];
  while (bytes.length < size) bytes.push(...(parts[Math.floor(random() * parts.length)] ?? []));
  return Uint8Array.from(bytes.slice(0, size));
}

function throughJson(next: CustomSelection['next']): CustomSelector | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- if it does not survive JSON, the next select refuses it
  return JSON.parse(JSON.stringify(next)) as CustomSelector | null;
}
