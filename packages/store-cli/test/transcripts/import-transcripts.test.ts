import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { openStore } from '@cw/store-memory';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importTranscriptFile, importTranscripts, readLines } from '../../src/transcripts/index.ts';
import { exportText } from '../support/export-text.ts';

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
  await importTranscriptFile(store, join(folder, 'chats.jsonl'), {
    onSession: (scope) => sessions.push(scope),
    onRefused: (number, reason) => badLines.push(`${number}: ${reason}`),
  });
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

  test('names the line of what is no session, and goes on', async () => {
    const { sessions, badLines } = await importing(`${GOOD}\n{"messages":[]}\n${GOOD}\n`);
    expect(sessions).toEqual(['chats:0001', 'chats:0003']);
    expect(badLines).toEqual(['2: messages: must be an array with at least one message']);
  });

  test('records nothing of a session that the store refuses', async () => {
    const { sessions, badLines } = await importing(`${UNSTORABLE}\n${GOOD}\n`);
    expect(sessions).toEqual(['chats:0002']);
    expect(badLines).toEqual([expect.stringContaining('1: items[3].text: ')]);
    expect(await store.scopes()).toEqual(['chats:0002']);
    expect(await store.withScope('chats:0001').artifacts.listRefs()).toEqual([]);
  });

  test('replaces no byte that is not UTF-8', async () => {
    const { badLines } = await importing(Buffer.concat([Buffer.from(`${GOOD}\n`), Buffer.from([0x22, 0xff, 0x22])]));
    expect(badLines).toEqual([expect.stringContaining('2: is not UTF-8')]);
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
    await expect(importTranscriptFile(store, join(folder, 'nothing.jsonl'), {})).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('stops between two sessions when it is told to', async () => {
    const stop = new AbortController();
    const sessions: string[] = [];
    await writeFile(join(folder, 'chats.jsonl'), `${GOOD}\n${GOOD}\n`);
    const onSession = (scope: string): void => {
      sessions.push(scope);
      stop.abort(new Error('enough'));
    };
    await expect(importTranscriptFile(store, join(folder, 'chats.jsonl'), { onSession, signal: stop.signal })).rejects.toThrow('enough');
    expect(sessions).toEqual(['chats:0001']);
  });
});

describe('a file may hold', () => {
  const user = { role: 'user', content: 'Hello' };
  const assistant = { role: 'assistant', content: 'Hi' };
  const session = { messages: [user, assistant], id: 7 };

  test.each([
    { layout: 'a session on each line', text: `${JSON.stringify(session)}\n${JSON.stringify([user])}\n`, events: { 'x:0001': 2, 'x:0002': 1 } },
    { layout: 'a message on each line', text: `${JSON.stringify(user)}\n\n${JSON.stringify(assistant)}\n`, events: { 'x:0001': 2 } },
    { layout: 'one session', text: JSON.stringify(session, null, 2), events: { 'x:0001': 2 } },
    { layout: 'the messages of one session', text: JSON.stringify([user, assistant], null, 2), events: { 'x:0001': 2 } },
    { layout: 'the messages of one session, on one line', text: JSON.stringify([user, assistant]), events: { 'x:0001': 2 } },
    { layout: 'an array of sessions', text: JSON.stringify([session, [user]], null, 1), events: { 'x:0001': 2, 'x:0002': 1 } },
    { layout: 'an array of sessions, on one line', text: JSON.stringify([session, [user]]), events: { 'x:0001': 2, 'x:0002': 1 } },
    { layout: 'nothing', text: '\n \n', events: {} },
  ])('$layout', async ({ text, events }) => {
    const refused: string[] = [];
    const scopeOf = (number: number): string => `x:000${number}`;
    await importTranscripts(store, readLines(inPieces(text)), { scopeOf, onRefused: (number, reason) => refused.push(`${number}: ${reason}`) });
    expect(refused).toEqual([]);
    const counts = await Promise.all((await store.scopes()).map(async (scope) => [scope, await store.withScope(scope).events.count()]));
    expect(Object.fromEntries(counts)).toEqual(events);
  });

  test('a bad line among messages, and then nothing of the session is recorded', async () => {
    const { sessions, badLines } = await importing(`${JSON.stringify(user)}\nnot json\n`);
    expect({ sessions, badLines }).toEqual({ sessions: [], badLines: [expect.stringMatching(/^1: line 2: is not JSON/)] });
    expect(await store.scopes()).toEqual([]);
  });

  test('a first line that is bad, and good ones after it', async () => {
    const { sessions, badLines } = await importing(`{"messages": [\n${GOOD}\n`);
    expect({ sessions, badLines }).toEqual({ sessions: ['chats:0002'], badLines: [expect.stringMatching(/^1: is not JSON/)] });
  });
});

/** As a stream may cut it: within lines, and within characters. */
async function* inPieces(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
}
