import type { JsonObject, JsonValue } from '@cw/store-core';

/** One recorded session in the OpenAI chat format. */
export interface ChatSession {
  readonly messages: readonly ChatMessage[];
  /** Every other member of the line, as a task id or a reward. */
  readonly members: JsonObject;
}

export type ChatMessage = PromptMessage | AssistantMessage | ToolMessage;

/** What `content` says: a string as it is, an array of parts as its texts joined with line feeds. */
interface Said {
  readonly text: string;
  /** The parts as given, if some are no text (images, audio, files). */
  readonly parts: readonly JsonValue[] | null;
  /** Every member that has no place of its own here, as `name` or `refusal`. */
  readonly members: JsonObject;
}

export interface PromptMessage extends Said {
  readonly role: 'system' | 'developer' | 'user';
}

export interface AssistantMessage extends Said {
  readonly role: 'assistant';
  readonly toolCalls: readonly ChatToolCall[];
}

export interface ToolMessage extends Said {
  readonly role: 'tool';
  readonly toolCallId: string;
}

export interface ChatToolCall {
  /** What the model called it. Models use the same id again within one session. */
  readonly id: string;
  readonly name: string;
  /** The text that the model wrote: mostly JSON, kept as written. */
  readonly arguments: string;
}
