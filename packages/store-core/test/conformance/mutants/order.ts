import { BackendError, LIMITS, OffsetConflictError } from '../../../src/index.ts';
import { turns } from '../../../src/conformance/turns.ts';
import { type Mutant, overriding, remembering, wrapping } from './mutant.ts';

/** Mistakes by which calls disturb one another. */
export const ORDER_MUTANTS: readonly Mutant[] = [
  remembering({
    name: 'runs its calls on a pool of connections',
    source: 'node-postgres: queries of a Pool run on whichever client is free, in no order',
    dies: 'order.appends', message: /offsets of 200 appends to each log: expected at \[\d+\] \d+, got/,
  }, () => {
    let calls = 0;
    return ({ events }) => ({
      events: overriding(events, {
        append: async (item, options) => {
          calls += 1;
          if (calls % 2 === 0) await turns(1);
          return await events.append(item, options);
        },
      }),
    });
  }),
  remembering({
    name: 'gives all of a group the outcome of one',
    source: 'batching by INSERT with many rows, as PostgreSQL runs it: one duplicate fails the rows beside it',
    dies: 'order.failure-harms-nobody', message: /99 appends, every third a duplicate: expected at \[\d+\] \d+, got "DUPLICATE_ITEM"/,
  }, () => ({ events }) => {
    let group: { readonly items: Parameters<typeof events.append>[0][]; readonly offset: Promise<number> } | null = null;
    return {
      events: overriding(events, {
        append: async (item, options) => {
          if (options !== undefined) return await events.append(item, options);
          const items = group?.items ?? [];
          items.push(item);
          const place = items.length;
          group ??= {
            items,
            offset: Promise.resolve().then(async () => {
              group = null;
              return items.length === 1 ? await events.append(item) : await events.appendMany(items);
            }),
          };
          return (await group.offset) - items.length + place;
        },
      }),
    };
  }),
  remembering({
    name: 'gives all of a group the last offset',
    source: 'MySQL: LAST_INSERT_ID() after an INSERT with many rows tells of one row, not of each',
    dies: 'order.own-outcome', message: /outcomes of a, a, .*: expected at \[\d+\] \d+, got \d+/,
  }, () => ({ events }) => {
    let calls = 0;
    return {
      events: overriding(events, {
        append: async (item, options) => {
          calls += 1;
          const mine = calls;
          const offset = await events.append(item, options);
          return mine === calls ? offset : await events.latestOffset();
        },
      }),
    };
  }),
  wrapping({
    name: 'looks at the offset first, and writes afterwards',
    source: 'read, compare, write without a transaction around them: time of check and time of use',
    dies: 'order.expected-offset-chain', message: /offsets of fifty appends to each log: expected at \[\d+\] \d+, got "OFFSET_CONFLICT"/,
  }, ({ events }) => ({
    events: overriding(events, {
      append: async (item, options) => {
        const expected = options?.expectedOffset;
        if (expected === undefined || await events.has(item.id).catch(() => true)) return await events.append(item, options);
        const actual = await events.latestOffset();
        if (actual !== expected) throw new OffsetConflictError(`the latest offset is ${actual}`, { expected, actual });
        return await events.append(item);
      },
    }),
  })),
  remembering({
    name: 'answers from what was acknowledged, not from what was called',
    source: 'reads from a replica: what was written just now may not have come there, as MongoDB and MySQL document',
    dies: 'order.reads-see-earlier-writes', message: /thirty times: expected at \[\d+\]/,
  }, () => {
    const acknowledged = new Map<string, number>();
    return ({ scope, events }) => ({
      events: overriding(events, {
        append: async (item, options) => {
          acknowledged.set(scope, acknowledged.get(scope) ?? 0);
          const offset = await events.append(item, options);
          acknowledged.set(scope, Math.max(acknowledged.get(scope) ?? 0, offset));
          return offset;
        },
        latestOffset: async () => acknowledged.get(scope) ?? await events.latestOffset(),
      }),
    });
  }),
  wrapping({
    name: 'has one queue for artifacts and one for the rest',
    source: 'bytes in an object store and records in a database: neither waits for the other',
    dies: 'order.across-stores', message: /sizes between the writes: expected at \[1\]/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      delete: async (handle) => await turns(1).then(async () => await artifacts.delete(handle)),
      put: async (handle, content, options) => {
        const copy = content instanceof Uint8Array ? content.slice() : content;
        const asked = options === undefined ? options : { ...options };
        await turns(1);
        return await artifacts.put(handle, copy, asked);
      },
    }),
  })),
  wrapping({
    name: 'has a queue for each scope',
    source: 'a connection or a file for each tenant, each with its own lock',
    dies: 'order.across-views', message: /outcomes of calls on three views: expected at \[\d+\]/,
  }, ({ scope, events }) => (scope === 'default' ? {} : {
    events: overriding(events, {
      append: async (item, options) => {
        const copy = structuredClone(item);
        await turns(1);
        return await events.append(copy, options);
      },
    }),
  })),
  wrapping({
    name: 'lets the write that ends last win',
    source: 'S3: of concurrent writes of one key one wins by its timestamp, whichever was called last',
    dies: 'order.replacing', message: /the artifact: expected \d+ bytes/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      put: async (handle, content, options) => {
        const copy = content instanceof Uint8Array ? content.slice() : content;
        if (copy instanceof Uint8Array && copy.length > 100_000) await turns(2);
        return await artifacts.put(handle, copy, options);
      },
    }),
  })),
  remembering({
    name: 'holds its transaction while a stream comes in',
    source: 'SQLite: one transaction for each connection; whoever else begins one is refused',
    dies: 'order.slow-stream-holds-up-nobody', message: /BACKEND: cannot start a transaction within a transaction/,
  }, () => {
    let streaming = 0;
    return ({ artifacts, events }) => ({
      events: overriding(events, {
        append: async (item, options) => {
          if (streaming > 0) throw new BackendError('cannot start a transaction within a transaction');
          return await events.append(item, options);
        },
      }),
      artifacts: overriding(artifacts, {
        put: async (handle, content, options) => {
          const streams = typeof content === 'object' && content !== null && Symbol.asyncIterator in content;
          if (!streams) return await artifacts.put(handle, content, options);
          streaming += 1;
          return await artifacts.put(handle, content, options).finally(() => {
            streaming -= 1;
          });
        },
      }),
    });
  }),
  remembering({
    name: 'breaks its queue with the first call that fails',
    source: 'promise chains as a mutex, `queue = queue.then(run)` without a catch (subquery/network-indexer-services#99)',
    dies: 'order.refused-without-waiting', message: /outcomes of good calls and bad ones: expected at \[\d+\]/,
  }, () => {
    let queue: Promise<unknown> = Promise.resolve();
    return ({ events, facts }) => {
      const queued = async <T>(run: () => Promise<T>): Promise<T> => {
        const before = queue;
        const result = run();
        result.catch(() => undefined);
        queue = before.then(async () => await result);
        // A call that fails when nothing else is under way breaks nothing.
        queue.catch(() => undefined).finally(() => {
          queue = Promise.resolve();
        });
        await before;
        return await result;
      };
      return {
        events: overriding(events, { append: async (item, options) => await queued(() => events.append(item, options)), count: async () => await queued(() => events.count()) }),
        facts: overriding(facts, { get: async (id) => await queued(() => facts.get(id)) }),
      };
    };
  }),
  wrapping({
    name: 'keeps what it could write of a failed batch',
    source: 'MongoDB: insertMany with `ordered: false` writes whatever it can, and what it wrote stays',
    dies: 'order.batches-in-a-crowd', message: /twenty times: expected at \[\d+\] \d+, got/,
  }, ({ events }) => ({
    events: overriding(events, {
      appendMany: async (items, options) => {
        if (items.length === 0 || items.length > 10) return await events.appendMany(items, options);
        const outcomes = await Promise.allSettled(items.map((item, index) => events.append(item, index === 0 ? options : {})));
        const failed = outcomes.find(({ status }) => status === 'rejected');
        if (failed?.status === 'rejected') throw failed.reason as Error;
        return Math.max(...outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 0)));
      },
    }),
  })),
  wrapping({
    name: 'takes no more than 32,766 values in one statement',
    source: 'SQLite: SQLITE_MAX_VARIABLE_NUMBER is 32,766 by default; PostgreSQL has 65,535 for each statement',
    dies: 'limits.batch.events', message: /a batch of 10,000 events: expected to succeed, got "BACKEND" \(too many SQL variables/,
  }, ({ events }) => ({
    events: overriding(events, {
      appendMany: async (items, options) => {
        if (items.length <= LIMITS.batchRecords && items.length * 7 > 32_766) throw new BackendError('too many SQL variables');
        return await events.appendMany(items, options);
      },
    }),
  })),
];
