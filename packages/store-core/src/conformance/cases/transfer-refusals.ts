import type { Store } from '../../contract/store.ts';
import { copyStore, exportStore, importStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { wholeExport } from '../export-lines.ts';
import { episode, fact, fill, item, ledgerEvent, wrong } from '../samples.ts';
import { show } from '../show.ts';
import { anotherStore, fillWell } from '../transfer-content.ts';

/** Imports and copies that fail: why, and that nothing stays of them. */
export const transferRefusalsCases: readonly ConformanceCase[] = [
  defineCase('transfer.import.occupied', 'transfer.occupied', 'a scope that holds data is INVALID_ARGUMENT, and nothing is written', async (kit) => {
    const from = await kit.open();
    for (const scope of ['a', 'b', 'z']) await fill(from.withScope(scope));
    const lines = await collect(exportStore(from));
    const occupations: readonly ((store: Store) => Promise<unknown>)[] = [
      async ({ events }) => await events.append(item('e')),
      async ({ ledger }) => await ledger.append(ledgerEvent('l')),
      async ({ artifacts }) => await artifacts.put('a', ''),
      async ({ episodes }) => await episodes.add(episode('ep')),
      async ({ facts }) => await facts.put(fact('f')),
      async ({ ledger }) => {
        await ledger.append(ledgerEvent('l'));
        await ledger.reset();
      },
    ];
    for (const [index, occupy] of occupations.entries()) {
      const to = await anotherStore(kit);
      await occupy(to.withScope('z'));
      await kit.expect.unchanged(to, async () => {
        await kit.expect.rejects(async () => await importStore(to, lines), 'INVALID_ARGUMENT', `an import over scope z, occupied in way ${index}`);
        await kit.expect.rejects(async () => await copyStore(from, to), 'INVALID_ARGUMENT', `a copy over scope z, occupied in way ${index}`);
      }, 'a refused import');
      kit.expect.equal(await to.scopes(), ['z'], 'scopes after the refused import');
    }
  }),
  defineCase('transfer.import.source-throws', 'transfer.failed', 'lines that cannot be read to their end are BACKEND with the cause, and nothing stays', async (kit) => {
    const from = await kit.open();
    await fillWell(from);
    const lines = await collect(exportStore(from));
    const to = await anotherStore(kit);
    await fill(to.withScope('there before'));
    const reason = new Error('the disk was pulled out');
    async function* brokenOff(): AsyncGenerator<string> {
      yield* lines.slice(0, -3);
      throw reason;
    }
    await kit.expect.unchanged(to, async () => {
      const error = await kit.expect.rejects(async () => await importStore(to, brokenOff()), 'BACKEND', 'an import whose lines break off');
      kit.expect.equal(error.cause, reason, 'the cause of the error');
    }, 'an import whose lines break off');
    await importStore(to, lines);
    kit.expect.equal(await to.withScope('rich').events.count(), 1200, 'events of an import after that');
  }),
  defineCase('transfer.import.meanwhile', 'transfer.failed', 'what somebody else writes into a scope during its import ends the import, and stays', async (kit) => {
    const from = await kit.open();
    await fillWell(from);
    const lines = await collect(exportStore(from));
    const begin = lines.findIndex((line) => line.includes('"scope":"rich"'));
    async function* interrupted(write: () => Promise<unknown>): AsyncGenerator<string> {
      yield* lines.slice(0, begin + 1100);
      await write();
      yield* lines.slice(begin + 1100);
    }

    const ahead = await anotherStore(kit);
    const { ledger, events } = ahead.withScope('rich');
    await kit.expect.rejects(
      async () => await importStore(ahead, interrupted(() => ledger.append(ledgerEvent('somebody')))),
      'INVALID_ARGUMENT', 'an import that comes to a ledger which has been written to',
    );
    kit.expect.equal((await ledger.events()).map(({ id }) => id), ['somebody'], 'ledger events after it');
    kit.expect.equal(await events.count(), 0, 'events after it');

    // Here its own events are in the way of taking them back: it must not take those of somebody else with them.
    const between = await anotherStore(kit);
    const log = between.withScope('rich').events;
    await kit.expect.rejects(
      async () => await importStore(between, interrupted(() => log.append(item('somebody')))),
      'BACKEND', 'an import whose events have been appended to',
    );
    kit.expect.ok(await log.has('somebody'), 'the event of somebody else is there after it');
  }),
  defineCase('transfer.import.stops-reading', 'transfer.failed', 'after a refusal the lines are broken off, whatever their source says to that', async (kit) => {
    const store = await kit.open();
    await store.facts.put(fact('f'));
    let ended = 0;
    async function* lines(complaint: Error | null): AsyncGenerator<string> {
      try {
        yield* wholeExport(['default'], [{ type: 'scope', scope: 'default' }]);
      } finally {
        ended += 1;
        // oxlint-disable-next-line no-unsafe-finally -- a source that complains when it is broken off
        if (complaint !== null) throw complaint;
      }
    }
    for (const complaint of [null, new Error('not yet')]) {
      await kit.expect.rejects(async () => await importStore(store, lines(complaint)), 'INVALID_ARGUMENT', 'an import over a scope that holds data');
    }
    kit.expect.equal(ended, 2, 'how many sources were ended');

    // As `for await` does it: what has ended, or failed, is neither asked again nor ended.
    for (const [last, code] of [['', 'INVALID_VALUE'], [new Error('broken'), 'BACKEND']] as const) {
      let asked = 0;
      const source: AsyncIterator<string> & AsyncIterable<string> = {
        next: async () => {
          asked += 1;
          if (last !== '') throw last;
          return { done: true, value: last };
        },
        return: async () => {
          ended += 1;
          return { done: true, value: '' };
        },
        [Symbol.asyncIterator]: () => source,
      };
      await kit.expect.rejects(async () => await importStore(store, source), code, `an import of lines that ${last === '' ? 'end' : 'fail'} at once`);
      kit.expect.equal([asked, ended], [1, 2], `how often lines that ${last === '' ? 'end' : 'fail'} at once were asked, and how many sources were ended by then`);
    }
    const steps = wholeExport([], []).values();
    let over = 0;
    const source: Iterator<string, string> & Iterable<string> = {
      next: () => {
        const step = steps.next();
        if (step.done === true) over += 1;
        return step.done === true ? { done: true, value: '' } : step;
      },
      [Symbol.iterator]: () => source,
    };
    await importStore(store, source);
    kit.expect.equal(over, 1, 'how often lines said that they end');
  }),
  defineCase('transfer.import.search-meanwhile', 'transfer.failed', 'a search during an import that is taken back does not mislead those that follow', async (kit) => {
    const from = await kit.open();
    for (const id of ['old 1', 'old 2']) await from.episodes.add(episode(id, { summary: 'alpha' }));
    const lines = [...(await collect(exportStore(from))).slice(0, -1), '{"lines":0,"type":"end"}'];
    const to = await anotherStore(kit);
    const searches: Promise<unknown>[] = [];
    const onProgress = (): void => void searches.push(to.episodes.search('alpha'));
    await kit.expect.rejects(importStore(to, lines, { onProgress }), 'INVALID_VALUE', 'an export whose last line is wrong');
    kit.expect.equal((await Promise.all(searches)).length, 1, 'searches during the import');
    for (const id of ['new 1', 'new 2']) await to.episodes.add(episode(id, { summary: 'beta' }));
    kit.expect.equal((await to.episodes.search('beta alpha')).map(({ episodeId }) => episodeId), ['new 1', 'new 2'], 'a search afterwards');
  }),
  defineCase('transfer.import.progress-throws', 'transfer.failed', 'an onProgress that throws ends the import, which is taken back', async (kit) => {
    const from = await kit.open();
    await fillWell(from);
    const reason = new Error('enough');
    for (const last of [0, 3]) {
      const to = await anotherStore(kit);
      let calls = 0;
      const onProgress = (): void => {
        calls += 1;
        if (calls > last) throw reason;
      };
      await kit.expect.unchanged(to, async () => {
        const error = await kit.expect.rejects(async () => await copyStore(from, to, { onProgress }), 'INVALID_ARGUMENT', `onProgress that throws at call ${last + 1}`);
        kit.expect.equal(error.cause, reason, 'the cause of the error');
      }, 'a copy that was ended');
    }
  }),
  defineCase('transfer.import.arguments', 'transfer.arguments', 'wrong arguments are INVALID_ARGUMENT, a closed store is STORE_CLOSED', async (kit) => {
    const store = await kit.open();
    const lines = wholeExport([], []);
    for (const value of [null, undefined, 7, {}]) {
      await kit.expect.rejects(async () => await importStore(store, wrong(value)), 'INVALID_ARGUMENT', `lines: ${show(value)}`);
    }
    for (const value of [undefined, null, {}]) {
      await kit.expect.rejects(async () => await importStore(wrong(value), lines), 'INVALID_ARGUMENT', `importStore into ${show(value)}`);
      await kit.expect.rejects(async () => await copyStore(store, wrong(value)), 'INVALID_ARGUMENT', `copyStore to ${show(value)}`);
      await kit.expect.rejects(async () => await copyStore(wrong(value), store), 'INVALID_ARGUMENT', `copyStore from ${show(value)}`);
    }
    await kit.expect.rejects(async () => await importStore(store, lines, wrong({ progress: 1 })), 'INVALID_ARGUMENT', 'an unknown option');
    await kit.expect.rejects(async () => await importStore(store, lines, wrong({ onProgress: 1 })), 'INVALID_ARGUMENT', 'onProgress that is no function');
    const closed = await anotherStore(kit);
    await closed.close();
    await kit.expect.rejects(async () => await importStore(closed, lines), 'STORE_CLOSED', 'an import into a closed store');
    await kit.expect.rejects(async () => await copyStore(store, closed), 'STORE_CLOSED', 'a copy into a closed store');
    await kit.expect.rejects(async () => await copyStore(closed, store), 'STORE_CLOSED', 'a copy of a closed store');
  }),
];
