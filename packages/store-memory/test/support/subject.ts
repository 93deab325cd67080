import type { ConformanceSubject } from '@cw/store-core/conformance';
import { capabilities, openStore } from '../../src/index.ts';

/** This adapter, as the conformance kit tries it out. */
export const subject: ConformanceSubject = {
  name: 'store-memory',
  capabilities,
  place: async () => ({ open: async (env) => await openStore({ ...env }), destroy: async () => undefined }),
};
