// Runs every mutant against every case and writes killers.json: of each case the mutant that is to die in it, otherwise one that fails
// in it and in as few others as possible. Run it after adding a case or a mutant:
// node --conditions=@cw/source packages/store-core/test/conformance/mutants/find-killers.ts
// Cases with processes are slow, and so is all of it: name mutants (by a part of their names), or cases (as --only=values.*), to try only
// those, and keep what is known of the others.
import { readFileSync, writeFileSync } from 'node:fs';
import { matchesAny } from '../../../src/conformance/case-filter.ts';
import { CONFORMANCE_CASES, runConformance } from '../../../src/conformance/index.ts';
import { MUTANTS } from './index.ts';

const FILE = new URL('./killers.json', import.meta.url);
const LONGEST_MS = 5000;
/** Less would be too little for what is slow, but honest. */
const SHORTEST_MS = 1000;
/** A mutant that dies in more cases than this is too blunt to prove any of them. */
const MOST_DEATHS = 80;
/** What the message of a case says that took too long. */
const OUT_OF_TIME = /^(?:not done|the stores of the case were not closed) after \d+ ms/;

const ONLY = '--only=';
const only = process.argv.slice(2).filter((argument) => argument.startsWith(ONLY)).map((argument) => argument.slice(ONLY.length));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith(ONLY));
const tried = CONFORMANCE_CASES.filter(({ id }) => matchesAny(id, only));
const triedIds = new Set(tried.map(({ id }) => id));
const known = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>;
const mutants = MUTANTS.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const deaths = new Map<string, readonly string[]>();
for (const [index, { name, subject, dies, timeoutMs = LONGEST_MS }] of mutants.entries()) {
  const { cases } = await runConformance(subject, { timeoutMs: Math.max(timeoutMs, SHORTEST_MS), cases: tried });
  // A case that took too long may have been slow, not wrong; next time it may be faster.
  const failed = cases.filter(({ id, verdict, message = '' }) => verdict === 'fail' && (id === dies || !OUT_OF_TIME.test(message))).map(({ id }) => id);
  deaths.set(name, failed);
  console.log(`${index + 1}/${mutants.length} ${name}: ${failed.length} cases`);
}

const killers: Record<string, string> = {};
for (const { id } of CONFORMANCE_CASES.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
  const found = [...deaths].filter(([name, cases]) => cases.includes(id) && (cases.length <= MOST_DEATHS || isNamed(name, id)))
    .toSorted(([a, ofA], [b, ofB]) => Number(isNamed(b, id)) - Number(isNamed(a, id)) || ofA.length - ofB.length);
  const killer = found[0]?.[0] ?? (wanted.length === 0 && triedIds.has(id) ? undefined : known[id]);
  if (killer === undefined) console.log(`no mutant dies in ${id}`);
  else killers[id] = killer;
}
writeFileSync(FILE, `${JSON.stringify(killers, null, 2)}\n`);
console.log(`${Object.keys(killers).length} of ${CONFORMANCE_CASES.length} cases have a killer`);

function isNamed(mutant: string, id: string): boolean {
  return MUTANTS.some(({ name, dies }) => name === mutant && dies === id);
}
