import { ArtifactConflictError, type ArtifactRef, type ArtifactStore, CorruptStoreError, type PutOptions } from '../../../src/index.ts';
import { inArtifacts } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';

/** The reference of what is there; null where nothing is. */
async function present(artifacts: ArtifactStore, handle: string): Promise<ArtifactRef | null> {
  return await artifacts.exists(handle) ? await artifacts.ref(handle) : null;
}

/** A mutant that looks at what is there and decides the options of a put by it. */
function deciding(death: Death, decide: (there: ArtifactRef | null, options: PutOptions) => PutOptions): Mutant {
  return inArtifacts(death, (artifacts) => ({
    put: async (handle, content, options) => {
      if (options?.ifAbsent === undefined && options?.ifMatch === undefined) return await artifacts.put(handle, content, options);
      return await artifacts.put(handle, content, decide(await present(artifacts, handle), options));
    },
  }));
}

/** What is wrong with a put where there is an artifact already, and with its conditions. */
export const ARTIFACT_REPLACE_MUTANTS: readonly Mutant[] = [
  inArtifacts({
    name: 'keeps the label of what it replaces', source: 'MongoDB: $set of what was given; HTTP: PATCH for PUT',
    dies: 'artifacts.replace.whole', message: /reference of 0 bytes put without options: expected at \.label "", got "A picture"/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      if (options?.label !== undefined) return await artifacts.put(handle, content, options);
      const there = await present(artifacts, handle);
      return await artifacts.put(handle, content, there === null ? options : { ...options, label: there.label });
    },
  })),
  inArtifacts({
    name: 'does not write the same bytes again', source: 'content-addressed stores: the content is there, and so the put is done',
    dies: 'artifacts.replace.same-bytes', message: /the same bytes under another media type and label: expected at \.mediaType "text\/y", got "text\/x"/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      if (!(content instanceof Uint8Array)) return await artifacts.put(handle, content, options);
      const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(content))).toString('hex');
      const there = await artifacts.ref(handle).catch(() => null);
      return there?.contentHash === hash && options?.ifAbsent === undefined ? there : await artifacts.put(handle, content, options);
    },
  })),
  inArtifacts({
    name: 'deletes bytes that another artifact has', source: 'cacache: rm.content removes content by its hash, whoever else refers to it',
    dies: 'artifacts.replace.shared-bytes', message: /unexpected: CORRUPT: .*its bytes are gone/,
  }, (artifacts) => {
    const gone = new Set<string>();
    return {
      put: async (handle, content, options) => {
        const ref = await artifacts.put(handle, content, options);
        gone.delete(ref.contentHash);
        return ref;
      },
      delete: async (handle) => {
        const there = await artifacts.ref(handle).catch(() => undefined);
        await artifacts.delete(handle);
        if (there !== undefined) gone.add(there.contentHash);
      },
      get: async (handle) => {
        const { contentHash } = await artifacts.ref(handle);
        if (gone.has(contentHash)) throw new CorruptStoreError(`artifact ${JSON.stringify(handle)}: its bytes are gone`);
        return await artifacts.get(handle);
      },
    };
  }),
  inArtifacts({
    name: 'writes metadata where another artifact may be', source: 'haydenbleasel/files-sdk#35: metadata in a sibling file whose name is also a legal key',
    dies: 'artifacts.replace.others-untouched', message: /artifact 'a\.json' after 'a' was replaced/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      const ref = await artifacts.put(handle, content, options);
      const sibling = `${handle}.json`;
      if (await artifacts.exists(sibling).catch(() => false)) await artifacts.put(sibling, JSON.stringify(ref));
      return ref;
    },
  })),
  inArtifacts({
    name: 'takes what was deleted for what is there', source: 'tombstones: the key of a deleted record is still in the index',
    dies: 'artifacts.if-absent.met', message: /unexpected: ARTIFACT_CONFLICT/,
  }, (artifacts) => {
    const deleted = new Set<string>();
    return {
      put: async (handle, content, options) => {
        if (options?.ifAbsent === true && deleted.has(handle)) throw new ArtifactConflictError(`key already exists: ${handle}`);
        return await artifacts.put(handle, content, options);
      },
      delete: async (handle) => {
        await artifacts.delete(handle);
        deleted.add(handle);
      },
    };
  }),
  deciding({
    name: 'takes an empty artifact for none', source: 'JavaScript: `if (!existing?.size)`, `if (!(await get(key)))`',
    dies: 'artifacts.if-absent.conflict', message: /put of 'second' as empty with ifAbsent: expected ARTIFACT_CONFLICT, but it succeeded/,
  }, (there, options) => (there?.sizeBytes === 0 ? { ...options, ifAbsent: false } : options)),
  inArtifacts({
    name: 'compares ifMatch with the bytes that are put', source: 'checksums of uploads (Content-MD5), which belong to the new content, and conditions, which belong to the old',
    dies: 'artifacts.if-match.met', message: /unexpected: ARTIFACT_CONFLICT/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      if (typeof options?.ifMatch !== 'string' || typeof content !== 'string') return await artifacts.put(handle, content, options);
      const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content))).toString('hex');
      if (hash !== options.ifMatch) throw new ArtifactConflictError(`${handle}: the checksum does not match`);
      return await artifacts.put(handle, content, { ...options, ifMatch: undefined });
    },
  })),
  deciding({
    name: 'replaces whatever is there for an ifMatch', source: 'S3 before November 2024: PutObject did not know If-Match, and S3-alikes that still do not ignore it',
    dies: 'artifacts.put.if-match-stale', message: /put of 'third' with a stale ifMatch: expected ARTIFACT_CONFLICT, but it succeeded/,
  }, (there, options) => (there !== null && /^[0-9a-f]{64}$/.test(options.ifMatch ?? '') ? { ...options, ifMatch: undefined } : options)),
  deciding({
    name: 'ignores ifMatch where there is nothing', source: '`if (existing && existing.etag !== ifMatch)`: without an existing one there is nothing to compare',
    dies: 'artifacts.put.if-match-missing', message: /ifMatch where there never was an artifact: expected ARTIFACT_CONFLICT, but it succeeded/,
  }, (there, options) => (there === null && /^[0-9a-f]{64}$/.test(options.ifMatch ?? '') ? { ...options, ifMatch: undefined } : options)),
  deciding({
    name: 'looks whether there is an artifact, and then puts it', source: 'check-then-act: access() and writeFile(), between which others come',
    dies: 'artifacts.if-absent.racing', message: /outcomes of ten puts: expected at \[1\] "ARTIFACT_CONFLICT", got 9/,
  }, (there, options) => (options.ifAbsent === true && options.ifMatch === undefined && there === null ? { ...options, ifAbsent: false } : options)),
  deciding({
    name: 'looks whether an artifact matches, and then replaces it', source: 'check-then-act: HeadObject and PutObject, between which others come',
    dies: 'artifacts.if-match.racing', message: /outcomes of ten puts: expected at \[1\] "ARTIFACT_CONFLICT", got 9/,
  }, (there, options) => (options.ifAbsent === undefined && there?.contentHash === options.ifMatch ? { ...options, ifMatch: undefined } : options)),
];
