/**
 * Sums the vitest results of every package that has tests, packed ones too, and prints them as one line. Fails on a failed test, on a
 * package that left no result, and when nothing ran at all.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface TestFile {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: ReadonlyArray<{ readonly status: string }>;
}

/** What is read of a manifest, and of what vitest's json reporter writes. */
interface Json {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly success?: boolean;
  readonly testResults?: readonly TestFile[];
}

const root = join(import.meta.dirname, '..');
const problems: string[] = [];
const total = { passed: 0, failed: 0, skipped: 0 };

for (const { folder, file } of expectedResults()) {
  if (!existsSync(join(root, file))) {
    problems.push(`${file}: missing, tests of ${folder} did not run to their end`);
    continue;
  }
  const results = readJson(join(root, file));
  if (results.success !== true) problems.push(`${file}: vitest reports failure`);
  for (const testFile of results.testResults ?? []) count(testFile);
}
if (total.passed + total.failed === 0) problems.push('no test ran');

for (const problem of problems) console.log(problem);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = problems.length > 0 || total.failed > 0 ? 1 : 0;

/** What each package with such a script leaves. */
function expectedResults(): { readonly folder: string; readonly file: string }[] {
  const folders = ['bench', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))].filter((folder) => existsSync(join(root, folder, 'package.json')));
  return folders.flatMap((folder) => {
    const { scripts } = readJson(join(root, folder, 'package.json'));
    return Object.entries({ test: 'vitest.json', packed: 'packed.json' }).flatMap(([script, name]) => (scripts?.[script] === undefined ? [] : [{ folder, file: join(folder, 'test-results', name) }]));
  });
}

function count({ status, assertionResults }: TestFile): void {
  let failed = 0;
  for (const test of assertionResults) {
    if (test.status === 'passed') total.passed++;
    else if (test.status === 'failed') failed++;
    else total.skipped++;
  }
  // A file that does not even load has no test that could fail.
  total.failed += status === 'failed' ? Math.max(failed, 1) : failed;
}

function readJson(path: string): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- files of ours, of known shape
  return JSON.parse(readFileSync(path, 'utf8')) as Json;
}
