import type { JsonValue } from '@cw/store-core';
import { describe, expect, test } from 'vitest';
import { mapTranscript, parseTranscript, type SessionRecords, TranscriptError } from '../../src/transcripts/index.ts';

const PIXEL = 'iVBORw0KGgo=';
const LARGE = 'line of a log\n'.repeat(100);

const SESSION: JsonValue = {
  model: 'claude',
  system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
  messages: [
    { role: 'user', content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } }, { type: 'text', text: 'What is this?' }] },
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'A picture.', signature: 'c2ln' },
        { type: 'redacted_thinking', data: 'eA==' },
        { type: 'text', text: 'I look.' },
        { type: 'tool_use', id: 'toolu_1', name: 'look', input: { zoom: 2 } },
        { type: 'tool_use', id: 'toolu_2', name: 'read', input: {} },
      ],
      stop_reason: 'tool_use',
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'toolu_2', content: LARGE },
        { type: 'tool_result', tool_use_id: 'toolu_1', is_error: true, content: [{ type: 'text', text: 'blurred' }, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } }] },
        { type: 'text', text: 'And be quick.' },
      ],
    },
    { role: 'assistant', content: 'A pixel.' },
    { role: 'user', content: 'Thanks' },
  ],
};

function map(session: JsonValue): SessionRecords {
  return mapTranscript(parseTranscript(session, 'auto'), 's1');
}

describe('a session of Anthropic becomes', () => {
  const { items, ledger } = map(SESSION);
  const byId = new Map(items.map((draft) => [draft.item.id, draft]));

  test('events in order, each below what it belongs to', () => {
    expect(items.map(({ item }) => [item.id, item.kind, item.parentId])).toEqual([
      ['system', 'policy', null],
      ['message-0', 'user_turn', null],
      ['message-0:attachment-0', 'attachment', 'message-0'],
      ['message-1', 'agent_msg', 'message-0'],
      ['message-1:thought-0', 'thinking', 'message-1'],
      ['message-1:thought-1', 'thinking', 'message-1'],
      ['message-1:call-0', 'tool_call', 'message-1'],
      ['message-1:call-1', 'tool_call', 'message-1'],
      ['message-2:result-0', 'tool_result', 'message-1:call-1'],
      ['message-2:result-1', 'tool_result', 'message-1:call-0'],
      ['message-2:result-1:attachment-0', 'attachment', 'message-2:result-1'],
      ['message-2', 'user_turn', null],
      ['message-3', 'agent_msg', 'message-2'],
      ['message-4', 'user_turn', null],
    ]);
  });

  test('events that keep what each block said', () => {
    expect(byId.get('system')?.item).toMatchObject({ text: 'Be brief.', metadata: { role: 'system', parts: [{ cache_control: { type: 'ephemeral' } }] } });
    expect(byId.get('message-1')?.item).toMatchObject({
      text: 'I look.',
      metadata: { id: 'msg_1', type: 'message', stop_reason: 'tool_use', role: 'assistant', blocks: ['thinking', 'redacted_thinking', 'text', 'tool_use', 'tool_use'] },
    });
    expect(byId.get('message-1:thought-0')?.item).toMatchObject({ text: 'A picture.', metadata: { type: 'thinking', signature: 'c2ln' } });
    expect(byId.get('message-1:thought-1')?.item).toMatchObject({ text: '', metadata: { type: 'redacted_thinking', data: 'eA==' } });
    expect(byId.get('message-1:call-0')?.item).toMatchObject({ text: 'look({"zoom":2})', metadata: { toolCallId: 'toolu_1', name: 'look', arguments: '{"zoom":2}' } });
    expect(byId.get('message-2:result-1')?.item).toMatchObject({ text: 'blurred', metadata: { toolCallId: 'toolu_1', name: 'look', is_error: true, role: 'user' } });
  });

  test('artifacts of large results and of images', () => {
    expect(items.filter(({ artifact }) => artifact !== null).map(({ artifact }) => artifact)).toEqual([
      { handle: 'message-0:attachment-0', content: Buffer.from(PIXEL, 'base64'), mediaType: 'image/png', label: '' },
      { handle: 'result:message-2:result-0', content: LARGE, mediaType: 'text/plain; charset=utf-8', label: 'read' },
      { handle: 'message-2:result-1:attachment-0', content: Buffer.from(PIXEL, 'base64'), mediaType: 'image/png', label: '' },
    ]);
    expect(byId.get('message-0')?.item.metadata?.['parts']).toEqual([
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'attachment-0' } },
      { type: 'text', text: 'What is this?' },
    ]);
  });

  test('a ledger of its turns, with what stood beside the messages', () => {
    expect(ledger.map(({ kind, turn }) => [kind, turn])).toEqual([
      ['session_started', 0],
      ['turn_recorded', 0],
      ['turn_recorded', 1],
      ['turn_recorded', 2],
      ['turn_recorded', 3],
      ['session_finished', 3],
    ]);
    expect(ledger[0]?.payload).toEqual({ messages: 6, session: { model: 'claude' } });
  });
});

