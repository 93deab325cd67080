import { describe, test } from 'vitest';
import { CONFORMANCE_CASES, registerConformance } from '../../src/conformance/index.ts';
import { LASTING } from '../support/lasting-subject.ts';

// The cases that an adapter without durability only answers with its absence. Those that kill processes are left to real files.
registerConformance(LASTING, { describe, test }, {
  cases: CONFORMANCE_CASES.filter(({ id, level }) => level === 'durable' || id.startsWith('read-only.') || id.startsWith('errors.')),
});
