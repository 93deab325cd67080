import { expect, test } from 'vitest';
import { badgeOf } from '../../src/conformance/index.ts';
import { mergeObserved } from '../../src/conformance/observed.ts';

const REPORT = { kit: '1.2.3', contract: 1, kitScore: { mutants: 120, killed: 120, provenCases: 700 } } as const;

test('a badge names the levels that were granted, and the kit', () => {
  expect(badgeOf({ ...REPORT, levels: ['core', 'durable', 'crash-safe'] })).toBe(
    '![Conformance: Core, Durable, Crash-safe](https://img.shields.io/badge/%40cw%2Fstore_contract_v1-Core%2C_Durable%2C_Crash--safe-brightgreen '
    + '"kit 1.2.3, which found out 120 of 120 broken adapters")',
  );
  expect(badgeOf({ ...REPORT, levels: [] })).toContain('no_level-red');
});

test('of what several cases saw of a capability, the most counts', () => {
  expect(mergeObserved({ writers: 'processes', durability: 'none' }, { writers: 'process', snapshot: false })).toEqual({ writers: 'processes', durability: 'none', snapshot: false });
  expect(mergeObserved({ durability: 'none', snapshot: true }, { durability: 'process', snapshot: false })).toEqual({ durability: 'process', snapshot: true });
  expect(mergeObserved({}, {})).toEqual({});
});
