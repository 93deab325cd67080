import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ArtifactRef } from '../../../contract/artifact-store.ts';
import { byCodePoint, joined, utf8 } from '../../samples.ts';
import { Pieces } from '../programs/pieces.ts';
import { refuse } from './refusal.ts';
import type { RoomModel } from './room.ts';
import { readSelector } from './selectors.ts';
import * as check from './values.ts';
import { copied } from './world.ts';
import type { ModelArtifact, ScopeData } from './world.ts';

export function artifactsModel(data: ScopeData): RoomModel<'artifacts'> {
  const find = (handle: string): ModelArtifact | undefined => data.artifacts.find(({ ref }) => ref.handle === handle);
  const known = (handle: unknown): ModelArtifact => find(check.handle(handle)) ?? refuse('ARTIFACT_NOT_FOUND');
  const select = (handle: unknown, selector: unknown): ReturnType<ReturnType<typeof readSelector>> => {
    const asked = check.handle(handle);
    const pick = readSelector(selector);
    return pick(known(asked).bytes);
  };
  return {
    put: (given, content, options) => {
      const handle = check.handle(given);
      const { mediaType, label, ifAbsent, ifMatch } = readPutOptions(options, content);
      const bytes = readContent(content);
      const hash = find(handle)?.ref.contentHash;
      if ((ifAbsent && hash !== undefined) || (ifMatch !== undefined && ifMatch !== hash)) refuse('ARTIFACT_CONFLICT');
      const ref: ArtifactRef = { handle, mediaType, sizeBytes: bytes.length, label, contentHash: hashOf(bytes) };
      data.artifacts = [...data.artifacts.filter((artifact) => artifact.ref.handle !== handle), { ref, bytes }];
      return copied(ref);
    },
    get: (handle) => known(handle).bytes.slice(),
    stream: (given, range) => {
      const handle = check.handle(given);
      const { start, end } = check.options(range, ['start', 'end']);
      const [from, to] = [check.optionalCount(start) ?? 0, check.optionalCount(end)];
      return known(handle).bytes.slice(from, to);
    },
    ref: (handle) => copied(known(handle).ref),
    metadata: (handle) => copied(known(handle).ref),
    exists: (handle) => find(check.handle(handle)) !== undefined,
    delete: (handle) => {
      const gone = known(handle);
      data.artifacts = data.artifacts.filter((artifact) => artifact !== gone);
    },
    listRefs: (options) => {
      const { prefix, after, limit } = check.options(options, ['prefix', 'after', 'limit']);
      const begin = prefix === undefined ? '' : check.bound(prefix);
      const above = after === undefined ? null : check.bound(after);
      const refs = inOrder(data.artifacts).map(({ ref }) => ref).filter(({ handle }) => handle.startsWith(begin) && (above === null || byCodePoint(handle, above) > 0));
      return copied(refs.slice(0, check.optionalCount(limit)));
    },
    drilldown: (handle, selector) => select(handle, selector).text,
    select,
  };
}

/** By handle in code-point order. */
export function inOrder(artifacts: readonly ModelArtifact[]): ModelArtifact[] {
  return artifacts.toSorted((a, b) => byCodePoint(a.ref.handle, b.ref.handle));
}

export function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

interface PutOptions {
  readonly mediaType: string;
  readonly label: string;
  readonly ifAbsent: boolean;
  readonly ifMatch: string | undefined;
}

function readPutOptions(options: unknown, content: unknown): PutOptions {
  const given = check.options(options, ['mediaType', 'label', 'ifAbsent', 'ifMatch']);
  const { ifMatch } = given;
  if (ifMatch !== undefined && !check.isHash(ifMatch)) return refuse('INVALID_ARGUMENT');
  const ifAbsent = check.flag(given['ifAbsent']);
  if (ifAbsent && ifMatch !== undefined) refuse('INVALID_ARGUMENT');
  const usual = typeof content === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
  return {
    mediaType: given['mediaType'] === undefined ? usual : check.identifier(given['mediaType'], 'mediaType'),
    label: given['label'] === undefined ? '' : check.text(given['label'], 'label'),
    ifAbsent,
    ifMatch,
  };
}

function readContent(content: unknown): Uint8Array<ArrayBuffer> {
  if (typeof content === 'string') return utf8(check.text(content, 'content'));
  if (content instanceof Uint8Array) return Uint8Array.from(content);
  if (!(content instanceof Pieces)) return refuse('INVALID_VALUE', 'content');
  if (content.fault === 'throws') return refuse('BACKEND');
  if (content.fault === 'text') return refuse('INVALID_VALUE', 'content');
  return joined(content.pieces);
}
