import type { Capabilities } from '../contract/store.ts';

/** From the least to the most. */
const DURABILITIES: readonly Capabilities['durability'][] = ['none', 'process', 'power'];
const WRITERS: readonly Capabilities['writers'][] = ['handle', 'process', 'processes'];

/** What two cases saw together: of each capability the most. */
export function mergeObserved(left: Partial<Capabilities>, right: Partial<Capabilities>): Partial<Capabilities> {
  const merged = { ...left, ...right };
  return {
    ...merged,
    ...greater('durability', DURABILITIES, left, right),
    ...greater('writers', WRITERS, left, right),
    ...(merged.snapshot === undefined ? {} : { snapshot: left.snapshot === true || right.snapshot === true }),
  };
}

function greater<Name extends 'durability' | 'writers'>(
  name: Name,
  ranks: readonly Capabilities[Name][],
  left: Partial<Capabilities>,
  right: Partial<Capabilities>,
): Partial<Capabilities> {
  const rank = (seen: Partial<Capabilities>): number => ranks.findIndex((value) => value === seen[name]);
  const most = ranks[Math.max(rank(left), rank(right))];
  return most === undefined ? {} : { [name]: most };
}
