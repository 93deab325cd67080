import { createHash } from 'node:crypto';
import type { ArtifactSource, CustomSelection } from '../../src/contract/selector.ts';
import { createSelectorTable } from '../../src/selectors/index.ts';

/** An artifact in memory, in pieces of any sizes, that counts the bytes that were read of it. */
export interface TestSource extends ArtifactSource {
  bytesRead(): number;
}

export interface SourceOptions {
  readonly mediaType?: string;
  /** Sizes of the pieces, over and over. Default: 128 KiB. */
  readonly cuts?: readonly number[];
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

export function textOf(content: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

export function sourceOf(content: string | Uint8Array, { mediaType = 'text/plain', cuts = [131_072] }: SourceOptions = {}): TestSource {
  const all = bytesOf(content);
  let read = 0;
  return {
    ref: {
      handle: 'a',
      mediaType,
      sizeBytes: all.length,
      label: '',
      contentHash: createHash('sha256').update(all).digest('hex'),
    },
    async *bytes(start = 0, end = all.length) {
      let at = start;
      for (let turn = 0; at < Math.min(end, all.length); turn += 1) {
        const next = Math.min(at + (cuts[turn % cuts.length] ?? 1), end, all.length);
        read += next - at;
        // A copy: what a selector keeps of a piece must not depend on the piece.
        yield all.slice(at, next);
        at = next;
      }
    },
    bytesRead: () => read,
  };
}

/** An artifact that is made as it is read, of one piece over and over. */
export function repeatedSource(piece: Uint8Array, times: number, mediaType = 'text/plain'): TestSource {
  const sizeBytes = piece.length * times;
  let read = 0;
  return {
    ref: { handle: 'a', mediaType, sizeBytes, label: '', contentHash: '' },
    async *bytes(start = 0, end = sizeBytes) {
      let at = start;
      while (at < Math.min(end, sizeBytes)) {
        const offset = at % piece.length;
        const next = Math.min(at - offset + piece.length, end, sizeBytes);
        read += next - at;
        yield piece.slice(offset, offset + next - at);
        at = next;
      }
    },
    bytesRead: () => read,
  };
}

const table = createSelectorTable([]);

export async function select(source: ArtifactSource, selector: unknown): Promise<CustomSelection> {
  const { definition, options } = table(selector);
  return definition.select(source, options);
}

export async function textFrom(content: string | Uint8Array, selector: unknown, options?: SourceOptions): Promise<string> {
  const { text } = await select(sourceOf(content, options), selector);
  return text;
}

/** Every selection in a row, by `next`. */
export async function follow(source: ArtifactSource, selector: unknown): Promise<readonly CustomSelection[]> {
  const pages: CustomSelection[] = [];
  let next: unknown = selector;
  while (next !== null) {
    const page = await select(source, next);
    pages.push(page);
    next = page.next;
  }
  return pages;
}
