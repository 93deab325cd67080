import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { openStore as openFolder } from '@cw/store-jsonfile';
import { openStore as openDatabase } from '@cw/store-sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBlocks } from '../src/blocks.ts';
import { PAGES_OF_COMMANDS, readPage } from '../src/pages.ts';
import { checkCommand } from '../src/shell/check-command.ts';
import { readCommands } from '../src/shell/commands.ts';

const pages = await Promise.all(PAGES_OF_COMMANDS.map(async (page) => [page, await readPage(page)] as const));
const blocks = pages.flatMap(([page, text]) => readBlocks(page, text));

const MARKS: Readonly<Record<string, string>> = {
  ts: 'a program; run, if a `text` block stands right behind it',
  'ts continued': 'goes on with the program of the block before',
  text: 'what the block right before it prints',
  sh: 'commands, each of which must be known',
  'sh cli': 'commands of the shell tool, which are run',
  json: 'must parse',
  plain: 'a drawing, a layout, a formula: nothing to try',
};

describe('the blocks of the pages', () => {
  test('say what they are', () => {
    expect(blocks.filter(({ info }) => !(info in MARKS)).map(({ where, info }) => `${where} is marked "${info}"`)).toEqual([]);
  });

  test('that are output stand right behind what prints it', () => {
    const before = blocks.map((_, index) => blocks[index - 1]?.info ?? '');
    const lost = blocks.filter(({ info, follows }, index) => info === 'text' && !(follows && ['ts', 'ts continued', 'sh cli'].includes(before[index] ?? '')));
    expect(lost.map(({ where }) => where)).toEqual([]);
  });

  test('that are JSON parse', () => {
    expect(blocks.filter(({ info, body }) => info === 'json' && !parses(body)).map(({ where }) => where)).toEqual([]);
  });
});

describe('the commands of the pages', () => {
  let folder: string;
  let places: { readonly database: string; readonly folder: string };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cw-pages-'));
    places = { database: join(folder, 'agent.db'), folder: join(folder, 'agent-data') };
    for (const store of [await openDatabase({ path: places.database }), await openFolder({ path: places.folder })]) await fill(store);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('are known, and find what they look for', () => {
    const commands = blocks.filter(({ info }) => info.startsWith('sh')).flatMap(({ where, info, body }) => readCommands(body).map((command) => ({ where, info, command })));
    expect(commands.length).toBeGreaterThan(0);
    const problems = commands.flatMap(({ where, command }) => {
      const problem = checkCommand(command, places);
      return problem === null ? [] : [`${where}: ${problem}`];
    });
    expect(problems).toEqual([]);
    const ofTool = commands.filter(({ command: { name, words } }) => name === 'cw-store' || words.includes('@cw/store-cli'));
    expect(ofTool.filter(({ info }) => info !== 'sh cli').map(({ where }) => `${where} is to be marked "sh cli"`)).toEqual([]);
  });

  test('that stand in a line of text are known as well', () => {
    const named = pages.flatMap(([page, text]) => [...text.matchAll(/`(pnpm [^`]+)`/g)].map(([, line = '']) => ({ page, line })));
    expect(named.filter(({ line }) => readCommands(line).some((command) => checkCommand(command, places) !== null))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function fill(store: Store): Promise<void> {
  await store.artifacts.put('report', 'x'.repeat(1000));
  await store.events.append({ id: 'u1', kind: 'user_turn', text: 'Hello' });
  await store.ledger.append({ id: 's1', runId: 'r1', turn: 0, kind: 'step', actor: 'agent' });
  await store.facts.put({ factId: 'f1', key: 'k', value: 'v' });
  await store.episodes.add({ episodeId: 'e1', summary: 'Said hello' });
  await store.close();
}
