import { registerConformance } from '@cw/store-core/conformance';
import { describe, test } from 'vitest';
import { capabilities, openStore } from '../src/index.ts';

registerConformance({
  name: 'store-memory',
  capabilities,
  place: async () => ({ open: async (env) => await openStore({ ...env }), destroy: async () => undefined }),
}, { describe, test });
