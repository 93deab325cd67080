import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.ts';
import type { MutantResult } from './run-mutation.ts';

/** What is known of mutants that the kit does not kill. */
export interface KnownSurvivors {
  /**
   * What is not counted, as the kit on memory cannot reach it, under the reason: files, declarations (as `store-core/src/limits.ts LIMITS`), and single
   * mutants by id.
   */
  readonly excluded: readonly { readonly reason: string; readonly where: readonly string[] }[];
  /** Mutants that survive, by id, under the reason that holds for all of them. */
  readonly survivors: readonly { readonly reason: string; readonly mutants: readonly string[] }[];
}

/** The least share of mutants that the kit must kill. */
export const LEAST_SCORE = 0.9;

/** Where the known survivors are kept. */
export const SURVIVORS_FILE: string = fileURLToPath(new URL('../../mutation-survivors.json', import.meta.url));

/** Reads the file of known survivors. */
export function readSurvivors(file: string = SURVIVORS_FILE): KnownSurvivors {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of ours, of known shape
  return JSON.parse(readFileSync(file, 'utf8')) as KnownSurvivors;
}

/** Takes mutants out of the file, and reasons that are left with none. */
export function pruneSurvivors(gone: ReadonlySet<string>, file: string = SURVIVORS_FILE): void {
  const { excluded, survivors } = readSurvivors(file);
  const left = survivors.map(({ reason, mutants }) => ({ reason, mutants: mutants.filter((id) => !gone.has(id)) })).filter(({ mutants }) => mutants.length > 0);
  writeFileSync(file, `${JSON.stringify({ excluded, survivors: left }, null, 2)}\n`);
}

/** Whether a mutant stands in code that is not counted. */
export function isExcluded({ id }: Pick<Mutant, 'id'>, { excluded }: KnownSurvivors): boolean {
  return excluded.some(({ where }) => where.some((place) => id === place || (!isId(place) && (id.startsWith(`${place} `) || id.startsWith(`${place}.`)))));
}

/** Ids have parts, places have not. */
function isId(place: string): boolean {
  return place.includes(' | ');
}

/** How results compare with what is known. */
export interface Comparison {
  /** Killed, of those tried. */
  readonly score: number;
  /** Survived, and is not listed. */
  readonly unlisted: readonly MutantResult[];
  /** Listed, but was killed; by id. */
  readonly stale: readonly string[];
  /** Listed, but there is no such mutant. */
  readonly unknown: readonly string[];
}

/** Compares results with the known survivors. `all` are the ids of all mutants of the code, tried or not. */
export function compareSurvivors(results: readonly MutantResult[], all: ReadonlySet<string>, known: KnownSurvivors): Comparison {
  const listed = new Set(known.survivors.flatMap(({ mutants }) => mutants));
  const killed = results.filter(({ outcome }) => outcome === 'killed');
  return {
    score: results.length === 0 ? 0 : killed.length / results.length,
    unlisted: results.filter(({ mutant, outcome }) => outcome !== 'killed' && !listed.has(mutant.id)),
    stale: killed.map(({ mutant }) => mutant.id).filter((id) => listed.has(id)),
    unknown: [...listed].filter((id) => !all.has(id)),
  };
}
