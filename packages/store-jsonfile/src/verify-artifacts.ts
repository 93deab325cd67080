import { basename, join } from 'node:path';
import { readArtifactHandle, unseal } from '@cw/store-core/adapter';
import { ArtifactPaths } from './artifact-paths.ts';
import { openArtifact, parsePending } from './artifact-version.ts';
import { corrupt } from './errors.ts';
import { isTemporary, readText, withoutLineEnd } from './file-steps.ts';
import type { Files } from './files.ts';
import { damageOf, type Findings, strayFile } from './findings.ts';
import { decodeName, encodeName } from './names.ts';

const ARTIFACT_FILE = /^(.+)\.(?:data|json|pending)$/;

/** Whether the files of each artifact belong together. That the bytes are those which were stored, core finds out. */
export async function* verifyArtifactFiles(files: Files, folder: string): Findings {
  const paths = new ArtifactPaths(folder);
  for (const name of files.list(folder) ?? []) {
    if (isTemporary(name)) continue;
    const path = join(folder, name);
    const [, encoded] = ARTIFACT_FILE.exec(name) ?? [];
    const handle = encoded === undefined ? undefined : decodeName(encoded);
    if (handle === undefined) {
      yield strayFile(path);
      continue;
    }
    const where = handle === null ? path : paths.where(handle);
    const found = damageOf(where, () => check(files, paths, path));
    if (found !== null) yield found;
  }
}

function check(files: Files, paths: ArtifactPaths, path: string): void {
  // Data without metadata is what a broken-off put leaves until the next writer; nobody sees it.
  if (path.endsWith('.data')) return;
  const text = readText(files, path);
  // Put in place, or removed, since the folder was read.
  if (text === undefined) return;
  if (path.endsWith('.pending')) {
    parsePending(text, path);
    return;
  }
  const handle = readArtifactHandle(withoutLineEnd(text), () => path);
  if (`${encodeName(handle)}.json` !== basename(path)) throw corrupt(path, `is the metadata of another artifact, ${JSON.stringify(handle)}`);
  checkSize(files, paths, handle, path);
}

function checkSize(files: Files, paths: ArtifactPaths, handle: string, path: string): void {
  const artifact = openArtifact(files, paths, handle);
  if (artifact === undefined) return;
  try {
    const { sizeBytes } = unseal(artifact.body, () => path);
    if (sizeBytes !== artifact.size()) throw corrupt(path, `says ${String(sizeBytes)} bytes, and there are ${artifact.size()}`);
  } finally {
    artifact.close();
  }
}
