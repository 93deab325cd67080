import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a README promises: `Size: at most 61 kB packed, 1.2 MB installed with what it needs.` */
const STATED = /^Size: at most (?<packed>[\d.]+) (?<packedUnit>kB|MB) packed, (?<installed>[\d.]+) (?<installedUnit>kB|MB) installed with what it needs\.$/m;

/** By how much more than it is a size may be stated: room for the next changes, not for a new dependency. */
const ROOM = 1.25;

/** In bytes. */
export interface Sizes {
  readonly packed: number;
  readonly installed: number;
}

/** What a README states. @throws Error if it does not. */
export function statedSizes(readme: string): Sizes {
  const { packed, packedUnit, installed, installedUnit } = STATED.exec(readme)?.groups ?? {};
  if (packed === undefined || installed === undefined) throw new Error('the README states no size, in a line as `Size: at most 61 kB packed, 1.2 MB installed with what it needs.`');
  return { packed: bytes(packed, packedUnit), installed: bytes(installed, installedUnit) };
}

/** What is wrong with what is stated, in words; empty: nothing. */
export function sizeProblems(actual: Sizes, stated: Sizes): string[] {
  return (['packed', 'installed'] as const).flatMap((kind) => {
    const [is, most] = [actual[kind], stated[kind]];
    if (is > most) return [`${kind}: ${shown(is)}, and the README states at most ${shown(most)}`];
    return most > is * ROOM ? [`${kind}: ${shown(is)}, and the README could state less than ${shown(most)}`] : [];
  });
}

/** The bytes of all files below a folder. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function bytes(number: string, unit = ''): number {
  return Number(number) * (unit === 'MB' ? 1e6 : 1e3);
}

function shown(size: number): string {
  return size < 1e6 ? `${(size / 1e3).toFixed(0)} kB` : `${(size / 1e6).toFixed(2)} MB`;
}
