import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder } from './support/folder.ts';
import { containing } from './support/matchers.ts';
import { SUBJECTS } from './support/stores.ts';
import { call, jsonLines, type Outcome } from './support/terminal.ts';

const REAL = fileURLToPath(new URL('../../../../shared/data/airline-sessions.jsonl', import.meta.url));
const OPENAI = fileURLToPath(new URL('fixtures/openai.jsonl', import.meta.url));
const ANTHROPIC = fileURLToPath(new URL('fixtures/anthropic.json', import.meta.url));

let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeEach(async () => {
  folder = await makeFolder();
});

afterEach(async () => await folder[Symbol.asyncDispose]());

async function run(...args: string[]): Promise<Outcome> {
  return await call(args, { cwd: folder.path });
}

describe.each(SUBJECTS)('importing transcripts into a store of $name', ({ path }) => {
  test('tells the format, creates the store only if that is asked for, and gives each session a scope', async () => {
    expect(await run('import', path, OPENAI)).toMatchObject({ exitCode: 3, stderr: containing('add --create for a new store') });
    expect(existsSync(join(folder.path, path))).toBe(false);
    expect(await run('import', path, OPENAI, '--create')).toEqual({ exitCode: 0, stdout: '2 sessions imported as openai:0001 to openai:0002\n', stderr: '' });
    expect(await run('import', path, ANTHROPIC, '--scope', 'tuesday', '--json')).toEqual({ exitCode: 0, stdout: '{"scopes":["tuesday"],"refused":[]}\n', stderr: '' });
    const kinds = async (scope: string): Promise<string[]> => jsonLines((await run('events', path, '--scope', scope, '--json')).stdout).map((item) => (item as { kind: string }).kind);
    expect(await kinds('openai:0001')).toEqual(['policy', 'user_turn', 'agent_msg', 'tool_call', 'tool_result', 'agent_msg']);
    expect(await kinds('tuesday')).toEqual(['policy', 'user_turn', 'attachment', 'agent_msg', 'thinking', 'tool_call', 'tool_result', 'agent_msg']);
    expect((await run('artifacts', 'get', path, 'message-0:attachment-0', '--scope', 'tuesday')).stdout).toContain('PNG');
    expect(await run('verify', path)).toMatchObject({ exitCode: 0 });
  });

  test('does not touch what is there, and tells what it left out', async () => {
    await run('import', path, OPENAI, '--create');
    const again = await run('import', path, OPENAI);
    expect(again).toMatchObject({ exitCode: 1, stdout: '0 sessions imported\n' });
    expect(again.stderr).toMatch(/^not imported: .*openai\.jsonl:1: the scope "openai:0001" holds data already.*\nnot imported: .*openai\.jsonl:2: /);
    const { exitCode, stdout } = await run('import', path, OPENAI, '--json');
    expect({ exitCode, result: jsonLines(stdout) }).toMatchObject({ exitCode: 1, result: [{ scopes: [], refused: [{ number: 1 }, { number: 2 }] }] });
    expect(await run('import', path, OPENAI, '--scope', 'one')).toMatchObject({ exitCode: 1, stdout: '1 session imported as one\n' });
  });

  test('refuses what is no transcript', async () => {
    await writeFile(join(folder.path, 'bad.jsonl'), '{"type":"user_turn"}\n'.repeat(12));
    const { exitCode, stderr } = await run('import', path, 'bad.jsonl', '--create');
    expect(exitCode).toBe(1);
    expect(stderr.split('\n').slice(9)).toEqual(['not imported: bad.jsonl:10: messages: must be an array with at least one message', 'not imported: 2 more sessions', '']);
    await writeFile(join(folder.path, 'empty.jsonl'), '\n');
    expect(await run('import', path, 'empty.jsonl')).toMatchObject({ exitCode: 1, stderr: containing('NOT_IMPORTED: empty.jsonl: holds no session') });
    expect(await run('import', path, 'none.jsonl')).toMatchObject({ exitCode: 3, stderr: containing('none.jsonl') });
  });
});

test.runIf(existsSync(REAL))('a hundred recorded sessions are imported whole (skipped where ../shared/data is not there)', { timeout: 60_000 }, async () => {
  expect(await run('import', 'real.db', REAL, '--create')).toEqual({ exitCode: 0, stdout: '100 sessions imported as airline-sessions:0001 to airline-sessions:0100\n', stderr: '' });
  expect(await run('verify', 'real.db')).toMatchObject({ exitCode: 0 });
  const [{ scopes }] = jsonLines((await run('inspect', 'real.db', '--json')).stdout) as [{ scopes: { artifacts: { count: number } }[] }];
  expect(scopes.reduce((sum, { artifacts }) => sum + artifacts.count, 0)).toBe(47);
});
