import { describe, test } from 'vitest';
import { CONFORMANCE_CASES, registerConformance } from '../../src/conformance/index.ts';
import { SHARED } from '../support/shared-subject.ts';

// What needs processes, and what is about them.
registerConformance(SHARED, { describe, test }, {
  cases: CONFORMANCE_CASES.filter(({ id, level }) => level === 'concurrent' || level === 'crash-safe' || id.startsWith('errors.') || id.startsWith('durability.reopen.')),
});
