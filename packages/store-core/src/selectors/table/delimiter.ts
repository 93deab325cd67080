import type { ArtifactSource } from '../../contract/selector.ts';
import { decodeText } from '../text/decode-text.ts';
import { declaredDelimiter } from '../media-type.ts';

/** In the order in which they are preferred where they are equally frequent. */
const CANDIDATES = [',', '\t', ';', '|'] as const;
/** Bytes in which the first line is looked for. */
const SAMPLE_BYTES = 65_536;

/**
 * The delimiter of a table: that of its media type, if it stands in the first line outside quotes; otherwise the one of comma,
 * tab, semicolon and bar that is most frequent there, the first of these where several are. Without any: that of the media type, or a comma.
 */
export async function detectDelimiter(source: ArtifactSource): Promise<string> {
  const declared = declaredDelimiter(source.ref.mediaType);
  const line = await firstLine(source);
  if (declared !== undefined && line.includes(declared)) return declared;
  let best = declared ?? ',';
  let most = 0;
  for (const candidate of CANDIDATES) {
    const count = line.split(candidate).length - 1;
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

/** The first line, without what stands in quotes. */
async function firstLine(source: ArtifactSource): Promise<string> {
  let sample = '';
  for await (const text of decodeText(source.bytes(0, Math.min(SAMPLE_BYTES, source.ref.sizeBytes)))) sample += text;
  return sample.replaceAll(/"[^"]*(?:"|$)/g, '').replace(/[\r\n].*/s, '');
}