test('tools that run at the provider give their results in the same message', () => {
  const search = { type: 'server_tool_use', id: 'srv_1', name: 'web_search', input: { query: 'x' } };
  const found = { type: 'web_search_tool_result', tool_use_id: 'srv_1', content: [{ type: 'web_search_result', url: 'https://example.com' }] };
  const { items } = map([{ role: 'user', content: 'Search' }, { role: 'assistant', content: [search, found, { type: 'thinking', thinking: '' }, { type: 'text', text: 'Found.' }] }]);
  expect(items.map(({ item }) => [item.id, item.kind, item.parentId, item.text])).toEqual([
    ['message-0', 'user_turn', null, 'Search'],
    ['message-1', 'agent_msg', 'message-0', 'Found.'],
    ['message-1:thought-0', 'thinking', 'message-1', ''],
    ['message-1:call-0', 'tool_call', 'message-1', 'web_search({"query":"x"})'],
    ['message-1:result-0', 'tool_result', 'message-1:call-0', '[{"type":"web_search_result","url":"https://example.com"}]'],
  ]);
});

test('a document that is a text becomes an artifact with its title, one that is elsewhere stays as it is', () => {
  const [message, document] = map([
    {
      role: 'user',
      content: [
        { type: 'document', title: 'Rules', source: { type: 'text', media_type: 'text/plain', data: 'Be kind.' } },
        { type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } },
      ],
    },
  ]).items;
  expect(document?.artifact).toEqual({ handle: 'message-0:attachment-0', content: 'Be kind.', mediaType: 'text/plain', label: 'Rules' });
  expect(message?.item.metadata?.['parts']).toMatchObject([{ source: { data: 'attachment-0' } }, { source: { url: 'https://example.com/a.pdf' } }]);
});

test.each([
  [[{ role: 'tool', content: 'x' }], 'messages[0].role: must be user or assistant, not "tool"'],
  [[{ role: 'user' }], 'messages[0].content: must be a string or an array of blocks, not undefined'],
  [[{ role: 'user', content: ['x'] }], 'messages[0].content[0]: must be an object'],
  [[{ role: 'assistant', content: [{ type: 'tool_use', name: 'f' }] }], 'messages[0].content[0].id: must be a string'],
  [[{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'x' }] }], 'messages[0]: no tool use before it has the id "x"'],
  [[{ role: 'user', content: [{ type: 'image', source: { type: 'base64', data: '§' } }] }], 'messages[0].content[0].source.data: is not Base64'],
] satisfies [JsonValue, string][])('%j is refused', (messages, problem) => {
  expect(() => parseTranscript(messages, 'anthropic')).toThrow(TranscriptError);
  expect(() => parseTranscript(messages, 'anthropic')).toThrow(problem);
});
