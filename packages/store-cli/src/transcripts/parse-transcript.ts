import type { JsonObject, JsonValue } from '@cw/store-core';
import { isArray, isObject, textOf } from './json-members.ts';
import { parseAnthropic } from './parse-anthropic.ts';
import { parseOpenAi } from './parse-openai.ts';
import type { Transcript } from './transcript.ts';
import { TranscriptError } from './transcript-error.ts';

/** `openai`: messages of the chat completions API; `anthropic`: of the Messages API; `auto`: told from the messages. */
export type TranscriptFormat = 'auto' | 'openai' | 'anthropic';

const ANTHROPIC_BLOCKS: ReadonlySet<string> = new Set(['thinking', 'redacted_thinking', 'tool_use', 'tool_result', 'image', 'document']);

/**
 * One session: an object with `messages`, or the array of messages alone.
 * @throws TranscriptError naming the member
 */
export function parseTranscript(value: JsonValue, format: TranscriptFormat): Transcript {
  const { messages, ...members }: JsonObject = isArray(value) ? { messages: value } : sessionAt(value);
  if (!isArray(messages) || messages.length === 0) throw new TranscriptError('messages: must be an array with at least one message');
  const isAnthropic = format === 'auto' ? looksAnthropic(messages, members) : format === 'anthropic';
  return isAnthropic ? parseAnthropic(messages, members) : parseOpenAi(messages, members);
}

function sessionAt(value: JsonValue): JsonObject {
  if (isObject(value)) return value;
  throw new TranscriptError('the session: must be an object');
}

/** Where neither has anything of its own, both formats are the same. */
function looksAnthropic(messages: readonly JsonValue[], { system }: JsonObject): boolean {
  if (system !== undefined) return true;
  return messages.some((message) => isObject(message) && (message['type'] === 'message' || hasAnthropicBlock(message['content'])));
}

function hasAnthropicBlock(content: JsonValue | undefined): boolean {
  if (!isArray(content)) return false;
  return content.some((block) => isObject(block) && ANTHROPIC_BLOCKS.has(textOf(block['type'])));
}
