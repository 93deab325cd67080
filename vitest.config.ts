import { join } from 'node:path';
import type { ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * One configuration for a package (`pnpm test`, where its folder is the root) and for the whole repository
 * (`pnpm coverage`). Tests run unbuilt: the source condition is set for what vitest resolves (in front of vite's
 * server conditions, which setting any replaces) and for what Node itself resolves in the workers.
 */
const source = '@cw/source';
const conditions = [source, 'module', 'node', 'development|production'];

/** The files that take longest are short ones, which vitest would begin last, when one worker has nothing left to do beside them. */
const LONGEST = /\/(?:conformance|copy-matrix|demo|differential|examples|failing-disk|first-hour|mutants|power-loss|shared)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (LONGEST.test(moduleId) ? 0 : 1);
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const config: ViteUserConfig = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: [source, 'node', 'module-sync'] } },
  test: {
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'bench/test/**/*.test.ts'],
    // Vitest leaves one processor alone, which on two is half of them; much here waits for disks and other processes.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    execArgv: [`--conditions=${source}`],
    // For the hundreds of processes that tests start: each would strip the types of the same sources again, which is half of what its start takes.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node-compile') },
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'packages/*/src/**/*.ts'],
      reporter: ['text', 'html', 'json-summary'],
    },
  },
};

export default config;
