// Runs every mutant against every case and writes killers.json: of each case the mutant that fails in it and in as few others as
// possible. Run it after adding a case or a mutant: node --conditions=@cw/source packages/store-core/test/conformance/mutants/find-killers.ts
// Cases with processes are slow: name mutants (by a part of their names) to try only those, and keep what is known of the others.
// A glob of case ids, as --only=events.*, tries only those cases; how many others a mutant dies in is not known then.
import { readFileSync, writeFileSync } from 'node:fs';
import { CONFORMANCE_CASES, runConformance } from '../../../src/conformance/index.ts';
import { matchesAny } from '../../../src/conformance/case-filter.ts';
import { MUTANTS } from './index.ts';

const FILE = new URL('./killers.json', import.meta.url);
const LONGEST_MS = 5000;
/** A mutant that dies in more cases than this is too blunt to prove any of them. */
const MOST_DEATHS = 80;

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--only='));
const only = process.argv.slice(2).filter((arg) => arg.startsWith('--only=')).map((arg) => arg.slice('--only='.length));
const known = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>;
const mutants = MUTANTS.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const deaths = new Map<string, readonly string[]>();
for (const [index, { name, subject, timeoutMs = LONGEST_MS }] of mutants.entries()) {
  const { cases } = await runConformance(subject, { timeoutMs, only: only.length === 0 ? undefined : only });
  const failed = cases.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
  deaths.set(name, failed);
  console.log(`${index + 1}/${mutants.length} ${name}: ${failed.length} cases`);
}

const killers: Record<string, string> = {};
for (const { id } of CONFORMANCE_CASES.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
  const found = [...deaths].filter(([, cases]) => cases.length <= MOST_DEATHS && cases.includes(id)).toSorted(([, a], [, b]) => a.length - b.length);
  const isTried = wanted.length === 0 && matchesAny(id, only.length === 0 ? undefined : only);
  const killer = found[0]?.[0] ?? (isTried ? undefined : known[id]);
  if (killer === undefined) console.log(`no mutant dies in ${id}`);
  else killers[id] = killer;
}
writeFileSync(FILE, `${JSON.stringify(killers, null, 2)}\n`);
console.log(`${Object.keys(killers).length} of ${CONFORMANCE_CASES.length} cases have a killer`);
