import type { JsonObject, JsonValue } from '@cw/store-core';

/** One recorded session, whatever format it came in. */
export interface Transcript {
  /** In their order. */
  readonly messages: readonly TranscriptMessage[];
  /** Everything that stood beside the messages, as a task id, a model or its tools. */
  readonly members: JsonObject;
}

/** Who speaks. */
export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool';

/** One message of a session. */
export interface TranscriptMessage {
  /** `message-3`: its place among the messages; `system` for instructions that stand beside them. */
  readonly id: string;
  /** Who speaks. */
  readonly role: Role;
  /** Null for a message that only gives results of tools. */
  readonly said: Said | null;
  /** What the model thought before it; empty where nothing is told of that. */
  readonly thoughts: readonly Thought[];
  /** The tools that it calls. */
  readonly calls: readonly ToolCall[];
  /** What tools answered to calls of earlier messages, or of this one. */
  readonly results: readonly ToolResult[];
  /** Every member that has no place of its own here, as `name`, `refusal` or `usage`. */
  readonly members: JsonObject;
}

/** Content: its texts joined with line feeds. */
export interface Said {
  /** `''` where it has none. */
  readonly text: string;
  /** The parts as given, if some are more than a text; what is an attachment now stands there by its name. */
  readonly parts: readonly JsonValue[] | null;
  /** What came with it besides text. */
  readonly attachments: readonly Attachment[];
}

/** What came in Base64, or as a document: an image, a sound, a file. */
export interface Attachment {
  /** `attachment-0`, unique in its message or result. */
  readonly name: string;
  /** Its bytes; a string where it came as text. */
  readonly content: Uint8Array | string;
  /** As given; where nothing was, `text/plain` for a string and `application/octet-stream` for bytes. */
  readonly mediaType: string;
  /** Its title or file name, if it has one. */
  readonly label: string;
}

/** What a model thought before it answered. */
export interface Thought {
  /** `''` where it is hidden. */
  readonly text: string;
  /** Its signature, or what stands there in place of a text. */
  readonly members: JsonObject;
}

/** A tool that a model wants to be run. */
export interface ToolCall {
  /** What the model called it. Models use the same id again within one session. */
  readonly id: string;
  /** The name of the tool. */
  readonly name: string;
  /** The text that the model wrote, or its input as JSON. */
  readonly arguments: string;
  /** Every member that has no place of its own here. */
  readonly members: JsonObject;
}

/** What a tool answered. */
export interface ToolResult extends Said {
  /** The `id` of the call that it answers. */
  readonly toolCallId: string;
  /** Every member that has no place of its own here. */
  readonly members: JsonObject;
}
