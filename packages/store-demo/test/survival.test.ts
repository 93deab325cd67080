import { expect, test } from 'vitest';
import type { Receipt } from '../src/agent/receipt.ts';
import { compareSurvival } from '../src/survival.ts';

function event(id: string, fingerprint = 'as it was'): Receipt {
  return { collection: 'events', id, fingerprint };
}

test('what was acknowledged and is not there is lost, what is there otherwise is changed, what nobody was told of is neither', () => {
  expect(compareSurvival([event('a'), event('b'), event('c')], [event('a'), event('c', 'different'), event('d')])).toEqual({
    acknowledged: 3,
    found: 1,
    lost: ['events b'],
    changed: ['events c'],
    unacknowledged: ['events d'],
  });
});

test('of a record that was replaced, the last acknowledged version has to be there', () => {
  const writes = [event('a', 'old'), event('a', 'new')];
  expect(compareSurvival(writes, [event('a', 'new')])).toMatchObject({ acknowledged: 1, found: 1, changed: [] });
  expect(compareSurvival(writes, [event('a', 'old')])).toMatchObject({ acknowledged: 1, found: 0, changed: ['events a'] });
});

test('the same id in two collections is two records', () => {
  expect(compareSurvival([event('a')], [{ ...event('a'), collection: 'ledger' }])).toMatchObject({ lost: ['events a'], unacknowledged: ['ledger a'] });
});
