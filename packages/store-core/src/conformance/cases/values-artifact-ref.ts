import type { ArtifactRef } from '../../contract/artifact-store.ts';
import { isStoreError } from '../../errors.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { item, wrong } from '../samples.ts';

const REF: ArtifactRef = { handle: 'result:1', mediaType: 'text/plain', sizeBytes: 3, label: 'A label', contentHash: 'a'.repeat(64) };

/** References that cannot be stored, and the member that says so. */
const BAD: readonly (readonly [what: string, ref: unknown, path: string])[] = [
  ['a string', 'result:1', 'artifactRef'],
  ['an array', [REF], 'artifactRef'],
  ['an unknown member', { ...REF, url: 'x' }, 'artifactRef.url'],
  ['a handle with a slash', { ...REF, handle: 'a/b' }, 'artifactRef.handle'],
  ['the handle ..', { ...REF, handle: '..' }, 'artifactRef.handle'],
  ['no handle', { ...REF, handle: undefined }, 'artifactRef.handle'],
  ['an empty media type', { ...REF, mediaType: '' }, 'artifactRef.mediaType'],
  ['no media type', { ...REF, mediaType: undefined }, 'artifactRef.mediaType'],
  ['no label', { ...REF, label: undefined }, 'artifactRef.label'],
  ['a label with a lone surrogate', { ...REF, label: '\ud83d' }, 'artifactRef.label'],
  ['no size', { ...REF, sizeBytes: undefined }, 'artifactRef.sizeBytes'],
  ['no hash', { ...REF, contentHash: undefined }, 'artifactRef.contentHash'],
  ['a hash in capitals', { ...REF, contentHash: 'A'.repeat(64) }, 'artifactRef.contentHash'],
  ['a hash that is too short', { ...REF, contentHash: 'a'.repeat(63) }, 'artifactRef.contentHash'],
  ['a hash and a line feed', { ...REF, contentHash: `${'a'.repeat(64)}\n` }, 'artifactRef.contentHash'],
  ['a hash that is no hexadecimal', { ...REF, contentHash: 'g'.repeat(64) }, 'artifactRef.contentHash'],
];

/** The references to artifacts that events carry. */
export const valuesArtifactRefCases: readonly ConformanceCase[] = [
  defineCase('values.artifact-ref.kept', 'values.artifact-ref', 'a reference is kept as it was given, whether or not there is such an artifact', async (kit) => {
    const { events } = await kit.open();
    const odd = { ...REF, handle: 'e\u0301:\u{1f600}', label: '\u0000', sizeBytes: 0, mediaType: 'x' };
    await events.appendMany([item('e1', { artifactRef: REF }), item('e2', { artifactRef: odd })]);
    kit.expect.equal((await events.get('e1')).artifactRef, REF, 'the reference');
    kit.expect.equal((await events.get('e2')).artifactRef, odd, 'an odd reference');
  }),
  defineCase('values.artifact-ref.bad', 'values.artifact-ref', 'what is no reference is refused, by path', async (kit) => {
    const store = await kit.open();
    await kit.expect.unchanged(store, async () => {
      for (const [what, artifactRef, path] of BAD) {
        const error = await kit.expect.rejects(async () => await store.events.append(item('e1', { artifactRef: wrong(artifactRef) })), 'INVALID_VALUE', what);
        isInvalidValueAt(kit.expect, error, path, what);
        const code = isStoreError(error.cause) ? error.cause.code : undefined;
        kit.expect.equal(code, path === 'artifactRef.handle' ? 'INVALID_HANDLE' : undefined, `${what}: the code of the cause`);
      }
    }, 'refused references');
  }),
];
