import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import type { Unpacked } from './unpack.ts';

/** What is wrong with the maps of a package: each built file must name its map, and each map a source that is in the package too. */
export async function mapProblems({ folder, files }: Unpacked): Promise<string[]> {
  const problems: string[] = [];
  for (const file of files.filter((name) => /^dist\/.*\.(?:js|d\.ts)$/.test(name))) {
    const map = /\n\/\/# sourceMappingURL=(?<name>\S+)\s*$/.exec(await readFile(join(folder, file), 'utf8'))?.groups?.['name'];
    const path = map === undefined ? '' : join(dirname(file), map);
    if (!files.includes(path)) problems.push(`${file}: ${map === undefined ? 'names no map' : `its map ${map} is not in the package`}`);
    else problems.push(...lostSources(path, await readFile(join(folder, path), 'utf8'), files));
  }
  return problems;
}

function lostSources(path: string, text: string, files: readonly string[]): string[] {
  const map: unknown = JSON.parse(text);
  const sources: unknown = typeof map === 'object' && map !== null && 'sources' in map ? map.sources : undefined;
  if (!Array.isArray(sources) || sources.length === 0) return [`${path}: has no sources`];
  const lost = sources.filter((source) => !files.includes(normalize(join(dirname(path), String(source)))));
  return lost.map((source) => `${path}: its source ${String(source)} is not in the package`);
}
