import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Selector, Store } from '@cw/store-core';
import { type Contestant, repeating } from '../contestant.ts';
import { asStream, csvFile, jsonFile, logFile } from '../data.ts';
import type { PairRow } from '../row.ts';
import { type Adapter, oursFilled } from '../subjects/our-stores.ts';

interface Drilldown {
  readonly name: string;
  readonly content: keyof typeof CONTENTS;
  readonly selector: Selector;
  /** What whoever has the whole file in memory does instead. */
  bare(text: string): unknown;
}

const MEGABYTE = 1_000_000;

interface Content {
  readonly mediaType: string;
  make(length: number): Generator<Uint8Array, void, undefined>;
}

const CONTENTS: Readonly<Record<'log' | 'json' | 'csv', Content>> = {
  log: { mediaType: 'text/plain', make: logFile },
  json: { mediaType: 'application/json', make: jsonFile },
  csv: { mediaType: 'text/csv', make: csvFile },
};

const DRILLDOWNS: readonly Drilldown[] = [
  { name: 'head', content: 'log', selector: { type: 'head', chars: 2000 }, bare: (text) => text.slice(0, 2000) },
  { name: 'lines', content: 'log', selector: { type: 'lines', start: 5000, end: 5050 }, bare: (text) => text.split('\n').slice(5000, 5050).join('\n') },
  { name: 'grep', content: 'log', selector: { type: 'grep', pattern: 'ERROR' }, bare: (text) => text.split('\n').filter((line) => line.includes('ERROR')) },
  { name: 'grep-limit', content: 'log', selector: { type: 'grep', pattern: 'ERROR', limit: 5 }, bare: (text) => text.split('\n').filter((line) => line.includes('ERROR')).slice(0, 5) },
  { name: 'json_keys', content: 'json', selector: { type: 'json_keys', keys: ['first', 'last'] }, bare: ofJson },
  { name: 'rows', content: 'csv', selector: { type: 'rows', start: 5000, end: 5050 }, bare: (text) => text.split('\n').slice(5001, 5051).join('\n') },
];

/** Those that know when they have read enough. */
const STOPPING = new Set(['head', 'lines', 'grep-limit', 'rows']);

export const drilldownRows: readonly PairRow[] = (['store-sqlite', 'store-jsonfile'] as const).flatMap((adapter) =>
  DRILLDOWNS.flatMap((drilldown): PairRow[] => [
    {
      kind: 'pair', group: 'drilldown', id: `drilldown-${drilldown.name}/${adapter}/bare`, workload: `${drilldown.name} of 1 MB`, durability: 'read',
      ours: selecting(adapter, drilldown, MEGABYTE), other: reading(drilldown, MEGABYTE), note: 'bare: reads the whole file, not verified',
    },
    {
      kind: 'pair', group: 'drilldown', id: `drilldown-${drilldown.name}/${adapter}/growth`, workload: `${drilldown.name}: of 1 GB against of 1 MB`, durability: 'read',
      ours: selecting(adapter, drilldown, 1000 * MEGABYTE), other: selecting(adapter, drilldown, MEGABYTE), ratio: 'growth', long: true, rounds: 3,
      note: STOPPING.has(drilldown.name) ? 'reads as much of both; of the larger one, the list of checksums is longer: 12 bytes for each 128 KiB' : 'reads all of it',
    },
  ]));

function selecting(adapter: Adapter, { content, selector }: Drilldown, sizeBytes: number): Contestant {
  return oursFilled(adapter, `${content} of ${sizeBytes} bytes`, fillWith(content, sizeBytes), async (store) => async (times) => {
    for (let done = 0; done < times; done += 1) await store.artifacts.drilldown('artifact', selector);
  });
}

/** An artifact of one kind, by a stream. */
export function fillWith(content: keyof typeof CONTENTS, sizeBytes: number): (store: Store) => Promise<void> {
  const { mediaType, make } = CONTENTS[content];
  return async (store) => {
    await store.artifacts.put('artifact', asStream(make(sizeBytes)), { mediaType });
  };
}

function reading({ content, bare }: Drilldown, sizeBytes: number): Contestant {
  return {
    name: 'bare fs',
    async open({ folder }) {
      const file = join(folder, 'artifact');
      await writeFile(file, CONTENTS[content].make(sizeBytes));
      return repeating(async () => bare(await readFile(file, 'utf8')));
    },
  };
}

function ofJson(text: string): unknown {
  const whole: unknown = JSON.parse(text);
  if (typeof whole !== 'object' || whole === null || !('first' in whole) || !('last' in whole)) throw new Error('not the content that was made');
  return JSON.stringify({ first: whole.first, last: whole.last }, null, 2);
}
