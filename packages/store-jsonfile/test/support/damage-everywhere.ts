import { isStoreError, type Store } from '@cw/store-core';
import { fillSmall, type Readings, readEverything, wrongReadings } from '@cw/store-core/conformance';
import { clock, findingsOf } from './content.ts';
import { Disk } from './disk/disk.ts';
import { copyImage, emptyImage, type Image } from './disk/image.ts';
import { type NodeId, ROOT } from './disk/operation.ts';
import { STORE } from './power-workload.ts';
import { openOn } from './unsafe-files.ts';

/** What a damaged byte becomes. */
const PATTERNS: readonly ((byte: number) => number)[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((bit) => (byte: number) => byte ^ (1 << bit)),
  () => 0,
  (byte) => byte ^ 0xff,
  () => 0x0a,
  () => 0x20,
  () => 0x7d,
  () => 0x31,
];

/** What was tried, and what was wrong. */
export interface DamageReport {
  readonly bytes: number;
  /** Of these, those that nobody notices, and that change nothing. */
  readonly harmless: number;
  readonly failures: readonly string[];
}

/** How much is tried. */
export interface DamageOptions {
  readonly every?: number;
  readonly ways?: number;
  /** Bytes from which on an index of a log is kept in a file. Default: the adapter's, which no log here comes to. */
  readonly indexFrom?: number;
  /** Tells how far it has come. */
  readonly progress?: (text: string) => void;
}

/**
 * Changes bytes of all files of a small store, and reads everything: of `every` bytes one, in `ways` ways, by default all in all ways. A read gives the right
 * value or a StoreError; what looks as if it had never been stored, verify tells. Minutes in full.
 */
export async function damageBytes({ every = 1, ways = PATTERNS.length, indexFrom, progress }: DamageOptions = {}): Promise<DamageReport> {
  const disk = new Disk(emptyImage());
  const store = await openOn(disk.files, { path: STORE, clock }, indexFrom);
  await fillSmall(store);
  const expected = await readEverything(store);
  await store.close();
  const image = disk.image();
  const report = { bytes: 0, harmless: 0, failures: new Array<string>() };
  let start = 0;
  for (const [path, file] of filesIn(image, ROOT, '')) {
    const original = image.files.get(file) ?? Buffer.alloc(0);
    // In each file from another byte on.
    start = (start + 1) % every;
    for (let at = start; at < original.length; at += every) {
      progress?.(`${path}, byte ${at} of ${original.length}`);
      for (let turn = 0; turn < ways; turn += 1) {
        const byte = PATTERNS[(at + turn) % PATTERNS.length]?.(original[at] ?? 0) ?? 0;
        if (byte === original[at]) continue;
        const damaged = copyImage(image);
        const content = Buffer.from(original);
        content[at] = byte;
        damaged.files.set(file, content);
        report.bytes += 1;
        const problem = await judge(damaged, expected, at % 2 === 0);
        if (problem === null) report.harmless += 1;
        else if (problem !== '') report.failures.push(`${path}, byte ${at} as ${byte}: ${problem}`);
      }
    }
  }
  return report;
}

/** What is wrong; '' where the damage was told, null where it changes nothing. */
async function judge(image: Image, expected: Readings, readOnly: boolean): Promise<string | null> {
  const disk = new Disk(image);
  let store: Store;
  try {
    store = await openOn(disk.files, { path: STORE, clock, readOnly });
  } catch (error) {
    return isStoreError(error) && (error.code === 'CORRUPT' || error.code === 'SCHEMA_VERSION') ? '' : String(error);
  }
  const found = await readEverything(store);
  const told = (await findingsOf(store)).length > 0;
  await store.close();
  const wrong = wrongReadings(expected, found);
  if (wrong.length > 0) return wrong.join('; ');
  const changed = [...expected].filter(([what, value]) => found.get(what) !== value).map(([what]) => what);
  if (changed.length > 0 && !told) return `verify does not tell of ${changed.join(', ')}`;
  return changed.length === 0 && !told ? null : '';
}

function* filesIn({ files, folders }: Image, folder: NodeId, path: string): Generator<readonly [path: string, file: NodeId]> {
  for (const [name, node] of folders.get(folder) ?? []) {
    if (files.has(node)) yield [`${path}/${name}`, node];
    else yield* filesIn({ files, folders }, node, `${path}/${name}`);
  }
}
