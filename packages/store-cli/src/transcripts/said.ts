import type { JsonObject, JsonValue } from '@cw/store-core';
import { Attachments } from './attachments.ts';
import { isArray, objectAt, stringAt } from './json-members.ts';
import type { Said } from './transcript.ts';
import { TranscriptError } from './transcript-error.ts';

/** Takes the attachment out of a part that is no text; gives what stands in its place. */
export type PartReader = (part: JsonObject, attachments: Attachments, path: string) => JsonValue;

/** Content that is a string, or an array of parts. @throws TranscriptError */
export function parseContent(content: JsonValue | undefined, path: string, readPart: PartReader): Said {
  if (typeof content === 'string') return { text: content, parts: null, attachments: [] };
  if (!isArray(content)) throw new TranscriptError(`${path}: must be a string or an array of parts, not ${JSON.stringify(content)}`);
  return joinParts(content.map((value, index) => ({ part: objectAt(value, `${path}[${index}]`), path: `${path}[${index}]` })), readPart);
}

/** A part, and where it stands. */
export interface PlacedPart {
  readonly part: JsonObject;
  readonly path: string;
}

export function joinParts(placed: readonly PlacedPart[], readPart: PartReader): Said {
  const attachments = new Attachments();
  const texts: string[] = [];
  const parts = placed.map(({ part, path }): JsonValue => {
    if (part['type'] !== 'text') return readPart(part, attachments, path);
    texts.push(stringAt(part['text'], `${path}.text`));
    return part;
  });
  const plain = placed.every(({ part }) => part['type'] === 'text' && Object.keys(part).length === 2);
  return { text: texts.join('\n'), parts: plain ? null : parts, attachments: attachments.all };
}
