import { type CustomSelection, LIMITS, SelectorError } from '../../../src/index.ts';
import type { Mutant } from './mutant.ts';
import { ALL_TYPES, changing, count, lengthByLead, linesBy, selectingBy } from './selector-mutant.ts';

const MOST = LIMITS.selectionBytes;

/** A selection whose next, if it begins at a number, begins elsewhere. */
function beginning(given: CustomSelection, start: (honest: number) => number): CustomSelection {
  const { next } = given;
  return next !== null && 'start' in next && typeof next.start === 'number' ? { ...given, next: { ...next, start: start(next.start) } } : given;
}

function codePoints(text: string): number {
  return Array.from(text).length;
}

/** What is wrong with how a selection says that there is more, and with the most that it gives. */
export const NEXT_SELECTOR_MUTANTS: readonly Mutant[] = [
  changing({
    name: 'never says that there is more', source: 'contextweaver\'s drilldown gives a text alone, and a model takes what it sees for all there is',
    dies: 'selectors.next.ranges', message: /select with .*: expected at \.truncated true, got false/,
  }, ALL_TYPES, (given) => ({ ...given, truncated: false })),
  changing({
    name: 'goes on from a selection of nothing', source: 'a `next` computed as start + length, which stands still where the length is 0',
    dies: 'selectors.next.nothing', message: /select with \{ type: "lines", start: 3, end: 3 \} of ten lines: expected at \.next null, got/,
  }, ['lines'], (given, selector) => {
    const { start, end } = selector;
    return given.next === null && given.truncated && given.text === '' && typeof start === 'number' && start === end ? { ...given, next: { type: 'lines', start, end } } : given;
  }),
  changing({
    name: 'goes on from a tail', source: 'one way of paging for every selector, also for those that have reached the end',
    dies: 'selectors.next.none', message: /truncated and next of \{ type: "tail", chars: 2 \}: expected at \.next null, got/,
  }, ['tail'], (given, selector) => (given.truncated && given.text !== '' ? { ...given, next: { type: 'tail', chars: 2 * (count(selector, 'chars') ?? 500) } } : given)),
  changing({
    name: 'goes on from a head at a character', source: 'a `next` in characters for an option in bytes',
    dies: 'selectors.next.head', message: /heads of 1 characters, joined/,
  }, ['head'], (given, selector) => beginning(given, () => (count(selector, 'start') ?? 0) + Array.from(given.text).length)),
  changing({
    name: 'goes on behind as many bytes as its text takes', source: 'Buffer.byteLength(text) of a decoded text: each U+FFFD has three bytes, what it stands for may have one',
    dies: 'selectors.next.head-invalid', message: /heads of [13] characters of the bytes/,
  }, ['head'], (given, selector) => beginning(given, () => (count(selector, 'start') ?? 0) + Buffer.byteLength(given.text))),
  changing({
    name: 'gives the last byte of a range again', source: 'HTTP: Range, whose end is included, so that the next one begins a byte later than it seems',
    dies: 'selectors.next.bytes', message: /ranges of 50000 bytes, joined/,
  }, ['bytes'], (given) => beginning(given, (start) => start - 1)),
  changing({
    name: 'takes a full page for a sign that there is more', source: '`hasMore = items.length === limit`, which is wrong where the last page is full',
    dies: 'selectors.next.lines', message: /how many ranges of 1 lines .* has|lines of .* by 1, joined/,
  }, ['lines'], (given, selector) => {
    const [start = 0, end] = [count(selector, 'start'), count(selector, 'end')];
    if (given.next !== null || given.truncated || end === undefined || given.text === '' || given.text.split('\n').length !== end - start) return given;
    return { ...given, truncated: true, next: { ...selector, start: end, end: 2 * end - start } };
  }),
  changing({
    name: 'counts the header in where the next rows begin', source: 'the number of the record in the file, for one that counts without the header',
    dies: 'selectors.next.rows', message: /ranges of 1 records: expected/,
  }, ['rows'], (given, { header }) => (header === true ? beginning(given, (start) => start + 1) : given)),
  selectingBy({
    name: 'cuts off what is too much without a word', source: 'tools for agents that give the first so many bytes, as contextweaver\'s drilldown does with no sign of more',
    dies: 'selectors.limit.next', message: /drilldown with head of more than 16 MiB: expected INVALID_SELECTOR, but it succeeded/,
  }, ['lines', 'head', 'bytes', 'grep', 'rows'], (artifacts, honest) => async (handle, selector) => {
    return await honest(handle, selector).catch(async (error: unknown) => {
      const { truncated, ...given } = await artifacts.select(handle, selector);
      if (truncated) return { ...given, truncated };
      throw error;
    });
  }),
  changing({
    name: 'gives the beginning of a tail that is too long', source: 'a limit on what is gathered while reading forwards: what comes first is kept',
    dies: 'selectors.limit.no-next', message: /tail gives the last 16 MiB/,
  }, ['tail'], (given, _, { text }) => (given.truncated && given.text.length > 1_000_000 ? { ...given, text: text.slice(0, given.text.length) } : given)),
  changing({
    name: 'stops when the limit is reached', source: '`size >= limit` for `size > limit`',
    dies: 'selectors.limit.reached', message: /truncated and next of bytes: expected at \.truncated false, got true/,
  }, ['bytes', 'lines'], (given) => (Buffer.byteLength(given.text) >= MOST ? { ...given, truncated: true } : given)),
  selectingBy({
    name: 'cuts a line that is too long', source: 'readers with a longest line: C: fgets with a buffer, Go: bufio.Reader.ReadLine and isPrefix, which nobody looks at',
    dies: 'selectors.limit.one-part', message: /lines of more than 16 MiB: expected INVALID_SELECTOR, but it succeeded/,
  }, ['lines'], (artifacts, honest) => async (handle, selector) => {
    try {
      return await honest(handle, selector);
    } catch (error) {
      const start = count(selector, 'start') ?? 0;
      if (!(error instanceof SelectorError) || start !== 1 || count(selector, 'end') !== 2) throw error;
      const line = linesBy(new TextDecoder().decode(await artifacts.get(handle)), '\n')[start] ?? '';
      return { text: line.slice(0, MOST), truncated: true, next: null };
    }
  }),
  changing({
    name: 'goes on from a grep of nothing', source: 'cursors that are given whenever there is more: that of a page of size 0 leads to the same page',
    dies: 'selectors.grep.nothing-asked', message: /select of 'a': expected at \.next null, got/,
  }, ['grep'], (given, selector) => (selector['limit'] === 0 && given.truncated ? { ...given, next: { ...selector, start: count(selector, 'start') ?? 0 } } : given)),
  changing({
    name: 'takes the length of a character from its first byte', source: 'C: tables of lengths by the lead byte, which are right in valid UTF-8 only',
    dies: 'selectors.head.broken-characters', message: /heads of 7 characters of [\da-f ]+, joined: expected/,
  }, ['head'], (given, selector, { bytes }) => beginning(given, () => {
    let start = count(selector, 'start') ?? 0;
    for (let chars = codePoints(given.text); chars > 0; chars -= 1) start += lengthByLead(bytes[start] ?? 0);
    return start;
  })),
  changing({
    name: 'takes a tail that is full for one that is cut', source: '`text.length >= chars` for a sign of more, where only `>` of what there was is one',
    dies: 'selectors.tail.truncated', message: /truncated and next of the last 3 of 3 units: expected at \[0\] false, got true/,
  }, ['tail'], (given, selector) => ({ ...given, truncated: given.text === '' ? given.truncated : codePoints(given.text) >= (count(selector, 'chars') ?? 500) })),
  changing({
    name: 'leaves empty lines out where it counts how far it came', source: 'split(/\\n+/), which takes line ends that follow one another for one',
    dies: 'selectors.limit.exact', message: /truncated and next of lines of more: expected at \.next\.start 3, got 2/,
  }, ['lines'], (given, selector) => {
    if (given.text.length < MOST) return given;
    return beginning(given, () => (count(selector, 'start') ?? 0) + given.text.split(/\n+/).filter((line) => line !== '').length);
  }),
  selectingBy({
    name: 'counts characters for bytes in the most that it gives', source: 'JavaScript: text.length, where the limit is one of bytes',
    dies: 'selectors.limit.one-more', message: /rows of one of \d+ bytes: expected INVALID_SELECTOR, but it succeeded/,
  }, ['rows'], (artifacts, honest) => async (handle, selector) => {
    return await honest(handle, selector).catch(async (error: unknown) => {
      const text = new TextDecoder().decode(await artifacts.get(handle));
      if (text.length > MOST || text.includes('\n')) throw error;
      return { text, truncated: false, next: null };
    });
  }),
  selectingBy({
    name: 'holds each member against the limit, not all of them', source: 'limits on a field, as of a column, with none on the row',
    dies: 'selectors.limit.json-parts', message: /two members that have one byte more than 16 MiB together: expected INVALID_SELECTOR, but it succeeded/,
  }, ['json_keys'], (artifacts, honest) => async (handle, selector) => {
    return await honest(handle, selector).catch(async (error: unknown) => {
      const members = Object.entries(JSON.parse(new TextDecoder().decode(await artifacts.get(handle))) as Record<string, unknown>);
      if (members.some(([, value]) => JSON.stringify(value).length > MOST)) throw error;
      return { text: JSON.stringify(Object.fromEntries(members), null, 2), truncated: false, next: null };
    });
  }),
];
