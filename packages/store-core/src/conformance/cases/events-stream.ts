import type { EventLog, StoredItem } from '../../contract/event-log.ts';
import { collect } from '../expect.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { ids, item, range } from '../samples.ts';

const COUNT = 700;

/** A log of several pages, its three kinds mixed in runs of different length. */
async function fillSeveralPages(events: EventLog): Promise<StoredItem[]> {
  const kindOf = (index: number): string => ['A', 'B', 'C'][(index * 7 + Math.floor(index / 8)) % 3] ?? 'A';
  const kinds = range(0, COUNT - 1).map((index) => (index === 0 || index === COUNT - 2 ? 'rare' : kindOf(index)));
  await events.appendMany(kinds.map((kind, index) => item(`i${index + 1}`, { kind, text: '' })));
  return await events.all();
}

/** `stream` over logs of several pages. */
export const eventsStreamCases: readonly ConformanceCase[] = [
  defineCase('events.stream.pages', 'events.stream', 'a stream of several pages gives every item once, in order', async (kit) => {
    const { events } = await kit.open();
    const all = await fillSeveralPages(events);
    kit.expect.equal(all.length, COUNT, 'items in the log');
    kit.expect.equal(await collect(events.stream()), all, 'stream()');
    kit.expect.equal(await collect(events.stream({ order: 'desc' })), all.toReversed(), 'stream from the newest');
  }),

  defineCase('events.stream.kinds', 'events.stream', 'several kinds are merged in the order of the log over all pages', async (kit) => {
    const { events } = await kit.open();
    const all = await fillSeveralPages(events);
    const some = all.filter((one) => one.kind === 'A' || one.kind === 'C' || one.kind === 'rare');
    const kinds = ['C', 'rare', 'A'];
    kit.expect.equal(await collect(events.stream({ kinds })), some, 'three of four kinds');
    kit.expect.equal(await collect(events.stream({ kinds, order: 'desc' })), some.toReversed(), 'three of four kinds from the newest');
    kit.expect.equal(ids(await collect(events.stream({ kinds: ['rare'] }))), ['i1', `i${COUNT - 1}`], 'a kind with one item at each end');
  }),

  defineCase('events.stream.limit', 'events.stream', 'since and limit hold over page borders', async (kit) => {
    const { events } = await kit.open();
    const all = await fillSeveralPages(events);
    for (const limit of [99, 100, 101, 127, 128, 129, 255, 256, 257, 499, 500, 501, 512]) {
      kit.expect.equal(await collect(events.stream({ since: 123, limit })), all.slice(123, 123 + limit), `since 123, limit ${limit}`);
      kit.expect.equal(await collect(events.stream({ limit, order: 'desc' })), all.toReversed().slice(0, limit), `limit ${limit} from the newest`);
    }
    const ofKind = all.filter((one) => one.kind === 'B' && one.offset > 5);
    kit.expect.equal(await collect(events.stream({ kinds: ['B'], since: 5, limit: 200 })), ofKind.slice(0, 200), '200 of one kind since 5');
    kit.expect.equal(await events.query({ kinds: ['B'], since: 5 }), ofKind, 'query of one kind over several pages');
  }),

  defineCase('events.stream.break', 'events.stream-break', 'a stream may be broken off at any time', async (kit) => {
    const { events } = await kit.open();
    const all = await fillSeveralPages(events);
    for (const steps of [1, 2, 100, 256, 300, COUNT]) {
      const seen: StoredItem[] = [];
      for await (const one of events.stream()) if (seen.push(one) === steps) break;
      kit.expect.equal(seen, all.slice(0, steps), `the first ${steps} of a stream that is broken off then`);
    }
    await events.stream()[Symbol.asyncIterator]().return?.();
    kit.expect.equal(await events.append(item('after')), COUNT + 1, 'append after streams that were broken off');
  }),

  defineCase('events.stream.ended', 'events.stream-break', 'a stream that is at its end, or was broken off, stays done', async (kit) => {
    const { events } = await kit.open();
    await events.appendMany([item('a'), item('b')]);
    const whole = events.stream({ limit: 1 })[Symbol.asyncIterator]();
    kit.expect.equal((await whole.next()).done, false, 'done at the one item');
    kit.expect.equal([(await whole.next()).done, (await whole.next()).done], [true, true], 'done after the last item, asked twice');
    const broken = events.stream()[Symbol.asyncIterator]();
    await broken.next();
    await broken.return?.();
    kit.expect.equal((await broken.next()).done, true, 'done after return()');
  }),

  defineCase('events.stream.side-by-side', 'events.stream', 'streams do not disturb one another', async (kit) => {
    const { events } = await kit.open();
    const all = await fillSeveralPages(events);
    const up = events.stream()[Symbol.asyncIterator]();
    const down = events.stream({ order: 'desc' })[Symbol.asyncIterator]();
    for (const one of all) {
      const [first, last] = [await up.next(), await down.next()];
      kit.expect.equal(first.value, one, `item ${one.offset} of the rising stream`);
      kit.expect.equal(last.value, all[COUNT - one.offset], `item ${one.offset} of the falling stream`);
    }
    kit.expect.equal([(await up.next()).done, (await down.next()).done], [true, true], 'done after the last item');
  }),

  defineCase('events.stream.append-meanwhile', 'events.stream-snapshot', 'appending while streaming: no item twice, none left out, and the stream ends', async (kit) => {
    const { events } = await kit.open();
    await fillSeveralPages(events);
    const seen: number[] = [];
    for await (const one of events.stream()) {
      seen.push(one.offset);
      if (seen.length <= 20) await events.append(item(`new ${seen.length}`));
    }
    kit.expect.ok(seen.length >= COUNT, `a rising stream gives the ${COUNT} items that were there when it began; it gave ${seen.length}`);
    kit.expect.equal(seen, range(1, seen.length), 'offsets of a rising stream');
  }),

  defineCase('events.stream.append-meanwhile-desc', 'events.stream-snapshot', 'a stream from the newest does not see what is appended after it began', async (kit) => {
    const { events } = await kit.open();
    await fillSeveralPages(events);
    const seen: number[] = [];
    for await (const one of events.stream({ order: 'desc' })) {
      seen.push(one.offset);
      if (seen.length <= 20) await events.append(item(`new ${seen.length}`));
    }
    kit.expect.equal(seen, range(1, COUNT).toReversed(), 'offsets of a falling stream');
  }),

  defineCase('events.stream.write-inside', 'events.stream', 'any call may be made and awaited inside a stream', async (kit) => {
    const store = await kit.open();
    await store.events.appendMany([item('a'), item('b'), item('c')]);
    for await (const one of store.events.stream()) {
      await store.facts.put({ factId: one.id, key: 'seen', value: one.id });
      await store.artifacts.put(one.id, one.text);
      kit.expect.equal(ids(await store.events.tail(3)), ['a', 'b', 'c'], `tail while the stream is at ${one.id}`);
    }
    kit.expect.equal((await store.facts.getByKey('seen')).map((fact) => fact.value), ['a', 'b', 'c'], 'facts written inside the stream');
  }),
];
