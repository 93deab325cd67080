import { checkFlag, openWith } from '../../src/adapter.ts';
import type { ConformanceSubject, Damage, OpenEnv, Place } from '../../src/conformance/index.ts';
import { type Capabilities, InvalidArgumentError, SchemaVersionError, type Store, StoreLockedError } from '../../src/index.ts';
import { damageBackend } from './damage-backend.ts';
import { MapBackend } from './map-backend.ts';

interface LastingOptions {
  readonly readOnly: boolean;
}

/** What is behind a path: the data, and who holds it. */
interface Disk {
  data: LastingBackend;
  writer: boolean;
  newerFormat: boolean;
}

/** A pretended file system, by path. */
const disks = new Map<string, Disk>();
let places = 0;

const CAPABILITIES: Capabilities = { durability: 'process', writers: 'handle', snapshot: true };

/** A backend whose data outlives `close`, as long as this process runs: for the cases about reopening, damage and snapshots. */
class LastingBackend extends MapBackend {
  override readonly capabilities: Capabilities = CAPABILITIES;
  onClose: () => void = () => undefined;

  override close(): void {
    this.onClose();
  }

  snapshot(destination: string): void {
    if (disks.has(destination)) throw new InvalidArgumentError(`${destination} exists already`);
    disks.set(destination, { data: this.copy(), writer: false, newerFormat: false });
  }

  copy(): LastingBackend {
    const copy = new LastingBackend();
    for (const [key, index] of this.records) {
      const [scope, collection] = JSON.parse(key) as Parameters<MapBackend['index']>;
      const twin = copy.index(scope, collection);
      for (const record of index.entries()) twin.put(record, record.note);
      twin.head = index.head;
    }
    for (const [scope, versions] of this.artifacts) copy.artifacts.set(scope, new Map(versions));
    return copy;
  }
}

async function openLasting(path: string, env: OpenEnv): Promise<Store> {
  const options = { readOnly: checkFlag };
  return await openWith<LastingOptions>({ name: 'lasting', options, readOnly: ({ readOnly }) => readOnly, open: ({ readOnly }) => hold(path, readOnly) }, { ...env });
}

function hold(path: string, readOnly: boolean): LastingBackend {
  const disk = disks.get(path) ?? { data: new LastingBackend(), writer: false, newerFormat: false };
  disks.set(path, disk);
  if (disk.newerFormat) throw new SchemaVersionError(`${path} was written by a newer version`);
  if (readOnly) return disk.data;
  if (disk.writer) throw new StoreLockedError(`${path} is held by process ${process.pid}`, process.pid);
  disk.writer = true;
  disk.data.onClose = () => {
    disk.writer = false;
  };
  return disk.data;
}

function damage(path: string, harm: Damage): void {
  const disk = disks.get(path);
  if (disk === undefined) return;
  if (harm.kind === 'newer-format') disk.newerFormat = true;
  else damageBackend(disk.data, harm);
}

async function place(): Promise<Place> {
  places += 1;
  const path = `/place-${places}`;
  const copy = `${path}-copy`;
  return {
    open: async (env) => await openLasting(path, env),
    snapshot: { destination: copy, open: async (env) => await openLasting(copy, env) },
    damage: async (harm) => damage(path, harm),
    destroy: async () => {
      disks.delete(path);
      disks.delete(copy);
    },
  };
}

/** An honest adapter with everything that a place can offer but processes. */
export const LASTING: ConformanceSubject = { name: 'lasting', capabilities: CAPABILITIES, readOnly: true, place };
