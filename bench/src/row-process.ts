// One row, measured in a process of its own. Told what by its arguments, answers on the channel to its parent.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './contestant.ts';
import { measureRow } from './measure-row.ts';
import { ROWS } from './rows/index.ts';

const [id, work, rounds, roundMs, judge] = process.argv.slice(2);
const row = ROWS.find((one) => one.id === id);
if (row === undefined || work === undefined) throw new Error(`no such row: ${id}`);

const result = await measureRow(row, { ours: placeIn('ours'), other: placeIn('other') }, { rounds: Number(rounds), roundMs: Number(roundMs), judge: judge === 'true' });
process.send?.(result);
process.disconnect();

function placeIn(side: string): Place {
  const folder = join(work ?? '', 'row', side);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return { folder, fixture };
}

/** Made under another name first, so that what a stopped run has left half made is never taken for whole. */
async function fixture(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(work ?? '', 'fixtures', name.replaceAll(/[^\w-]+/g, '-'));
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  await make(making);
  writeFileSync(join(making, 'made-for.txt'), name);
  renameSync(making, folder);
  return folder;
}
