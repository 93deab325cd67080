import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../../src/conformance/cli.ts', import.meta.url));
const SUBJECT = fileURLToPath(new URL('./cli-subjects/forgets-a-promise.ts', import.meta.url));

// In a process of its own: a runner of tests watches for stray rejections itself.
test('a promise that the adapter lets go of and that is rejected fails the case, and ends nothing', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--conditions=@cw/source', CLI, SUBJECT, '--only', 'facts.get-by-key.*', '--seed', '1'], { encoding: 'utf8' });
  expect(stdout).toMatch(/^FAIL {2}facts\..*\n {6}a promise of the adapter's was rejected and nobody looked at it, which ends a process: .*the index was not written/m);
  expect(stdout).toContain('NOT PASSED');
  expect(status).toBe(1);
});
