import type { NameRange, OpenArtifact, StoredArtifact, Upload } from '../../../src/adapter.ts';
import { ArtifactNotFoundError, type ArtifactStore, BackendError } from '../../../src/index.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { codeOf, inArtifacts } from './changing.ts';
import { broken, type Death, type Mutant } from './mutant.ts';

class FoldsNames extends MapBackend {
  override upload(scope: string): Upload {
    const upload = super.upload(scope);
    return { ...upload, commit: (handle, decide) => upload.commit(this.#name(scope, handle), decide) };
  }

  override openArtifact(scope: string, handle: string): OpenArtifact | undefined {
    return super.openArtifact(scope, this.#name(scope, handle));
  }

  override getArtifact(scope: string, handle: string): string | undefined {
    return super.getArtifact(scope, this.#name(scope, handle));
  }

  override removeArtifact(scope: string, handle: string): boolean {
    return super.removeArtifact(scope, this.#name(scope, handle));
  }

  /** The file that is there already, if there is one. */
  #name(scope: string, handle: string): string {
    return [...this.versions(scope).keys()].find((name) => name.toLowerCase() === handle.toLowerCase()) ?? handle;
  }
}

class ListsPartly extends MapBackend {
  override listArtifacts(scope: string, range: NameRange): readonly StoredArtifact[] {
    return super.listArtifacts(scope, range).filter(({ handle }) => !handle.startsWith('.'));
  }
}

/** What is left of a path when its folders are taken away. */
function lastPart(path: string): string {
  return typeof path === 'string' ? (path.split(/[/\\]/).filter((part) => part !== '').at(-1) ?? path) : path;
}

const METHODS = ['get', 'stream', 'ref', 'metadata', 'exists', 'delete', 'drilldown', 'select'] as const;

/** A mutant one of whose methods takes the last part of a path for the handle. */
function pathTaking(method: (typeof METHODS)[number] | 'stream of a range', dies: string, source: string): Mutant {
  const name = method === 'stream of a range' ? 'stream' : method;
  const message = /: a slash within: expected INVALID_HANDLE, got "ARTIFACT_NOT_FOUND" .*artifact "b"/;
  return inArtifacts({ name: `takes the last part of a path for the handle in ${method}`, source, dies, message }, (artifacts) => {
    const call = (handle: string, ...more: unknown[]): unknown => {
      const taken = method === 'stream of a range' && more.length === 0 ? handle : lastPart(handle);
      return Reflect.apply(artifacts[name], artifacts, [taken, ...more]);
    };
    return { [name]: call };
  });
}

/** A mutant that puts such content under a handle that it has made fit. */
function fitting(death: Death, fits: (content: Parameters<ArtifactStore['put']>[1]) => boolean): Mutant {
  return inArtifacts(death, (artifacts) => ({
    put: async (handle, content, options) => {
      const fit = typeof handle === 'string' && fits(content) ? handle.replaceAll(/[/\\\p{Cc}]/gu, '_') : handle;
      return await artifacts.put(fit, content, options);
    },
  }));
}

/** What is wrong with handles. */
export const ARTIFACT_HANDLE_MUTANTS: readonly Mutant[] = [
  fitting({
    name: 'makes a handle fit for the file system', source: 'sanitize-filename and its like, which take out what a file name may not hold: different handles become one',
    dies: 'artifacts.handles.illegal.put-of-bytes', message: /put of bytes: a slash: expected INVALID_HANDLE, but it succeeded/,
  }, (content) => content instanceof Uint8Array),
  fitting({
    name: 'makes the handle of a string fit for the file system', source: 'one method beside another: text is written by a function of its own, with a check of its own',
    dies: 'artifacts.handles.illegal.put-of-a-string', message: /put of a string: a slash: expected INVALID_HANDLE, but it succeeded/,
  }, (content) => typeof content === 'string'),
  fitting({
    name: 'makes the handle of a stream fit for the file system', source: 'one method beside another: streams go to a temporary file first, and its name is made of the handle',
    dies: 'artifacts.handles.illegal.put-of-a-stream', message: /put of a stream: a slash: expected INVALID_HANDLE, but it succeeded/,
  }, (content) => typeof content === 'object' && !(content instanceof Uint8Array)),
  inArtifacts({
    name: 'checks handles when it writes, not when it reads', source: 'contextweaver\'s in-memory artifacts (store/artifacts.py) look up any handle; on a disk that is a path traversal, as unjs/unstorage#775 says of its fs drivers',
    dies: 'artifacts.handles.illegal.ref', message: /ref: the empty string: expected INVALID_HANDLE, got "ARTIFACT_NOT_FOUND"/,
  }, (artifacts) => ({
    ref: async (handle) => await artifacts.ref(handle).catch((error: unknown) => {
      throw codeOf(error) === 'INVALID_HANDLE' ? new ArtifactNotFoundError(`Artifact not found: ${handle}`, { cause: error }) : error;
    }),
  })),
  inArtifacts({
    name: 'says of what is no handle that it does not exist', source: 'fs.existsSync, which is false for whatever it is given',
    dies: 'artifacts.handles.illegal.exists', message: /exists: the empty string: expected INVALID_HANDLE, but it succeeded with false/,
  }, (artifacts) => ({
    exists: async (handle) => await artifacts.exists(handle).catch((error: unknown) => {
      if (codeOf(error) === 'INVALID_HANDLE') return false;
      throw error;
    }),
  })),
  ...([
    ['get', 'artifacts.handles.illegal.get', 'path.basename as a guard against path traversal: `../a` is read as `a`'],
    ['stream', 'artifacts.handles.illegal.stream', 'path.basename around createReadStream, while get has a check of its own'],
    ['stream of a range', 'artifacts.handles.illegal.stream-of-a-range', 'HTTP servers of files, whose answer to a Range is code of its own'],
    ['metadata', 'artifacts.handles.illegal.metadata', 'metadata files found by path.basename, while the data is found by the handle'],
    ['delete', 'artifacts.handles.illegal.delete', 'path.basename before unlink: `../a` deletes `a`'],
    ['drilldown', 'artifacts.handles.illegal.drilldown', 'tools for agents that take a path of the model\'s, and look up its last part'],
    ['select', 'artifacts.handles.illegal.select', 'tools for agents that take a path of the model\'s, and look up its last part'],
  ] as const).map(([method, dies, source]) => pathTaking(method, dies, source)),
  inArtifacts({
    name: 'takes no name of more than 255 bytes', source: 'POSIX: NAME_MAX is 255 on ext4, APFS and NTFS; ENAMETOOLONG beyond it',
    dies: 'artifacts.handles.legal', message: /unexpected: BACKEND: ENAMETOOLONG/,
  }, (artifacts) => ({
    put: async (handle, content, options) => {
      if (typeof handle === 'string' && /^[!-~]{256,512}$/.test(handle)) throw new BackendError('ENAMETOOLONG: name too long');
      return await artifacts.put(handle, content, options);
    },
  })),
  broken({
    name: 'keeps one file for names that differ in case', source: 'file systems that fold case, as richfitz/storr#95 found on Windows and macOS',
    dies: 'artifacts.replace.others-untouched', message: /unexpected: CORRUPT/,
  }, () => new FoldsNames()),
  inArtifacts({
    name: 'decodes handles as if they came from a URL', source: 'decodeURIComponent in a router, and once more in the store: `%41` and `A` are one',
    dies: 'artifacts.handles.replaced-one-by-one', message: /INVALID_HANDLE|get after every handle was put twice/,
  }, (artifacts) => ({
    put: async (handle, content, options) => await artifacts.put(typeof handle === 'string' && /%\d\d/.test(handle) ? decodeURIComponent(handle) : handle, content, options),
  })),
  broken({
    name: 'does not list what looks like a hidden file', source: 'globs, which leave out names that begin with a dot unless told otherwise',
    dies: 'artifacts.handles.listed', message: /handles listed: expected/,
  }, () => new ListsPartly()),
  inArtifacts({
    name: 'deletes every file that begins with the handle and a dot', source: '`rm $handle.*` for data and metadata; Redis: keys deleted by the pattern `handle.*`',
    dies: 'artifacts.handles.deleted-one-by-one', message: /artifacts left after delete: lower case/,
  }, (artifacts) => ({
    delete: async (handle) => {
      await artifacts.delete(handle);
      for (const { handle: other } of await artifacts.listRefs({ prefix: `${handle}.` })) await artifacts.delete(other);
    },
  })),
];
