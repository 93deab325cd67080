import { join } from 'node:path';
import { temporaryPath } from './file-steps.ts';
import { encodeName } from './names.ts';

/** The kinds of file that an artifact may have. */
export type ArtifactSuffix = '.data' | '.json' | '.pending';

/** Where the files of the artifacts of one scope are. */
export class ArtifactPaths {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  data(handle: string): string {
    return this.#path(handle, '.data');
  }

  /** The file that makes an artifact exist. */
  metadata(handle: string): string {
    return this.#path(handle, '.json');
  }

  /** The file that commits a replacement, until the other two have been put in place. */
  pending(handle: string): string {
    return this.#path(handle, '.pending');
  }

  /** Where an artifact is, for people: the file that makes it exist, and the handle if the name of that does not say it. */
  where(handle: string): string {
    const path = this.metadata(handle);
    return encodeName(handle) === handle ? path : `${path} (${JSON.stringify(handle)})`;
  }

  temporary(): string {
    return temporaryPath(this.folder);
  }

  #path(handle: string, suffix: ArtifactSuffix): string {
    return join(this.folder, encodeName(handle) + suffix);
  }
}
