import type { ArtifactSource, CustomSelector, Selection, SelectorDefinition } from '../contract/selector.ts';
import { decodeText } from './text/decode-text.ts';
import { detectDelimiter } from './table/delimiter.ts';
import { declaredDelimiter, declaresJson } from './media-type.ts';
import { JsonOutline, LineCount, TableOutline } from './outline-parts.ts';
import type { OutlinePart } from './outline-parts.ts';
import { checkKeys } from './selector-options.ts';

interface OutlineOptions extends CustomSelector {
  readonly type: 'outline';
}

/**
 * What an artifact holds, in a few lines for a reader to choose the next selector by: media type, size, lines; for JSON, by media type
 * or content, its shape; for CSV and TSV, by media type, the delimiter, the columns and how many rows follow the header. The wording may
 * change between releases. It is read to the end, in constant memory.
 */
export const outlineSelector: SelectorDefinition<OutlineOptions> = {
  type: 'outline',
  parse(selector): OutlineOptions {
    checkKeys(selector, []);
    return { type: 'outline' };
  },
  select,
};

async function select(source: ArtifactSource): Promise<Selection> {
  const { mediaType, sizeBytes } = source.ref;
  const parts: OutlinePart[] = [new LineCount()];
  if (declaredDelimiter(mediaType) === undefined) parts.push(new JsonOutline(declaresJson(mediaType)));
  else parts.push(new TableOutline(await detectDelimiter(source)));
  for await (const text of decodeText(source.bytes())) for (const part of parts) part.add(text);
  const found = parts.flatMap((part) => part.finish());
  return { text: [`media type: ${mediaType}`, `size: ${sizeBytes} bytes`, ...found].join('\n'), truncated: false, next: null };
}
