import type { JsonObject, JsonValue } from '@cw/store-core';

/** One recorded session, whatever format it came in. */
export interface Transcript {
  readonly messages: readonly TranscriptMessage[];
  /** Everything that stood beside the messages, as a task id, a model or its tools. */
  readonly members: JsonObject;
}

export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool';

export interface TranscriptMessage {
  /** `message-3`: its place among the messages; `system` for instructions that stand beside them. */
  readonly id: string;
  readonly role: Role;
  /** Null for a message that only gives results of tools. */
  readonly said: Said | null;
  readonly thoughts: readonly Thought[];
  readonly calls: readonly ToolCall[];
  readonly results: readonly ToolResult[];
  /** Every member that has no place of its own here, as `name`, `refusal` or `usage`. */
  readonly members: JsonObject;
}

/** Content: its texts joined with line feeds. */
export interface Said {
  readonly text: string;
  /** The parts as given, if some are more than a text; what is an attachment now stands there by its name. */
  readonly parts: readonly JsonValue[] | null;
  readonly attachments: readonly Attachment[];
}

/** What came in Base64, or as a document: an image, a sound, a file. */
export interface Attachment {
  /** `attachment-0`, unique in its message or result. */
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly mediaType: string;
  /** Its title or file name, if it has one. */
  readonly label: string;
}

/** What a model thought before it answered. */
export interface Thought {
  readonly text: string;
  /** Its signature, or what stands there in place of a text. */
  readonly members: JsonObject;
}

export interface ToolCall {
  /** What the model called it. Models use the same id again within one session. */
  readonly id: string;
  readonly name: string;
  /** The text that the model wrote, or its input as JSON. */
  readonly arguments: string;
  readonly members: JsonObject;
}

export interface ToolResult extends Said {
  readonly toolCallId: string;
  readonly members: JsonObject;
}
