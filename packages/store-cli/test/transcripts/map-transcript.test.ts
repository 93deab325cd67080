import type { JsonValue } from '@cw/store-core';
import { describe, expect, test } from 'vitest';
import { mapTranscript, parseTranscript, type SessionRecords } from '../../src/transcripts/index.ts';

const LARGE = JSON.stringify({ flights: Array.from({ length: 100 }, (_, index) => ({ number: `HAT${index}`, seats: index })) });

const SESSION = {
  task_id: 7,
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Find a flight', name: 'mia' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'call_a', type: 'function', function: { name: 'search', arguments: '{"from":"JFK"}' } },
        { id: 'call_b', type: 'function', function: { name: 'price', arguments: 'not json' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_b', name: 'price', content: '99' },
    { role: 'tool', tool_call_id: 'call_a', content: LARGE },
    { role: 'assistant', content: 'Which one?', refusal: null },
    { role: 'user', content: [{ type: 'text', text: 'This' }, { type: 'text', text: 'one' }] },
    { role: 'assistant', content: 'Booked.' },
  ],
};

function map(session: JsonValue): SessionRecords {
  return mapTranscript(parseTranscript(session, 'openai'), 's1');
}

describe('a session of OpenAI becomes', () => {
  const { items, ledger } = map(SESSION);
  const events = items.map(({ item }) => item);

  test('events of the kind of each role, in order, the calls after the message that makes them', () => {
    expect(events.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'message-0 policy',
      'message-1 user_turn',
      'message-2 agent_msg',
      'message-2:call-0 tool_call',
      'message-2:call-1 tool_call',
      'message-3 tool_result',
      'message-4 tool_result',
      'message-5 agent_msg',
      'message-6 user_turn',
      'message-7 agent_msg',
    ]);
  });

  test('a tree: turn, message, call, result', () => {
    const parents = Object.fromEntries(events.map(({ id, parentId }) => [id, parentId ?? null]));
    expect(parents).toEqual({
      'message-0': null,
      'message-1': null,
      'message-2': 'message-1',
      'message-2:call-0': 'message-2',
      'message-2:call-1': 'message-2',
      'message-3': 'message-2:call-1',
      'message-4': 'message-2:call-0',
      'message-5': 'message-1',
      'message-6': null,
      'message-7': 'message-6',
    });
  });

  test('events whose metadata keeps names and arguments as they were written', () => {
    expect(events[1]?.metadata).toEqual({ role: 'user', name: 'mia' });
    expect(events[3]).toMatchObject({ text: 'search({"from":"JFK"})', metadata: { toolCallId: 'call_a', name: 'search', arguments: '{"from":"JFK"}' } });
    expect(events[4]?.metadata).toEqual({ toolCallId: 'call_b', name: 'price', arguments: 'not json' });
    expect(events[6]?.metadata).toEqual({ role: 'tool', toolCallId: 'call_a', name: 'search' });
    expect(events[7]?.metadata).toEqual({ role: 'assistant', refusal: null });
  });

  test('an artifact where a tool said much, with its beginning in the event', () => {
    expect(items.filter(({ artifact }) => artifact !== null).map(({ artifact }) => artifact)).toEqual([
      { handle: 'result:message-4', content: LARGE, mediaType: 'application/json', label: 'search' },
    ]);
    expect(events[6]?.text).toBe(`${LARGE.slice(0, 200)} [${LARGE.length} characters, see artifact result:message-4]`);
    expect(events[5]?.text).toBe('99');
  });

  test('one ledger event for each turn, between a first and a last one', () => {
    expect(ledger.map(({ id, turn, kind }) => [id, turn, kind])).toEqual([
      ['s1:started', 0, 'session_started'],
      ['s1:turn-0', 0, 'turn_recorded'],
      ['s1:turn-1', 1, 'turn_recorded'],
      ['s1:turn-2', 2, 'turn_recorded'],
      ['s1:finished', 2, 'session_finished'],
    ]);
    expect(ledger[0]?.payload).toEqual({ messages: 8, session: { task_id: 7 } });
    expect(ledger[2]?.payload).toEqual({ firstEvent: 'message-1', lastEvent: 'message-5', events: 7, toolCalls: 2, artifacts: 1 });
    expect(ledger[4]?.payload).toEqual({ turns: 2, firstEvent: 'message-0', lastEvent: 'message-7', events: 10, toolCalls: 2, artifacts: 1 });
  });

  test('texts joined with line feeds where the content has parts, and the parts kept where some are no text', () => {
    expect(events[8]).toMatchObject({ text: 'This\none', metadata: { role: 'user' } });
    const parts = [{ type: 'text', text: 'What is this?' }, { type: 'image_url', image_url: { url: 'https://example.com/a.png' } }];
    const [image] = map({ messages: [{ role: 'user', content: parts }] }).items;
    expect(image?.item).toMatchObject({ text: 'What is this?', metadata: { role: 'user', parts } });
  });
});

test('a result belongs to the newest call of its id, where a model uses an id twice', () => {
  const call = { role: 'assistant', content: '', tool_calls: [{ id: 'same', function: { name: 'think', arguments: '{}' } }] };
  const result = { role: 'tool', tool_call_id: 'same', content: 'ok' };
  const { items } = map({ messages: [call, result, call, result] });
  expect(items.filter(({ item }) => item.kind === 'tool_result').map(({ item }) => item.parentId)).toEqual(['message-0:call-0', 'message-2:call-0']);
});

test('an excerpt never ends in half a character, and a long text that is not JSON says so', () => {
  const call = { role: 'assistant', content: null, tool_calls: [{ id: 'c', function: { name: 'draw', arguments: '' } }] };
  const { items } = map({ messages: [call, { role: 'tool', tool_call_id: 'c', content: `x${'😀'.repeat(600)}` }] });
  expect(items[2]?.item.text).toBe(`x${'😀'.repeat(199)} [1201 characters, see artifact result:message-1]`);
  expect(items[2]?.artifact?.mediaType).toBe('text/plain; charset=utf-8');
});
