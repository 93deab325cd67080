import type { Collection, ScanRange, Stored } from '../../../src/adapter.ts';
import { unseal } from '../../../src/adapter.ts';
import { ArtifactNotFoundError, type Finding, isStoreError, StoreBusyError } from '../../../src/index.ts';
import { MapBackend } from '../../support/map-backend.ts';
import { LastingBackend, LastingFiles } from '../../support/lasting-files.ts';
import { LASTING, lastingSubject } from '../../support/lasting-subject.ts';
import { broken, type Mutant, overriding, remembering, wrapping, wrappingStoresOf } from './mutant.ts';

class TakesGapsForDamage extends MapBackend {
  async *verify(): AsyncIterable<Finding> {
    for (const [key, index] of this.records) {
      const [scope, collection] = JSON.parse(key) as [string, Collection];
      const { count, latest } = index.summary;
      if (collection === 'ledger' && latest > count) yield { code: 'CORRUPT', where: this.where(scope, collection, latest), message: 'offsets are missing' };
    }
  }
}

class SkipsDamage extends LastingBackend {
  override get(scope: string, collection: Collection, id: string): Stored | undefined {
    const found = super.get(scope, collection, id);
    return found !== undefined && isWhole(found) ? found : undefined;
  }

  override scan(scope: string, collection: Collection, range: ScanRange): readonly Stored[] {
    return super.scan(scope, collection, range).filter(isWhole);
  }
}

class SkippingFiles extends LastingFiles {
  override create(): LastingBackend {
    return new SkipsDamage();
  }
}

/** Mistakes with damage, and with the check for it. */
export const VERIFY_MUTANTS: readonly Mutant[] = [
  broken({
    name: 'takes what a reset left open for damage',
    source: 'checks that count rows against the greatest key: gaps are taken for lost rows',
    dies: 'verify.clean', message: /findings after replacing, deleting and a reset: expected \[\], got \[\{ code: "CORRUPT"/,
  }, () => new TakesGapsForDamage()),
  wrapping({
    name: 'does not look whether artifacts are there',
    source: 'checks of each file by itself, as PRAGMA integrity_check, which does not look at foreign keys',
    dies: 'verify.dangling', message: /the artifact that never was: expected .*DANGLING_ARTIFACT.*, got \[\]/,
  }, (store) => ({ verify: () => without(store.verify(), 'DANGLING_ARTIFACT') })),
  remembering({
    name: 'holds its lock until the check has ended',
    source: 'generators that release what they hold after the loop, not in a finally: whoever breaks off never comes there',
    dies: 'verify.broken-off', message: /STORE_BUSY: a check is under way/,
  }, () => {
    let checking = false;
    return (store) => ({
      verify: () => whole(store.verify(), (busy) => {
        checking = busy;
      }),
      events: overriding(store.events, {
        append: async (item, options) => {
          if (checking) throw new StoreBusyError('a check is under way');
          return await store.events.append(item, options);
        },
      }),
    });
  }),
  wrappingStoresOf(LASTING, {
    name: 'is silent about damaged artifacts',
    source: 'checks of the metadata alone: `exists` for every file, and its size at best',
    dies: 'verify.damage.artifact-bytes', message: /verify finds the damage to large: \[\]/,
  }, (store) => ({ verify: () => without(store.verify(), 'CORRUPT') })),
  wrappingStoresOf(LASTING, {
    name: 'takes an artifact whose bytes are gone for one that never was',
    source: 'cacache: a key whose content is missing reads as ENOENT, as if it had never been put',
    dies: 'verify.damage.artifact-lost', message: /get of the damaged large: expected CORRUPT, got "ARTIFACT_NOT_FOUND"/,
  }, ({ artifacts }) => ({
    artifacts: overriding(artifacts, {
      get: async (handle) => await artifacts.get(handle).catch((error: unknown) => {
        throw isStoreError(error) && error.code === 'CORRUPT' ? new ArtifactNotFoundError(`no content for ${handle}`, { cause: error }) : error;
      }),
    }),
  })),
  {
    name: 'skips lines that it cannot read',
    source: 'NeDB: up to a tenth of the lines of a file, `corruptAlertThreshold`, may be unreadable, and are left out',
    dies: 'verify.damage.event', message: /get of a damaged event: expected CORRUPT, got "ITEM_NOT_FOUND"/,
    subject: lastingSubject('skips lines that it cannot read', new SkippingFiles()),
  },
];

function isWhole({ body }: Stored): boolean {
  try {
    unseal(body, () => '');
    return true;
  } catch {
    return false;
  }
}

async function* without(findings: AsyncIterable<Finding>, code: string): AsyncGenerator<Finding> {
  for await (const finding of findings) if (finding.code !== code) yield finding;
}

async function* whole(findings: AsyncIterable<Finding>, busy: (busy: boolean) => void): AsyncGenerator<Finding> {
  busy(true);
  yield* findings;
  busy(false);
}
