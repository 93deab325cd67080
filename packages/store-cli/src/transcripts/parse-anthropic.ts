import type { JsonObject, JsonValue } from '@cw/store-core';
import type { Attachments } from './attachments.ts';
import { isArray, isObject, objectAt, stringAt, textOf } from './json-members.ts';
import { joinParts, parseContent, type PlacedPart } from './said.ts';
import type { Said, Thought, ToolCall, ToolResult, Transcript, TranscriptMessage } from './transcript.ts';
import { TranscriptError } from './transcript-error.ts';

/** Messages in the format of Anthropic's Messages API, with the `system` beside them. @throws TranscriptError naming the member (`messages[3].content[0].id`). */
export function parseAnthropic(messages: readonly JsonValue[], { system, ...members }: JsonObject): Transcript {
  const called = new Set<string>();
  const parsed = messages.map((value, index) => {
    const path = `messages[${index}]`;
    const message = parseMessage(objectAt(value, path), index, path);
    for (const { id } of message.calls) called.add(id);
    const stray = message.results.find(({ toolCallId }) => !called.has(toolCallId));
    if (stray !== undefined) throw new TranscriptError(`${path}: no tool use before it has the id ${JSON.stringify(stray.toolCallId)}`);
    return message;
  });
  return { messages: system === undefined ? parsed : [parseSystem(system), ...parsed], members };
}

function parseSystem(system: JsonValue): TranscriptMessage {
  return { id: 'system', role: 'system', said: parseContent(system, 'system', readPart), thoughts: [], calls: [], results: [], members: {} };
}

function parseMessage({ role, content, ...members }: JsonObject, index: number, path: string): TranscriptMessage {
  if (role !== 'user' && role !== 'assistant') throw new TranscriptError(`${path}.role: must be user or assistant, not ${JSON.stringify(role)}`);
  const id = `message-${index}`;
  if (typeof content === 'string') return { id, role, said: parseContent(content, path, readPart), thoughts: [], calls: [], results: [], members };
  if (!isArray(content)) throw new TranscriptError(`${path}.content: must be a string or an array of blocks, not ${JSON.stringify(content)}`);
  const blocks = content.map((value, at) => ({ part: objectAt(value, `${path}.content[${at}]`), path: `${path}.content[${at}]` }));
  const sorted = sortBlocks(blocks);
  const order = blocks.map(({ part }) => textOf(part['type']));
  const onlyResults = role === 'user' && sorted.said.length === 0 && sorted.results.length > 0;
  return {
    id,
    role,
    said: onlyResults ? null : joinParts(sorted.said, readPart),
    thoughts: sorted.thoughts.map(parseThought),
    calls: sorted.calls.map(parseCall),
    results: sorted.results.map(parseResult),
    // What became events of their own stood in this order.
    members: sorted.said.length === blocks.length ? members : { ...members, blocks: order },
  };
}

interface SortedBlocks {
  readonly said: readonly PlacedPart[];
  readonly thoughts: readonly PlacedPart[];
  readonly calls: readonly PlacedPart[];
  readonly results: readonly PlacedPart[];
}

/** The tools that run at the provider have types of their own, as `server_tool_use` and `web_search_tool_result`. */
function sortBlocks(blocks: readonly PlacedPart[]): SortedBlocks {
  const groups = Object.groupBy(blocks, ({ part }): keyof SortedBlocks => {
    const type = textOf(part['type']);
    if (type === 'thinking' || type === 'redacted_thinking') return 'thoughts';
    if (type.endsWith('tool_use')) return 'calls';
    return type.endsWith('tool_result') ? 'results' : 'said';
  });
  return { said: groups.said ?? [], thoughts: groups.thoughts ?? [], calls: groups.calls ?? [], results: groups.results ?? [] };
}

function parseThought({ part: { thinking, ...members }, path }: PlacedPart): Thought {
  return { text: thinking === undefined ? '' : stringAt(thinking, `${path}.thinking`), members };
}

function parseCall({ part: { id, name, input, ...members }, path }: PlacedPart): ToolCall {
  return { id: stringAt(id, `${path}.id`), name: stringAt(name, `${path}.name`), arguments: JSON.stringify(input ?? {}), members };
}

function parseResult({ part: { tool_use_id: id, content, ...members }, path }: PlacedPart): ToolResult {
  return { ...parseResultContent(content, `${path}.content`), toolCallId: stringAt(id, `${path}.tool_use_id`), members };
}

/** What a tool gave: nothing, a text, blocks, or the JSON of a tool of the provider's. */
function parseResultContent(content: JsonValue | undefined, path: string): Said {
  if (content === undefined || content === null) return { text: '', parts: null, attachments: [] };
  if (typeof content === 'string' || (isArray(content) && content.some(isShown))) return parseContent(content, path, readPart);
  return { text: isArray(content) && content.length === 0 ? '' : JSON.stringify(content), parts: null, attachments: [] };
}

function isShown(block: JsonValue): boolean {
  return isObject(block) && ['text', 'image', 'document'].includes(textOf(block['type']));
}

/** Images and documents that are in the transcript itself become attachments. */
function readPart(part: JsonObject, attachments: Attachments, path: string): JsonValue {
  const { source, title } = part;
  if (!isObject(source)) return part;
  const { type, data } = source;
  if (type !== 'base64' && type !== 'text') return part;
  const mediaType = textOf(source['media_type']);
  const content = stringAt(data, `${path}.source.data`);
  const name =
    type === 'text'
      ? attachments.take(content, mediaType === '' ? 'text/plain' : mediaType, textOf(title))
      : attachments.takeBase64(content, mediaType === '' ? 'application/octet-stream' : mediaType, textOf(title), `${path}.source.data`);
  return { ...part, source: { ...source, data: name } };
}
