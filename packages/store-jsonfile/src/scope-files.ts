import type { Collection } from '@cw/store-core/adapter';
import { Artifacts } from './artifacts.ts';
import { Records } from './records.ts';
import { ScopeFolder } from './scope-folder.ts';
import type { StoreContext } from './store-context.ts';

/** What one scope holds. */
export class ScopeFiles {
  readonly records: Readonly<Record<Collection, Records>>;
  readonly artifacts: Artifacts;

  constructor(context: StoreContext, scope: string) {
    const folder = new ScopeFolder(context, scope);
    this.records = {
      events: new Records(context, folder, 'events'),
      ledger: new Records(context, folder, 'ledger'),
      episodes: new Records(context, folder, 'episodes'),
      facts: new Records(context, folder, 'facts'),
    };
    this.artifacts = new Artifacts(context, folder);
  }

  close(): void {
    for (const records of Object.values(this.records)) records.close();
  }
}
