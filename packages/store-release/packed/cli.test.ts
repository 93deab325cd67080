import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NODES } from '../src/packed/toolchain.ts';
import { openProject, type Project } from './support/project.ts';

const CHAT = JSON.stringify([{ role: 'user', content: 'Which invoices are unpaid?' }, { role: 'assistant', content: 'A-17.' }]);

describe('store-cli, installed beside one adapter', () => {
  let project: Project;

  beforeAll(async () => {
    project = await openProject();
    await project.run('npm install @cw/store-cli @cw/store-core @cw/store-sqlite');
    await project.write('chat.json', CHAT);
  });

  afterAll(async () => await project[Symbol.asyncDispose]());

  test.each(NODES)('works on stores of that adapter with Node %s', async (node) => {
    const printed = await project.run('rm -f agent.db*; npx cw-store import agent.db chat.json --create && npx cw-store events agent.db --scope chat:0001 --json && npx cw-store verify agent.db', node);
    expect(printed).toContain('"text":"Which invoices are unpaid?"');
    expect(printed).toContain('agent.db: no findings');
  });

  test('tells what to install for stores of another', async () => {
    expect(await project.run('npx cw-store copy agent.db backup/ || echo "exit code $?"')).toMatch(/npm install @cw\/store-jsonfile[^]*exit code 7/);
  });
});
