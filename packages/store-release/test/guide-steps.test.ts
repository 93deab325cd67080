import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missingLine } from '../src/first-hour/expected-output.ts';
import { guideSteps } from '../src/first-hour/guide-steps.ts';
import { replay } from '../src/first-hour/replay.ts';

const GUIDE = `
Text.

**src/a.ts**

\`\`\`ts
const a = 1;

\`\`\`

\`\`\`sh fails
cat src/none.ts
\`\`\`

\`\`\`text
cat: … No such file or directory
\`\`\`
`;

describe('the steps of a guide', () => {
  test('are files below their names, and commands with what comes out', () => {
    expect(guideSteps(GUIDE)).toEqual([
      { kind: 'file', path: 'src/a.ts', content: 'const a = 1;\n\n' },
      { kind: 'run', line: 11, script: 'cat src/none.ts', fails: true, output: ['cat: … No such file or directory'] },
    ]);
  });

  test('must be nothing else: a block that nobody would do is an error', () => {
    expect(() => guideSteps('Text.\n\n```ts\nconst a = 1;\n```\n')).toThrow('line 3: the block `ts`');
    expect(() => guideSteps('```sh\nls\n```\n\nAnd then:\n\n```text\na\n```\n')).toThrow('line 7: the block `text`');
  });
});

describe('replaying them', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guide-steps-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  test('writes the files and runs the commands', async () => {
    await replay(guideSteps(GUIDE), folder, { repository: '/none' });
    expect(await readFile(join(folder, 'src', 'a.ts'), 'utf8')).toBe('const a = 1;\n\n');
  });

  test.each([
    ['a command fails', 'false', 'exit code 1'],
    ['the first of two fails', 'false\ntrue', 'exit code 1'],
    ['a command says something else', 'echo b', 'did not end as it says: a'],
  ])('stops where %s', async (_what, script, complaint) => {
    const steps = guideSteps(`\`\`\`sh\n${script}\n\`\`\`\n\n\`\`\`text\na\n\`\`\`\n`);
    await expect(replay(steps, folder, { repository: '/none' })).rejects.toThrow(complaint);
  });

  test('stops where a command succeeds that should fail', async () => {
    await expect(replay(guideSteps('```sh fails\ntrue\n```\n'), folder, { repository: '/none' })).rejects.toThrow('exit code 0');
  });
});

test.each([
  ['the lines in their order', ['a', 'c'], null],
  ['other lines between', ['a', '…', 'd 4 ms'], null],
  ['text that differs', ['d … ms'], null],
  ['a line that is not there', ['a', 'x'], 'x'],
  ['lines in another order', ['c', 'a'], 'a'],
  ['a line of which only a part is there', ['d'], 'd'],
  ['more text than there is', ['d … 4 ms'], 'd … 4 ms'],
])('an output is compared with %s', (_what, expected, missing) => {
  expect(missingLine(expected, 'a\nb\nc  \nd 4 ms\n')).toBe(missing);
});
