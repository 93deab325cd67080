import { LONGEST_TEXT, LONGEST_TEXT_TWO_BYTES } from '../big-values.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { isSameText } from '../long-text.ts';
import { ILL_FORMED, LEGAL_TEXTS } from '../hostile-strings.ts';
import { item, utf8, wrong } from '../samples.ts';
import { TEXT_MEMBERS } from '../text-members.ts';

const NO_TEXTS: readonly (readonly [what: string, value: unknown])[] = [
  ...ILL_FORMED,
  ['a number', 1],
  ['null', null],
  ['a boolean', false],
  ['an object', {}],
  ['an array', ['text']],
  ['a String object', Object('text')],
  ['bytes', new Uint8Array([0x61])],
];

/** Every member that is a text. */
export const valuesTextCases: readonly ConformanceCase[] = [
  ...TEXT_MEMBERS.flatMap(({ name, id, path, optional, write, read }) => [
    defineCase(`values.text.legal.${id}`, 'values.text', `${name} keeps every well-formed string exactly`, async (kit) => {
      const store = await kit.open();
      for (const [index, [what, value]] of LEGAL_TEXTS.entries()) await kit.expect.resolves(() => write(store, value, index), `${name} written: ${what}`);
      for (const [index, [what, value]] of LEGAL_TEXTS.entries()) kit.expect.equal(await read(store, index), value, `${name}: ${what}`);
    }),
    defineCase(`values.text.bad.${id}`, 'values.text', `${name} refuses what is no text, by path`, async (kit) => {
      const store = await kit.open();
      const refusals = optional ? NO_TEXTS : [...NO_TEXTS, ['undefined', undefined] as const];
      await kit.expect.unchanged(store, async () => {
        for (const [what, value] of refusals) {
          const error = await kit.expect.rejects(async () => await write(store, wrong(value), 0), 'INVALID_VALUE', `${name}: ${what}`);
          isInvalidValueAt(kit.expect, error, path, `${name}: ${what}`);
        }
      }, `refused values of ${name}`);
    }),
    defineCase(`values.text.longest.${id}`, 'values.limits', `${name} takes 16 MiB of UTF-8 and not a byte more`, async (kit) => {
      const store = await kit.open();
      const tooLong = await kit.expect.rejects(async () => await write(store, `${LONGEST_TEXT}x`, 0), 'INVALID_VALUE', `${name} of 16 MiB and a byte`);
      isInvalidValueAt(kit.expect, tooLong, path, `${name} of 16 MiB and a byte`);
      await kit.expect.resolves(() => write(store, LONGEST_TEXT, 1), `${name} of 16 MiB`);
      isSameText(kit.expect, await read(store, 1), LONGEST_TEXT, `${name} of 16 MiB`);
    }),
  ]),
  defineCase('values.text.longest.two-bytes', 'values.limits', 'text is measured in bytes of UTF-8, and all of them are allowed', async (kit) => {
    const store = await kit.open();
    const tooLong = item('e1', { text: `${LONGEST_TEXT_TWO_BYTES}x` });
    await kit.expect.rejects(async () => await store.events.append(tooLong), 'INVALID_VALUE', 'a text of 8 Mi two-byte characters and a byte');
    await kit.expect.resolves(() => store.events.append(item('e1', { text: LONGEST_TEXT_TWO_BYTES })), 'a text of 16 MiB in two-byte characters');
    isSameText(kit.expect, (await store.events.get('e1')).text, LONGEST_TEXT_TWO_BYTES, 'a text of 16 MiB in two-byte characters');
  }),
  defineCase('values.text.artifact-content', 'values.text', 'string content of an artifact is stored as UTF-8, and ill-formed strings are refused', async (kit) => {
    const store = await kit.open();
    for (const [index, [what, value]] of LEGAL_TEXTS.entries()) {
      await kit.expect.resolves(() => store.artifacts.put(`a${index}`, value), `content: ${what}`);
      kit.expect.equal(await store.artifacts.get(`a${index}`), utf8(value), `content: ${what}`);
    }
    await kit.expect.unchanged(store, async () => {
      for (const [what, value] of ILL_FORMED) {
        const error = await kit.expect.rejects(async () => await store.artifacts.put('a0', value), 'INVALID_VALUE', `content: ${what}`);
        isInvalidValueAt(kit.expect, error, 'content', `content: ${what}`);
      }
    }, 'refused content');
  }),
];
