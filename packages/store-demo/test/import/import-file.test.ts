import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { openStore } from '@cw/store-memory';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importFile } from '../../src/import/import-file.ts';
import { exportText } from '../export-text.ts';

const GOOD = JSON.stringify({ messages: [{ role: 'user', content: 'Hello' }, { role: 'assistant', content: 'Hi' }] });
// The store takes no half characters: an artifact is written before the event that shows it.
const UNSTORABLE = JSON.stringify({
  messages: [
    { role: 'assistant', content: null, tool_calls: [{ id: 'c', function: { name: 'read', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'c', content: 'x'.repeat(2000) },
    { role: 'user', content: '\ud800' },
  ],
});

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cw-import-'));
  store = await openStore();
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function importing(content: string | Uint8Array): Promise<{ sessions: string[]; badLines: string[] }> {
  const sessions: string[] = [];
  const badLines: string[] = [];
  await writeFile(join(folder, 'chats.jsonl'), content);
  await importFile(store, join(folder, 'chats.jsonl'), { onSession: (scope) => sessions.push(scope), onBadLine: (message) => badLines.push(message) });
  return { sessions, badLines };
}

describe('importing a file', () => {
  test('records each line in a scope of its own, with or without a last line feed, over empty lines', async () => {
    const { sessions, badLines } = await importing(`${GOOD}\r\n\n${GOOD}\n${GOOD}`);
    expect({ sessions, badLines }).toEqual({ sessions: ['chats:0001', 'chats:0003', 'chats:0004'], badLines: [] });
    expect(await store.scopes()).toEqual(sessions);
    expect(await store.withScope('chats:0003').events.count()).toBe(2);
  });

  test('reads lines that are longer than what is read from the file at once', async () => {
    const long = JSON.stringify({ messages: [{ role: 'user', content: 'ä'.repeat(200_000) }] });
    expect(await importing(`${long}\n${GOOD}\n`)).toEqual({ sessions: ['chats:0001', 'chats:0002'], badLines: [] });
    expect((await store.withScope('chats:0001').events.get('message-0')).text).toBe('ä'.repeat(200_000));
  });

  test('names the file and the line of what is no session, and goes on', async () => {
    const { sessions, badLines } = await importing(`${GOOD}\n{"messages":[]}\n${GOOD}\n`);
    expect(sessions).toEqual(['chats:0001', 'chats:0003']);
    expect(badLines).toEqual([`${join(folder, 'chats.jsonl')}:2: messages: must be an array with at least one message`]);
  });

  test('records nothing of a session that the store refuses', async () => {
    const { sessions, badLines } = await importing(`${UNSTORABLE}\n${GOOD}\n`);
    expect(sessions).toEqual(['chats:0002']);
    expect(badLines).toEqual([expect.stringContaining('chats.jsonl:1: items[3].text: ')]);
    expect(await store.scopes()).toEqual(['chats:0002']);
    expect(await store.withScope('chats:0001').artifacts.listRefs()).toEqual([]);
  });

  test('replaces no byte that is not UTF-8', async () => {
    const { badLines } = await importing(Buffer.concat([Buffer.from(`${GOOD}\n`), Buffer.from([0x22, 0xff, 0x22])]));
    expect(badLines).toEqual([expect.stringContaining('chats.jsonl:2: is not UTF-8')]);
  });

  test('does not touch a session that is there already', async () => {
    await importing(`${GOOD}\n`);
    const before = await exportText(store);
    const { sessions, badLines } = await importing(`${GOOD}\n`);
    expect(sessions).toEqual([]);
    expect(badLines).toEqual([expect.stringContaining('the scope "chats:0001" holds data already')]);
    expect(await exportText(store)).toEqual(before);
  });

  test('fails for a file that is not there', async () => {
    const nobody = { onSession: () => undefined, onBadLine: () => undefined };
    await expect(importFile(store, join(folder, 'nothing.jsonl'), nobody)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('stops between two sessions when it is told to', async () => {
    const stop = new AbortController();
    const sessions: string[] = [];
    await writeFile(join(folder, 'chats.jsonl'), `${GOOD}\n${GOOD}\n`);
    const onSession = (scope: string): void => {
      sessions.push(scope);
      stop.abort(new Error('enough'));
    };
    await expect(importFile(store, join(folder, 'chats.jsonl'), { onSession, onBadLine: () => undefined }, stop.signal)).rejects.toThrow('enough');
    expect(sessions).toEqual(['chats:0001']);
  });
});
