import { describe, expect, test } from 'vitest';
import { type Collection, openWith, type ScanRange, type Stored } from '../../src/adapter.ts';
import type { Ledger, LedgerQuery } from '../../src/index.ts';
import { MapBackend } from '../support/map-backend.ts';

const EVENTS = 20_000;

class CountingBackend extends MapBackend {
  read = 0;

  override scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    const page = super.scan(scope, collection, range);
    this.read += page.length;
    return page;
  }
}

/** One run, model and actor for all but every 5,000th event, and a session for each hundred. */
async function openFilled(): Promise<{ backend: CountingBackend; ledger: Ledger }> {
  const backend = new CountingBackend();
  const { ledger } = await openWith({ name: 'counting', options: {}, open: () => backend }, {});
  for (let first = 0; first < EVENTS; first += 10_000) {
    await ledger.appendMany(
      Array.from({ length: 10_000 }, (_, index) => {
        const n = first + index;
        const rare = n % 5000 === 77;
        return { id: `e${n}`, runId: 'run', turn: n, kind: rare ? 'rare' : 'usual', actor: rare ? 'somebody' : 'agent', modelId: 'model', sessionId: `s${Math.floor(n / 100)}` };
      }),
    );
  }
  return { backend, ledger };
}

describe('a ledger query with several conditions costs what the one with the fewest events costs', () => {
  const queries: readonly (readonly [query: LedgerQuery, count: number])[] = [
    [{ runId: 'run', kinds: ['rare'] }, 4],
    [{ runId: 'run', sessionId: 's150' }, 100],
    [{ kinds: ['usual', 'rare'], actor: 'somebody' }, 4],
    [{ modelId: 'model', actor: 'somebody', order: 'desc' }, 4],
    [{ runId: 'run', modelId: 'model', actor: 'nobody' }, 0],
    [{ runId: 'run', modelId: 'model', limit: 5 }, 5],
    [{ sessionId: 's3', kinds: ['rare'], actor: 'somebody' }, 0],
  ];
  test.each(queries)('%o', async (query, count) => {
    const { backend, ledger } = await openFilled();
    backend.read = 0;
    expect(await ledger.query(query)).toHaveLength(count);
    // A page of each condition, once; the whole would be twenty times as much.
    expect(backend.read).toBeLessThan(2500);
  });

  test('also where each has many, one after the other', async () => {
    const { backend, ledger } = await openFilled();
    await ledger.appendMany(Array.from({ length: 10_000 }, (_, n) => ({ id: `late${n}`, runId: 'other', turn: n, kind: 'usual', actor: 'agent', sessionId: 'late' })));
    backend.read = 0;
    expect(await ledger.query({ runId: 'run', sessionId: 'late' })).toEqual([]);
    expect(backend.read).toBeLessThan(2500);
  });
});
