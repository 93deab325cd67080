import type { JsonValue } from '@cw/store-core';
import type { Attachment } from './transcript.ts';
import { TranscriptError } from './transcript-error.ts';

const PADDING = /=+$/;
const DATA_URL = /^data:([^,]*?)(;base64)?,/;

/** Takes what is large out of the parts of one message. */
export class Attachments {
  readonly #taken: Attachment[] = [];

  get all(): readonly Attachment[] {
    return this.#taken;
  }

  /** Gives the name that stands in the part from now on. @param path of the Base64 text, for the error */
  takeBase64(base64: string, mediaType: string, label: string, path: string): string {
    const content = Buffer.from(base64, 'base64');
    // Buffer skips what is no Base64: only what comes out again was read as it was meant.
    if (content.toString('base64').replace(PADDING, '') !== base64.replace(PADDING, '')) throw new TranscriptError(`${path}: is not Base64`);
    return this.take(content, mediaType, label);
  }

  /** Of a URL that holds its content itself; any other URL stays as it is. */
  takeDataUrl(url: JsonValue | undefined, label: string, path: string): JsonValue | undefined {
    const match = typeof url === 'string' ? DATA_URL.exec(url) : null;
    if (typeof url !== 'string' || match === null) return url;
    const [prefix, mediaType = '', base64] = match;
    const type = mediaType === '' ? 'text/plain' : mediaType;
    const content = url.slice(prefix.length);
    return base64 === undefined ? this.take(decodePercents(content, path), type, label) : this.takeBase64(content, type, label, path);
  }

  take(content: Uint8Array | string, mediaType: string, label: string): string {
    const name = `attachment-${this.#taken.length}`;
    this.#taken.push({ name, content, mediaType, label });
    return name;
  }
}

function decodePercents(content: string, path: string): string {
  try {
    return decodeURIComponent(content);
  } catch (cause) {
    throw new TranscriptError(`${path}: is no data URL`, { cause });
  }
}
