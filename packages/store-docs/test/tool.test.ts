import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@cw/store-sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENVIRONMENT, TOOL } from '../../store-cli/test/support/unbuilt-tool.ts';
import { readBlocks } from '../src/blocks.ts';
import { PAGES_OF_COMMANDS, readPage } from '../src/pages.ts';
import { readCommands } from '../src/shell/commands.ts';

const blocks = (await Promise.all(PAGES_OF_COMMANDS.map(async (page) => readBlocks(page, await readPage(page))))).flat().filter(({ info }) => info === 'sh cli');
const TRANSCRIPT = { messages: [{ role: 'user', content: 'Which invoices are unpaid?' }, { role: 'assistant', content: 'R-17.' }] };

describe('the commands of the shell tool in', () => {
  let folder: string;

  // The names are those that the pages use.
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cw-tool-'));
    const store = await openStore({ path: join(folder, 'agent.db') });
    await store.artifacts.put('result:1', JSON.stringify({ total: 3, invoices: ['R-17', 'R-21', 'R-40'] }));
    await store.events.append({ id: 'u1', kind: 'user_turn', text: 'Find the unpaid invoices' });
    await store.close();
    await writeFile(join(folder, 'chats.jsonl'), `${JSON.stringify(TRANSCRIPT)}\n`);
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  test.for(blocks)('$where do what they say', { timeout: 60_000 }, async ({ body }) => {
    for (const { words } of readCommands(body)) {
      const [name, ...call] = words;
      expect(name).toBe('@cw/store-cli');
      const { code, stdout, stderr } = await run(call, folder);
      expect({ call, code, refused: stderr.includes('rror') }).toEqual({ call, code: 0, refused: false });
      expect(`${stdout}${stderr}`).not.toBe('');
    }
  });

  test('are there', () => {
    expect(blocks.map(({ where }) => where.split(':')[0])).toEqual(expect.arrayContaining(['README.md', 'docs/operations.md']));
  });
});

/** Runs the tool; what follows a store is stopped as by Ctrl-C when it has shown something. */
async function run(call: readonly string[], cwd: string): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [...TOOL, ...call], { cwd, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (call.includes('--follow')) child.kill('SIGINT');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject).on('close', resolve);
  return { code: await promise, stdout, stderr };
}
