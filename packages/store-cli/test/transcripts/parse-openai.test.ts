import { expect, test } from 'vitest';
import { parseTranscript, TranscriptError } from '../../src/transcripts/index.ts';
import { parseJson } from '../../src/transcripts/parse-json.ts';

function withMessage(message: unknown): string {
  return JSON.stringify({ messages: [message] });
}

function withCall(call: unknown): string {
  return withMessage({ role: 'assistant', content: null, tool_calls: [call] });
}

test.each([
  ['{"messages": [', 'is not JSON'],
  ['[]', 'messages: must be an array with at least one message'],
  ['7', 'the session: must be an object'],
  ['{}', 'messages: must be an array with at least one message'],
  ['{"messages":[]}', 'messages: must be an array with at least one message'],
  ['{"messages":["hello"]}', 'messages[0]: must be an object'],
  [withMessage({ role: 'narrator', content: '' }), 'messages[0].role: must be system, developer, user, assistant or tool, not "narrator"'],
  [withMessage({ content: '' }), 'messages[0].role: must be'],
  [withMessage({ role: 'user', content: null }), 'messages[0].content: must be a string or an array of parts, not null'],
  [withMessage({ role: 'user', content: ['hello'] }), 'messages[0].content[0]: must be an object'],
  [withMessage({ role: 'user', content: [{ type: 'text' }] }), 'messages[0].content[0].text: must be a string'],
  [withMessage({ role: 'tool', content: '' }), 'messages[0].tool_call_id: must be a string'],
  [withMessage({ role: 'tool', content: '', tool_call_id: 'c' }), 'messages[0].tool_call_id: no tool call before it has the id "c"'],
  [withMessage({ role: 'assistant', tool_calls: {} }), 'messages[0].tool_calls: must be an array'],
  [withCall({ id: 'c', type: 'computer' }), 'messages[0].tool_calls[0].type: must be function or custom, not "computer"'],
  [withCall({ id: 'c', type: 'custom', custom: {} }), 'messages[0].tool_calls[0].custom.name: must be a string'],
  [withMessage({ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,a b' } }] }), 'messages[0].content[0].image_url.url: is not Base64'],
  [withCall({ id: 'c' }), 'messages[0].tool_calls[0].function: must be an object'],
  [withCall({ function: { name: 'f', arguments: '' } }), 'messages[0].tool_calls[0].id: must be a string'],
  [withCall({ id: 'c', function: { name: 'f', arguments: {} } }), 'messages[0].tool_calls[0].function.arguments: must be a string'],
  ['{"order":12345678901234567890,"messages":[]}', 'order: the number 12345678901234567890 does not fit a double'],
  ['{"reward":1e999,"messages":[]}', 'reward: the number 1e999 does not fit a double'],
])('%s is refused', (line, message) => {
  expect(() => parseTranscript(parseJson(line), 'openai')).toThrow(TranscriptError);
  expect(() => parseTranscript(parseJson(line), 'openai')).toThrow(message);
});
