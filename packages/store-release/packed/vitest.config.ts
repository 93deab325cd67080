import type { ViteUserConfig } from 'vitest/config';
import config from '../../../vitest.config.ts';

/** The tests of what is packed, which take minutes: `pnpm packed`, not `pnpm test`. */
const packed: ViteUserConfig = {
  ...config,
  test: {
    ...config.test,
    include: ['packed/**/*.test.ts'],
    globalSetup: ['packed/setup.ts'],
    testTimeout: 400_000,
    hookTimeout: 400_000,
    reporters: ['default', ['json', { outputFile: 'test-results/packed.json' }]],
  },
};

export default packed;
