import { BackendError } from '../../../src/index.ts';
import { turns } from '../../../src/conformance/turns.ts';
import { type Disk, LastingBackend, LastingFiles } from '../../support/lasting-files.ts';
import { LASTING, lastingSubject } from '../../support/lasting-subject.ts';
import type { MapBackend } from '../../support/map-backend.ts';
import { type Death, type Mutant, wrappingStoresOf } from './mutant.ts';

class MissesLog extends LastingFiles {
  override snapshot(disk: Disk, destination: string, readOnly: boolean): void {
    super.snapshot(disk, destination, readOnly);
    const copy = this.create();
    for (const [key, index] of disk.data.records) {
      const twin = copy.index(...(JSON.parse(key) as Parameters<MapBackend['index']>));
      for (const record of index.entries().slice(0, -1)) twin.put(record, record.note);
    }
    this.disks.set(destination, { data: copy, writer: false, newerFormat: false });
  }
}

class Overwrites extends LastingFiles {
  override snapshot(disk: Disk, destination: string, readOnly: boolean): void {
    const there = this.disks.get(destination);
    this.disks.delete(destination);
    super.snapshot(disk, destination, readOnly);
    if (there !== undefined) there.data = this.disks.get(destination)?.data ?? there.data;
  }
}

class Links extends LastingFiles {
  override snapshot(disk: Disk, destination: string, readOnly: boolean): void {
    super.snapshot(disk, destination, readOnly);
    this.disks.set(destination, { data: disk.data, writer: false, newerFormat: false });
  }
}

class NeedsToWrite extends LastingFiles {
  override snapshot(disk: Disk, destination: string, readOnly: boolean): void {
    if (readOnly) throw new Error('attempt to write a readonly database');
    super.snapshot(disk, destination, readOnly);
  }
}

class NeedsAFile extends LastingFiles {
  override snapshot(disk: Disk, destination: string, readOnly: boolean): void {
    if (disk.data.scopes().length === 0) throw Object.assign(new Error('ENOENT: no such file or directory, copyfile'), { code: 'ENOENT' });
    super.snapshot(disk, destination, readOnly);
  }
}

class CopiesFilesOneByOne extends LastingFiles {
  override snapshot(disk: Disk, destination: string, readOnly: boolean): void {
    super.snapshot(disk, destination, readOnly);
    const copy = this.disks.get(destination);
    if (copy !== undefined) for (const index of copy.data.records.values()) index.head = index.summary.latest;
  }
}

class CopiesOneScope extends LastingFiles {
  override snapshot(disk: Disk, destination: string, readOnly: boolean): void {
    super.snapshot(disk, destination, readOnly);
    const whole = this.disks.get(destination)?.data;
    if (whole === undefined) return;
    const copy = new LastingBackend();
    const only = new LastingBackend();
    whole.copyTo(copy);
    for (const [key, index] of copy.records) if ((JSON.parse(key) as [string])[0] === 'default') only.records.set(key, index);
    for (const [scope, versions] of copy.artifacts) if (scope === 'default') only.artifacts.set(scope, versions);
    this.disks.set(destination, { data: only, writer: false, newerFormat: false });
  }
}

/** Mistakes with snapshots. */
export const SNAPSHOT_MUTANTS: readonly Mutant[] = [
  lasting({
    name: 'copies the file without what is still in its log',
    source: 'SQLite in WAL mode: a copy of the file alone misses the newest writes (praeclarum/sqlite-net#792)',
    dies: 'snapshot.same', message: /the export of the snapshot: expected/,
  }, new MissesLog()),
  lasting({
    name: 'writes a snapshot over what is there',
    source: 'fs.copyFile of Node.js, which overwrites unless it is told COPYFILE_EXCL',
    dies: 'snapshot.exists', message: /a snapshot to where one is: expected INVALID_ARGUMENT, but it succeeded/,
  }, new Overwrites()),
  lasting({
    name: 'links a snapshot instead of copying it',
    source: 'hard links as cheap copies: what is appended to the one is in the other',
    dies: 'snapshot.independent', message: /an append to the copy: expected 3, got 4/,
  }, new Links()),
  wrappingStoresOf(LASTING, {
    name: 'takes a snapshot once it gets round to it',
    source: 'backups in the background: what they hold is the state when they run, not when they were asked for',
    dies: 'snapshot.order', message: /events of the snapshot: expected/,
  }, (store) => ({
    snapshot: async (destination) => {
      await turns(1);
      await store.snapshot(destination);
    },
  })),
  lasting({
    name: 'copies the default scope only',
    source: 'a file or a database for each tenant, of which the backup knows one',
    dies: 'snapshot.view', message: /the export of a view's snapshot: expected/,
  }, new CopiesOneScope()),
  lasting({
    name: 'must write before it takes a snapshot',
    source: 'SQLite: PRAGMA wal_checkpoint before a copy, which a read-only connection cannot do',
    dies: 'snapshot.read-only', message: /a snapshot of a read-only store: expected to succeed, .*attempt to write a readonly database/,
  }, new NeedsToWrite()),
  lasting({
    name: 'has no file before the first write',
    source: 'SQLite: a database file is made with the first write; before it there is nothing to copy',
    dies: 'snapshot.empty', message: /a snapshot of an empty store: expected to succeed, .*ENOENT/,
  }, new NeedsAFile()),
  lasting({
    name: 'leaves the counters out of a snapshot',
    source: 'dumps of tables without their sequences, as a partial pg_dump has them',
    dies: 'snapshot.independent', message: /the next ledger offset of the copy: expected 3, got/,
  }, new CopiesFilesOneByOne()),
  wrappingStoresOf(LASTING, {
    name: 'makes a path of whatever it is given',
    source: '`${destination}` and String(destination), after which undefined is a file name',
    dies: 'snapshot.bad-destination', message: /the destination undefined: expected INVALID_ARGUMENT, but it succeeded/,
  }, (store) => ({ snapshot: async (destination) => await store.snapshot(typeof destination === 'string' ? destination : `${String(destination)} ${performance.now()}`) })),
  wrappingStoresOf(LASTING, {
    name: 'declares snapshots and does not take them',
    source: 'capability flags that run ahead of what is built',
    dies: 'snapshot.same', message: /a snapshot: expected to succeed, got "BACKEND" \(not implemented/,
  }, () => ({
    snapshot: async () => {
      throw new BackendError('not implemented');
    },
  })),
];

function lasting(death: Death, files: LastingFiles): Mutant {
  return { ...death, subject: lastingSubject(death.name, files) };
}
