import type { CaseContext } from '../context.ts';
import type { Operation } from '../linearizability/operation.ts';
import type { RaceCall } from './race-call.ts';

/** What does not change anything. */
const READS: ReadonlySet<RaceCall['do']> = new Set<RaceCall['do']>(['get', 'tail', 'all', 'count', 'latestOffset', 'ref', 'stream', 'drilldown', 'exists', 'getByKey', 'listKeys', 'latest']);

/** A history of refusals has an order too, and proves nothing: at least three of four writes must have got through. */
export function mustMakeProgress<C extends RaceCall>(kit: CaseContext, what: string, history: readonly Operation<C>[]): void {
  const writes = history.filter(({ call }) => !READS.has(call.do));
  const busy = writes.filter(({ outcome }) => outcome === 'STORE_BUSY').length;
  kit.expect.ok(4 * busy <= writes.length, `${what}: ${busy} of ${writes.length} writes were STORE_BUSY, more than a quarter: a store waits for its turn, or tries again`);
}
