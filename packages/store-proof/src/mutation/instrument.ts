import type { Change } from './change.ts';
import { SWITCH } from './switch.ts';

/** A change, the number that makes it active, and the number under which it is counted how often its place is reached. */
export interface Numbered extends Change {
  readonly number: number;
  readonly site: number;
  /** The number under which the values of the expression are kept that it watches. */
  readonly watchNumber: number;
}

/** What is done at one place: the changes of it, and whether its value is watched. */
interface Site {
  readonly start: number;
  readonly end: number;
  readonly changes: Numbered[];
  readonly inside: Site[];
  watchNumber: number | null;
}

/** Numbers changes from `first` on; those of one place have one site, those that watch the same expression one number for it. */
export function numbered<T extends Change>(changes: readonly T[], first: number): (T & Numbered)[] {
  const sites = new Map<string, number>();
  const watches = new Map<string, number>();
  return changes.map((change, index) => {
    const number = first + index;
    return { ...change, number, site: firstOf(sites, change, number), watchNumber: firstOf(watches, change.watch ?? change, number) };
  });
}

function firstOf(numbers: Map<string, number>, { start, end }: Range, number: number): number {
  const key = `${start} ${end}`;
  const before = numbers.get(key) ?? number;
  numbers.set(key, before);
  return before;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * One program that holds the original and every change of it: the switch of the process says which of them is active. A place inside of another can
 * be reached in the original text of the outer one alone, since one change is active at a time. No line begins elsewhere than it did.
 */
export function instrument(text: string, changes: readonly Numbered[]): string {
  return `const ${SWITCH}=globalThis[Symbol.for("cw.mutation")];${render(text, sitesOf(text, changes))}`;
}

/** The places of the changes and of what they watch, each inside of the one around it. */
function sitesOf(text: string, changes: readonly Numbered[]): Site {
  const whole = emptySite({ start: 0, end: text.length });
  const sites = new Map<string, Site>();
  const siteAt = (range: Range): Site => {
    const key = `${range.start} ${range.end}`;
    const site = sites.get(key) ?? emptySite(range);
    sites.set(key, site);
    return site;
  };
  for (const change of changes) {
    siteAt(change).changes.push(change);
    if (change.watch !== undefined) siteAt(change.watch).watchNumber = change.watchNumber;
  }
  const around = [whole];
  for (const site of [...sites.values()].toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    while ((around.at(-1)?.end ?? 0) < site.end) around.pop();
    (around.at(-1) ?? whole).inside.push(site);
    around.push(site);
  }
  return whole;
}

function emptySite({ start, end }: Range): Site {
  return { start, end, changes: [], inside: [], watchNumber: null };
}

function render(text: string, site: Site): string {
  let original = '';
  let at = site.start;
  for (const inner of site.inside) {
    original += text.slice(at, inner.start) + render(text, inner);
    at = inner.end;
  }
  original += text.slice(at, site.end);
  if (site.watchNumber !== null) original = `${SWITCH}.watch(${site.watchNumber},(${original}))`;
  const [first] = site.changes;
  if (first === undefined) return original;
  const count = `${SWITCH}.reached[${first.site}]++`;
  if (first.replacement === null) return `{${count};if(!(${isActive(first)})){${original}}}`;
  const choices = site.changes.map((change) => `${isActive(change)}?(${change.replacement ?? ''}):`);
  return `(${count},${choices.join('')}(${original}))`;
}

function isActive({ number }: Numbered): string {
  return `${SWITCH}.active===${number}&&${SWITCH}.take()`;
}
