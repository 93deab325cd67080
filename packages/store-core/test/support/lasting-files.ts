import type { Damage } from '../../src/conformance/index.ts';
import { type Capabilities, InvalidArgumentError, SchemaVersionError, StoreLockedError } from '../../src/index.ts';
import { damageBackend } from './damage-backend.ts';
import { MapBackend } from './map-backend.ts';

export const LASTING_CAPABILITIES: Capabilities = { durability: 'process', writers: 'handle', snapshot: true };

/** A backend whose data outlives `close`, as long as this process runs: for the cases about reopening, damage and snapshots. */
export class LastingBackend extends MapBackend {
  override readonly capabilities: Capabilities = LASTING_CAPABILITIES;
  onClose: () => void = () => undefined;
  onSnapshot: (destination: string) => void = () => undefined;

  override close(): void {
    this.onClose();
  }

  snapshot(destination: string): void {
    this.onSnapshot(destination);
  }

  /** Makes another backend hold what this one holds. */
  copyTo<T extends MapBackend>(copy: T): T {
    for (const [key, index] of this.records) {
      const twin = copy.index(...(JSON.parse(key) as Parameters<MapBackend['index']>));
      for (const record of index.entries()) twin.put(record, record.note);
      twin.head = index.head;
    }
    for (const [scope, versions] of this.artifacts) copy.artifacts.set(scope, new Map(versions));
    return copy;
  }
}

/** What is behind a path: the data, and who holds it. */
export interface Disk {
  data: LastingBackend;
  writer: boolean;
  newerFormat: boolean;
}

/** A pretended file system, to be broken on purpose. */
export class LastingFiles {
  readonly disks: Map<string, Disk> = new Map();

  create(): LastingBackend {
    return new LastingBackend();
  }

  open(path: string, readOnly: boolean): LastingBackend {
    const known = this.disks.get(path);
    const disk = known ?? { data: this.create(), writer: false, newerFormat: false };
    this.disks.set(path, disk);
    this.checkFormat(path, disk, readOnly);
    if (!readOnly) this.lock(path, disk);
    if (known !== undefined) disk.data = this.reopened(disk.data);
    disk.data.onClose = () => this.close(disk);
    disk.data.onSnapshot = (destination) => this.snapshot(disk, destination, readOnly);
    return disk.data;
  }

  checkFormat(path: string, disk: Disk, _readOnly: boolean): void {
    if (disk.newerFormat) throw new SchemaVersionError(`${path} was written by a newer version`);
  }

  lock(path: string, disk: Disk): void {
    if (disk.writer) throw new StoreLockedError(`${path} is held by process ${process.pid}`, process.pid);
    disk.writer = true;
  }

  close(disk: Disk): void {
    disk.writer = false;
  }

  /** What is found of data when it is opened once more. */
  reopened(data: LastingBackend): LastingBackend {
    return data;
  }

  snapshot(disk: Disk, destination: string, _readOnly: boolean): void {
    if (this.disks.has(destination)) throw new InvalidArgumentError(`${destination} exists already`, { details: { argument: 'destination' } });
    this.disks.set(destination, { data: disk.data.copyTo(this.create()), writer: false, newerFormat: false });
  }

  damage(path: string, harm: Damage): void {
    const disk = this.disks.get(path);
    if (disk === undefined) return;
    if (harm.kind === 'newer-format') disk.newerFormat = true;
    else damageBackend(disk.data, harm);
  }

  remove(path: string): void {
    this.disks.delete(path);
  }
}
