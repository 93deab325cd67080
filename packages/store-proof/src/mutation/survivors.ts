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
  /**
   * Mutants that are the same program in other words, under the reason that proves it from the code: none of them makes any difference to what comes out,
   * to what is held, or to how much is done.
   */
  readonly equivalent: readonly SurvivorGroup[];
  /** Mutants that survive, under the reason that holds for all of them. They count as not killed. */
  readonly survivors: readonly SurvivorGroup[];
}

/** Mutants, by id. */
export interface SurvivorGroup {
  readonly reason: string;
  readonly mutants: readonly string[];
}

/** The least share of mutants, the equivalent ones left out, that the kit must kill. */
export const LEAST_SCORE = 0.9;

/** Where the known survivors are kept. */
const SURVIVORS_FILE: string = fileURLToPath(new URL('../../mutation-survivors.json', import.meta.url));

/** Reads the file of known survivors. */
export function readSurvivors(file: string = SURVIVORS_FILE): KnownSurvivors {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of ours, of known shape
  return JSON.parse(readFileSync(file, 'utf8')) as KnownSurvivors;
}

/** Takes mutants out of the file, and reasons that are left with none. */
export function pruneSurvivors(gone: ReadonlySet<string>, file: string = SURVIVORS_FILE): void {
  const { excluded, equivalent, survivors } = readSurvivors(file);
  const left = { excluded, equivalent: without(equivalent, gone), survivors: without(survivors, gone) };
  writeFileSync(file, `${JSON.stringify(left, null, 2)}\n`);
}

function without(groups: readonly SurvivorGroup[], gone: ReadonlySet<string>): SurvivorGroup[] {
  return groups.map(({ reason, mutants }) => ({ reason, mutants: mutants.filter((id) => !gone.has(id)) })).filter(({ mutants }) => mutants.length > 0);
}

/** The ids of all mutants in some groups. */
export function idsIn(groups: readonly SurvivorGroup[]): ReadonlySet<string> {
  return new Set(groups.flatMap(({ mutants }) => mutants));
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
  readonly killed: number;
  /** Not killed, and not known to be equivalent. */
  readonly survived: number;
  /** Not killed, and known to be equivalent. */
  readonly equivalent: number;
  /** The usual score: killed, of those tried that are not equivalent. */
  readonly score: number;
  /** Killed, of all those tried. */
  readonly strictScore: number;
  /** Survived, and is listed neither as survivor nor as equivalent. */
  readonly unlisted: readonly MutantResult[];
  /** Listed, but was killed; by id. */
  readonly stale: readonly string[];
  /** Listed, but there is no such mutant. */
  readonly unknown: readonly string[];
}

/** Compares results with the known survivors. `all` are the ids of all mutants of the code, tried or not. */
export function compareSurvivors(results: readonly MutantResult[], all: ReadonlySet<string>, known: KnownSurvivors): Comparison {
  const same = idsIn(known.equivalent);
  const listed = idsIn([...known.equivalent, ...known.survivors]);
  const killed = results.filter(({ outcome }) => outcome === 'killed');
  const equivalent = results.filter(({ mutant, outcome }) => outcome !== 'killed' && same.has(mutant.id)).length;
  return {
    killed: killed.length,
    survived: results.length - killed.length - equivalent,
    equivalent,
    score: share(killed.length, results.length - equivalent),
    strictScore: share(killed.length, results.length),
    unlisted: results.filter(({ mutant, outcome }) => outcome !== 'killed' && !listed.has(mutant.id)),
    stale: killed.map(({ mutant }) => mutant.id).filter((id) => listed.has(id)),
    unknown: [...listed].filter((id) => !all.has(id)),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
