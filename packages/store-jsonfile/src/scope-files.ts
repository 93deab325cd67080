import type { Finding } from '@cw/store-core';
import type { Collection } from '@cw/store-core/adapter';
import { Artifacts } from './artifacts.ts';
import { damaged } from './findings.ts';
import { Records } from './records.ts';
import { ScopeFolder } from './scope-folder.ts';
import type { StoreContext } from './store-context.ts';

/** What one scope holds. */
export class ScopeFiles {
  readonly records: Readonly<Record<Collection, Records>>;
  readonly artifacts: Artifacts;

  readonly #folder: ScopeFolder;

  constructor(context: StoreContext, scope: string) {
    const folder = new ScopeFolder(context, scope);
    this.#folder = folder;
    this.records = {
      events: new Records(context, folder, 'events'),
      ledger: new Records(context, folder, 'ledger'),
      episodes: new Records(context, folder, 'episodes'),
      facts: new Records(context, folder, 'facts'),
    };
    this.artifacts = new Artifacts(context, folder);
  }

  /** What has been taken away under it. */
  *findings(): Generator<Finding, void, undefined> {
    for (const part of [this.#folder, ...Object.values(this.records)]) {
      if (part.isLost()) yield damaged(part.path, 'is no longer what was opened: somebody has removed or replaced it');
    }
  }

  async close(): Promise<void> {
    for (const records of Object.values(this.records)) await records.close();
  }
}
