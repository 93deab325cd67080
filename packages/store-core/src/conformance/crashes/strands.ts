import { deletes, firstPuts, replaces, streamedPuts } from './artifact-strands.ts';
import { appends, batches, concurrentAppends } from './event-strands.ts';
import { ledgerAppends, resets } from './ledger-strands.ts';
import { episodes, facts } from './memory-strands.ts';
import type { Strand, Thread } from './strand.ts';

const STRANDS: readonly Strand[] = [
  appends, batches, concurrentAppends, ledgerAppends, resets, replaces, firstPuts, deletes, streamedPuts, facts, episodes,
];

/** @throws RangeError for a name that no strand has */
export function strandOf({ strand: name }: Thread): Strand {
  const strand = STRANDS.find((one) => one.name === name);
  if (strand === undefined) throw new RangeError(`no strand is called ${name}`);
  return strand;
}

/** Threads of these strands in one scope. */
export function inScope(scope: string, ...strands: readonly Strand[]): Thread[] {
  return strands.map(({ name }) => ({ strand: name, scope }));
}
