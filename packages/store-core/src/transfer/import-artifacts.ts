import { commitStaged, stage } from '../artifacts/staging.ts';
import type { Session } from '../engine/session.ts';
import { InvalidValueError } from '../errors.ts';
import type { ArtifactRef } from '../contract/artifact-store.ts';
import { checkArtifactRef } from '../records/artifact-ref.ts';
import { fromBase64 } from './base64.ts';
import { badLine, type ImportLine, lineMembers, type LineReader, requireAfter } from './line-reader.ts';

/** Imports the artifacts of one scope; `begun` learns of each handle before it is written, `written` of its bytes afterwards. */
export async function importArtifacts(
  view: Session,
  reader: LineReader,
  begun: (handle: string) => void,
  written: (bytes: number) => void,
): Promise<void> {
  let previous: string | null = null;
  for (let line = await reader.takeIf('artifact'); line !== undefined; line = await reader.takeIf('artifact')) {
    const { number } = line;
    const ref = parseRef(line);
    requireAfter(number, ref.handle, previous);
    previous = ref.handle;
    const staged = await stage(view.backend, view.connection.adapter, view.scope, readBytes(reader));
    await view.write(async () => {
      await commitStaged(ref.handle, ref, staged, (current) => {
        if (current !== undefined) throw badLine(number, `the handle ${JSON.stringify(ref.handle)} stands in the scope twice`);
        if (staged.sizeBytes !== ref.sizeBytes || staged.contentHash !== ref.contentHash) {
          throw badLine(number, `the bytes that follow are not those of ${JSON.stringify(ref.handle)}: their size or their contentHash differs`);
        }
        begun(ref.handle);
      });
    });
    written(staged.sizeBytes);
  }
}

function parseRef(line: ImportLine): ArtifactRef {
  try {
    return checkArtifactRef(lineMembers(line, 'ref')['ref'], 'ref');
  } catch (cause) {
    if (cause instanceof InvalidValueError) throw badLine(line.number, cause.message, cause);
    throw cause;
  }
}

async function* readBytes(reader: LineReader): AsyncGenerator<Uint8Array, void, undefined> {
  for (let line = await reader.takeIf('bytes'); line !== undefined; line = await reader.takeIf('bytes')) {
    const { bytes } = lineMembers(line, 'bytes');
    const piece = typeof bytes === 'string' ? fromBase64(bytes) : undefined;
    if (piece === undefined) throw badLine(line.number, 'bytes: must be base64 with padding');
    yield piece;
  }
}
