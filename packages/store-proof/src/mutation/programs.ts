import { globSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { instrument, numbered } from './instrument.ts';
import type { Numbered } from './instrument.ts';
import { mutantsOf } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import { parseSource } from './syntax.ts';

const PACKAGES = fileURLToPath(new URL('../../../', import.meta.url));

/** A mutant that a process can be told to make active. */
export type LoadableMutant = Mutant & Numbered;

/** The files that are mutated: all of core but the kit and what is types alone, and the memory adapter. From `packages` on. */
export function mutatedFiles(): string[] {
  return globSync('{store-core,store-memory}/src/**/*.ts', { cwd: PACKAGES })
    .filter((file) => !file.startsWith('store-core/src/conformance/') && !file.startsWith('store-core/src/contract/'))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** The cases that can be run on the programs that {@link writePrograms} makes of files. */
export function casesFor(files: readonly string[], cases: readonly string[]): string[] {
  return cases.filter((id) => id !== LIMITS_CASE || files.includes(LIMITS_FILE));
}

/** The ids of every mutant of files. */
export async function idsOf(files: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const file of files) {
    for (const { id } of mutantsOf(file, parseSource(await readFile(join(PACKAGES, file), 'utf8')))) ids.add(id);
  }
  return ids;
}

/** Where the limits are, which are what makes a few cases slow; and the case that is about what they are. */
export const LIMITS_FILE: string = 'store-core/src/limits.ts';
const LIMITS_CASE = 'limits.exported';

/**
 * Finds the mutants of files, and writes the programs that hold them into a folder. Where the limits are not among the files, those of 16 MiB
 * become 1.25 MiB: what is tried at a limit is tried all the same, and in a fraction of the time.
 */
export async function writePrograms(files: readonly string[], folder: string): Promise<{ readonly mutants: readonly LoadableMutant[]; readonly programs: Readonly<Record<string, string>> }> {
  const mutants: LoadableMutant[] = [];
  const programs: Record<string, string> = {};
  await mkdir(folder, { recursive: true });
  if (!files.includes(LIMITS_FILE)) {
    const path = join(PACKAGES, LIMITS_FILE);
    const { text } = parseSource(await readFile(path, 'utf8'));
    const small = text.replace('const MIB = 1024 * 1024;', 'const MIB = 80 * 1024;');
    if (small === text) throw new Error(`${LIMITS_FILE}: there is no MIB to be made smaller`);
    programs[pathToFileURL(path).href] = join(folder, 'limits.js');
    await writeFile(join(folder, 'limits.js'), small);
  }
  for (const [index, file] of files.entries()) {
    const path = join(PACKAGES, file);
    const source = parseSource(await readFile(path, 'utf8'));
    const ofFile = numbered(mutantsOf(file, source), mutants.length);
    if (ofFile.length === 0) continue;
    mutants.push(...ofFile);
    const program = join(folder, `${index}.js`);
    await writeFile(program, instrument(source.text, ofFile));
    programs[pathToFileURL(path).href] = program;
  }
  return { mutants, programs };
}
