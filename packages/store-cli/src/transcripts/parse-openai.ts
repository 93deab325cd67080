import type { JsonObject, JsonValue } from '@cw/store-core';
import type { Attachments } from './attachments.ts';
import { arrayAt, isObject, objectAt, stringAt, textOf } from './json-members.ts';
import { parseContent } from './said.ts';
import type { Said, ToolCall, Transcript, TranscriptMessage } from './transcript.ts';
import { TranscriptError } from './transcript-error.ts';

const NOTHING_SAID: Said = { text: '', parts: null, attachments: [] };

/** Messages in the format of OpenAI's chat completions. @throws TranscriptError naming the member (`messages[3].tool_calls[0].id`). */
export function parseOpenAi(messages: readonly JsonValue[], members: JsonObject): Transcript {
  const called = new Set<string>();
  const parsed = messages.map((value, index) => {
    const path = `messages[${index}]`;
    const message = parseMessage(objectAt(value, path), index, path);
    for (const { id } of message.calls) called.add(id);
    const stray = message.results.find(({ toolCallId }) => !called.has(toolCallId));
    if (stray !== undefined) throw new TranscriptError(`${path}.tool_call_id: no tool call before it has the id ${JSON.stringify(stray.toolCallId)}`);
    return message;
  });
  return { messages: parsed, members };
}

function parseMessage({ role, content, ...members }: JsonObject, index: number, path: string): TranscriptMessage {
  const message = { id: `message-${index}`, said: null, thoughts: [], calls: [], results: [], members };
  switch (role) {
    case 'system':
    case 'developer':
    case 'user':
      return { ...message, role, said: parseContent(content, `${path}.content`, readPart) };
    case 'assistant': {
      const { tool_calls: calls, ...others } = members;
      const said = content === null || content === undefined ? NOTHING_SAID : parseContent(content, `${path}.content`, readPart);
      return { ...message, role, said, calls: parseToolCalls(calls, `${path}.tool_calls`), members: others };
    }
    case 'tool': {
      const { tool_call_id: id, ...others } = members;
      const result = { ...parseContent(content, `${path}.content`, readPart), toolCallId: stringAt(id, `${path}.tool_call_id`), members: {} };
      return { ...message, role, results: [result], members: others };
    }
    default:
      throw new TranscriptError(`${path}.role: must be system, developer, user, assistant or tool, not ${JSON.stringify(role)}`);
  }
}

function parseToolCalls(calls: JsonValue | undefined, path: string): ToolCall[] {
  return arrayAt(calls, path).map((value, index) => {
    const at = `${path}[${index}]`;
    const { id, type = 'function', function: called, custom, ...members } = objectAt(value, at);
    if (type === 'custom') {
      const { name, input } = objectAt(custom, `${at}.custom`);
      return { id: stringAt(id, `${at}.id`), name: stringAt(name, `${at}.custom.name`), arguments: stringAt(input, `${at}.custom.input`), members: { ...members, type } };
    }
    if (type !== 'function') throw new TranscriptError(`${at}.type: must be function or custom, not ${JSON.stringify(type)}`);
    const { name, arguments: written } = objectAt(called, `${at}.function`);
    return { id: stringAt(id, `${at}.id`), name: stringAt(name, `${at}.function.name`), arguments: stringAt(written, `${at}.function.arguments`), members };
  });
}

/** Images, sounds and files that are in the transcript itself become attachments. */
function readPart(part: JsonObject, attachments: Attachments, path: string): JsonValue {
  const { type, image_url: image, input_audio: audio, file } = part;
  if (type === 'image_url' && isObject(image)) {
    return { ...part, image_url: { ...image, url: attachments.takeDataUrl(image['url'], '', `${path}.image_url.url`) } };
  }
  if (type === 'input_audio' && isObject(audio)) {
    const format = textOf(audio['format']);
    const data = stringAt(audio['data'], `${path}.input_audio.data`);
    return { ...part, input_audio: { ...audio, data: attachments.takeBase64(data, `audio/${format === '' ? 'wav' : format}`, '', `${path}.input_audio.data`) } };
  }
  if (type === 'file' && isObject(file)) {
    return { ...part, file: { ...file, file_data: attachments.takeDataUrl(file['file_data'], textOf(file['filename']), `${path}.file.file_data`) } };
  }
  return part;
}
