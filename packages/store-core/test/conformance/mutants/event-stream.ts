import { BackendError, type EventLog, type EventQuery, type StoredItem } from '../../../src/index.ts';
import { inEvents } from './changing.ts';
import { type Mutant, overriding, wrapping } from './mutant.ts';

const PAGE = 64;

/** A page of a query, after the last item of the page before. */
async function page(events: EventLog, query: EventQuery, last: number | undefined, limit: number): Promise<StoredItem[]> {
  if (query.order !== 'desc') return await events.query({ ...query, since: last ?? query.since, limit });
  const items = await events.query({ ...query, limit: undefined });
  return items.filter(({ offset }) => last === undefined || offset < last).slice(0, limit);
}

/** The mistakes below each change how a stream goes on from one page to the next. */
async function* paged(events: EventLog, query: EventQuery, size: number, follow: (last: number) => number): AsyncGenerator<StoredItem, void> {
  let left = query.limit ?? Number.MAX_SAFE_INTEGER;
  let last: number | undefined;
  for (;;) {
    const items = await page(events, query, last, Math.min(size, left));
    yield* items;
    left -= items.length;
    const end = items.at(-1);
    if (end === undefined || items.length < size) return;
    last = follow(end.offset);
  }
}

async function* byPosition(events: EventLog, query: EventQuery): AsyncGenerator<StoredItem, void> {
  for (let position = 0; ; position += PAGE) {
    const items = (await events.query(query)).slice(position, position + PAGE);
    yield* items;
    if (items.length < PAGE) return;
  }
}

async function* mergedByPage(events: EventLog, { kinds = [], ...query }: EventQuery): AsyncGenerator<StoredItem, void> {
  const answers = await Promise.all(kinds.map(async (kind) => await events.query({ ...query, kinds: [kind] })));
  for (let position = 0; answers.some(({ length }) => length > position); position += PAGE) {
    const items = answers.flatMap((answer) => answer.slice(position, position + PAGE));
    yield* items.toSorted((a, b) => (query.order === 'desc' ? b.offset - a.offset : a.offset - b.offset));
  }
}

async function* wholePages(events: EventLog, query: EventQuery): AsyncGenerator<StoredItem, void> {
  const { limit } = query;
  yield* events.stream(limit === undefined ? query : { ...query, limit: Math.ceil(limit / 100) * 100 });
}

async function* whileUnchanged(events: EventLog, query: EventQuery): AsyncGenerator<StoredItem, void> {
  const head = await events.latestOffset();
  for await (const item of events.stream(query)) {
    yield item;
    if (await events.latestOffset() !== head) return;
  }
}

/** An iterator written by hand, without `return`. */
function unbreakable(stream: AsyncIterable<StoredItem>): AsyncIterable<StoredItem> {
  return {
    [Symbol.asyncIterator]: () => {
      const steps = stream[Symbol.asyncIterator]();
      return { next: async () => await steps.next() };
    },
  };
}

/** A mutant that can do nothing else while a stream is under way; `released` says whether a stream that is broken off is over. */
function busy(death: Parameters<typeof wrapping>[0], released: boolean): Mutant {
  return wrapping(death, ({ events, facts }) => {
    let streams = 0;
    const free = (): void => {
      if (streams > 0) throw new BackendError('This database connection is busy executing a query');
    };
    async function* stream(query?: EventQuery): AsyncGenerator<StoredItem, void> {
      let ended = false;
      streams += 1;
      try {
        yield* events.stream(query);
        ended = true;
      } finally {
        if (ended || released) streams -= 1;
      }
    }
    return {
      events: overriding(events, {
        stream,
        append: async (item, options) => {
          free();
          return await events.append(item, options);
        },
      }),
      facts: overriding(facts, {
        put: async (fact) => {
          free();
          await facts.put(fact);
        },
      }),
    };
  });
}

/** What a stream of the event log does wrong. */
export const EVENT_STREAM_MUTANTS: readonly Mutant[] = [
  inEvents({
    name: 'leaves out an item at the end of each page', source: 'paging by a key that is greater than the one after the last: the +1 comes twice',
    dies: 'events.stream.pages', message: /stream\(\): expected/,
  }, (events) => ({ stream: (query = {}) => (query.order === 'desc' ? events.stream(query) : paged(events, query, PAGE, (last) => last + 1)) })),
  inEvents({
    name: 'sorts the kinds of a stream page by page', source: 'scatter and gather: the nth pages of several partitions are merged, although their offsets overlap',
    dies: 'events.stream.kinds', message: /three of four kinds: expected/,
  }, (events) => ({ stream: (query = {}) => ((query.kinds?.length ?? 0) < 2 ? events.stream(query) : mergedByPage(events, query)) })),
  inEvents({
    name: 'limits a stream to whole pages', source: 'limit as a hint for the size of a page: Redis: SCAN with COUNT, DynamoDB: Limit',
    dies: 'events.stream.limit', message: /since 123, limit 99: expected/,
  }, (events) => ({ stream: (query = {}) => wholePages(events, query) })),
  busy({
    name: 'stays busy after a stream was broken off', source: 'better-sqlite3: a connection runs nothing else while iterate() is under way, and here nothing ends it',
    dies: 'events.stream.break', message: /unexpected: BACKEND: This database connection is busy/,
  }, false),
  inEvents({
    name: 'goes on with a stream that was broken off', source: 'iterators written by hand, without `return`',
    dies: 'events.stream.ended', message: /done after return\(\): expected true, got false/,
  }, (events) => ({ stream: (query) => unbreakable(events.stream(query)) })),
  inEvents({
    name: 'has one page for all streams', source: 'prepared statements shared among iterators: SQLite has one cursor for each statement',
    dies: 'events.stream.side-by-side', message: /item \d+ of the (rising|falling) stream/,
  }, (events) => {
    let items: StoredItem[] = [];
    async function* stream(query: EventQuery = {}): AsyncGenerator<StoredItem, void> {
      for (let last: number | undefined; ;) {
        items = await page(events, query, last, PAGE);
        for (let index = 0; index < items.length; index += 1) {
          const item = items[index];
          if (item !== undefined) yield item;
          last = item?.offset;
        }
        if (items.length < PAGE) return;
      }
    }
    return { stream };
  }),
  inEvents({
    name: 'ends a stream when the log has changed', source: 'IndexedDB: a cursor\'s transaction is over as soon as something else was awaited; fail-fast iterators',
    dies: 'events.stream.append-meanwhile', message: /a rising stream gives the 700 items that were there when it began; it gave 1$/,
  }, (events) => ({ stream: (query = {}) => whileUnchanged(events, query) })),
  inEvents({
    name: 'pages by position', source: 'SQL: LIMIT and OFFSET, which shift when something is put in front',
    dies: 'events.stream.append-meanwhile-desc', message: /offsets of a falling stream/,
  }, (events) => ({ stream: (query = {}) => byPosition(events, query) })),
  busy({
    name: 'can do nothing else while a stream is open', source: 'better-sqlite3: "This database connection is busy executing a query" while iterate() is under way',
    dies: 'events.stream.write-inside', message: /unexpected: BACKEND: This database connection is busy/,
  }, true),
];
