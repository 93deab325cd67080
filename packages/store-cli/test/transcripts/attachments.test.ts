import type { JsonObject, JsonValue } from '@cw/store-core';
import { expect, test } from 'vitest';
import { mapTranscript, parseTranscript } from '../../src/transcripts/index.ts';

const PIXEL = 'iVBORw0KGgo=';
const PIXEL_BYTES = Buffer.from(PIXEL, 'base64');

/** What one message of a user is recorded as: its parts, and its attachments. */
function record(part: JsonObject): { parts: JsonValue | undefined; attachments: unknown[] } {
  const [message, ...attachments] = mapTranscript(parseTranscript([{ role: 'user', content: [{ type: 'text', text: 'Look' }, part] }], 'openai'), 's').items;
  return { parts: message?.item.metadata?.['parts'], attachments };
}

test('an image in a data URL becomes an artifact of its bytes, and its part names it', () => {
  const { parts, attachments } = record({ type: 'image_url', image_url: { url: `data:image/png;base64,${PIXEL}`, detail: 'low' } });
  expect(parts).toEqual([{ type: 'text', text: 'Look' }, { type: 'image_url', image_url: { url: 'attachment-0', detail: 'low' } }]);
  expect(attachments).toEqual([
    {
      item: { id: 'message-0:attachment-0', kind: 'attachment', text: '[image/png, see artifact message-0:attachment-0]', parentId: 'message-0', metadata: {} },
      artifact: { handle: 'message-0:attachment-0', content: PIXEL_BYTES, mediaType: 'image/png', label: '' },
    },
  ]);
});

test('an image elsewhere stays a link', () => {
  const part = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } };
  expect(record(part)).toEqual({ parts: [{ type: 'text', text: 'Look' }, part], attachments: [] });
});

test.each([
  { part: { type: 'input_audio', input_audio: { data: PIXEL, format: 'mp3' } }, artifact: { mediaType: 'audio/mp3', content: PIXEL_BYTES } },
  { part: { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${PIXEL}` } }, artifact: { mediaType: 'application/pdf', label: 'a.pdf', content: PIXEL_BYTES } },
  { part: { type: 'file', file: { file_data: 'data:,a%20b' } }, artifact: { mediaType: 'text/plain', content: 'a b' } },
])('$part.type becomes an artifact', ({ part, artifact }) => {
  expect(record(part).attachments).toMatchObject([{ artifact }]);
});
