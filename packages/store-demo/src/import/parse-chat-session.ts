import type { JsonObject, JsonValue } from '@cw/store-core';
import { ChatFormatError } from './chat-format-error.ts';
import type { ChatMessage, ChatSession, ChatToolCall } from './chat-session.ts';
import { parseJson } from './parse-json.ts';

/**
 * Reads one line of a chat file: an object whose `messages` are a session in the OpenAI chat format.
 * @throws ChatFormatError naming the member (`messages[3].tool_calls[0].id`).
 */
export function parseChatSession(line: string): ChatSession {
  const { messages, ...members } = objectAt(parseJson(line), 'the session');
  if (!isArray(messages) || messages.length === 0) throw new ChatFormatError('messages: must be an array with at least one message');
  return { messages: parseMessages(messages), members };
}

function parseMessages(messages: readonly JsonValue[]): ChatMessage[] {
  const called = new Set<string>();
  return messages.map((value, index) => {
    const path = `messages[${index}]`;
    const message = parseMessage(objectAt(value, path), path);
    if (message.role === 'assistant') for (const { id } of message.toolCalls) called.add(id);
    if (message.role === 'tool' && !called.has(message.toolCallId)) {
      throw new ChatFormatError(`${path}.tool_call_id: no tool call before it has the id ${JSON.stringify(message.toolCallId)}`);
    }
    return message;
  });
}

function parseMessage(message: JsonObject, path: string): ChatMessage {
  const { role, content, ...members } = message;
  switch (role) {
    case 'system':
    case 'developer':
    case 'user':
      return { role, ...parseContent(content, `${path}.content`), members };
    case 'assistant': {
      const { tool_calls: calls, ...others } = members;
      const said = content === null || content === undefined ? { text: '', parts: null } : parseContent(content, `${path}.content`);
      return { role, ...said, toolCalls: parseToolCalls(calls, `${path}.tool_calls`), members: others };
    }
    case 'tool': {
      const { tool_call_id: toolCallId, ...others } = members;
      return { role, ...parseContent(content, `${path}.content`), toolCallId: stringAt(toolCallId, `${path}.tool_call_id`), members: others };
    }
    default:
      throw new ChatFormatError(`${path}.role: must be system, developer, user, assistant or tool, not ${JSON.stringify(role)}`);
  }
}

function parseContent(content: JsonValue | undefined, path: string): { text: string; parts: readonly JsonValue[] | null } {
  if (typeof content === 'string') return { text: content, parts: null };
  if (!isArray(content)) throw new ChatFormatError(`${path}: must be a string or an array of parts, not ${JSON.stringify(content)}`);
  const texts: string[] = [];
  for (const [index, value] of content.entries()) {
    const part = objectAt(value, `${path}[${index}]`);
    if (part['type'] === 'text') texts.push(stringAt(part['text'], `${path}[${index}].text`));
  }
  return { text: texts.join('\n'), parts: texts.length === content.length ? null : content };
}

function parseToolCalls(calls: JsonValue | undefined, path: string): ChatToolCall[] {
  if (calls === undefined || calls === null) return [];
  if (!isArray(calls)) throw new ChatFormatError(`${path}: must be an array`);
  return calls.map((value, index) => {
    const at = `${path}[${index}]`;
    const call = objectAt(value, at);
    if (call['type'] !== undefined && call['type'] !== 'function') {
      throw new ChatFormatError(`${at}.type: only function calls can be recorded, not ${JSON.stringify(call['type'])}`);
    }
    const called = objectAt(call['function'], `${at}.function`);
    return {
      id: stringAt(call['id'], `${at}.id`),
      name: stringAt(called['name'], `${at}.function.name`),
      arguments: stringAt(called['arguments'], `${at}.function.arguments`),
    };
  });
}

function objectAt(value: JsonValue | undefined, path: string): JsonObject {
  if (typeof value === 'object' && value !== null && !isArray(value)) return value;
  throw new ChatFormatError(`${path}: must be an object`);
}

function stringAt(value: JsonValue | undefined, path: string): string {
  if (typeof value === 'string') return value;
  throw new ChatFormatError(`${path}: must be a string`);
}

// Array.isArray does not narrow a readonly array away.
function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
