import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CorruptStoreError, InvalidArgumentError, SchemaVersionError, StoreBusyError, StoreLockedError } from '../../../../src/index.ts';
import { dump, load } from '../../../support/dumped-backend.ts';
import type { MapBackend } from '../../../support/map-backend.ts';
import { SharedBackend } from '../../../support/shared-backend.ts';
import { type Role, WindowBackend } from './window-backend.ts';

/** Creates the file that marks a store before it writes what is in it; and takes an empty one for no store. */
export class CreatesInSteps extends WindowBackend {
  constructor(folder: string, role: Role) {
    super(folder, role);
    const mark = join(folder, 'format');
    if (!existsSync(mark)) {
      writeFileSync(mark, '');
      this.window();
      writeFileSync(mark, 'format 1');
    }
    if (readFileSync(mark, 'utf8') !== 'format 1') throw new SchemaVersionError(`${mark} is not that of a store`);
  }
}

/** How often this process has opened a store. */
let opened = 0;

/** Holds a lock file while it opens a store that was there, and leaves it to the user to remove one that is left. */
export class LeavesLock extends WindowBackend {
  constructor(folder: string, role: Role) {
    super(folder, role);
    const lock = join(folder, 'opening.lock');
    if (existsSync(lock)) throw new StoreLockedError(`${folder} is being opened by another process; if there is none, remove ${lock}`, null);
    opened += 1;
    if (opened < 2) return;
    writeFileSync(lock, '');
    this.window();
    rmSync(lock);
  }
}

/** Gives each process a place in a table, and does not notice that a process is gone. */
export class FillsTable extends SharedBackend {
  readonly #place: string;

  constructor(folder: string) {
    super(folder);
    const place = [1, 2, 3].map((number) => join(folder, `process-${number}`)).find(takes);
    if (place === undefined) throw new StoreBusyError(`${folder}: the table of processes is full`);
    this.#place = place;
  }

  override close(): void {
    rmSync(this.#place, { force: true });
    super.close();
  }
}

function takes(place: string): boolean {
  if (existsSync(place)) return false;
  closeSync(openSync(place, 'wx'));
  return true;
}

/** Takes what another process was about to write for damage. */
export class FearsLeftovers extends WindowBackend {
  #writes = 0;

  constructor(folder: string, role: Role) {
    super(folder, role);
    const left = readdirSync(folder).find((name) => name.endsWith('.tmp'));
    if (left !== undefined) throw new CorruptStoreError(`${join(folder, left)} was not expected here`);
  }

  override publish(version: number, text: string): boolean {
    const temporary = join(this.folder, `${version}.tmp`);
    writeFileSync(temporary, text);
    this.#writes += 1;
    if (this.#writes === 3) this.window();
    rmSync(temporary);
    return super.publish(version, text);
  }
}

/** Writes to a journal, which goes into the store when it is closed, or opened after a crash: by then, the journal has been removed. */
export class RemovesJournalFirst extends WindowBackend {
  readonly #journal: string;

  constructor(folder: string, role: Role) {
    super(folder, role);
    this.#journal = join(folder, 'journal');
    const written = this.#read();
    if (written === undefined) return;
    rmSync(this.#journal);
    this.window();
    this.publish(this.newest() + 1, written);
  }

  override data(): MapBackend {
    const written = this.#read();
    return written === undefined ? super.data() : load(written);
  }

  override change<T>(run: (data: MapBackend) => T): T {
    const data = load(dump(this.data()));
    const result = run(data);
    writeFileSync(`${this.#journal}.new`, dump(data));
    renameSync(`${this.#journal}.new`, this.#journal);
    return result;
  }

  override close(): void {
    const written = this.#read();
    if (written !== undefined) {
      this.publish(this.newest() + 1, written);
      rmSync(this.#journal, { force: true });
    }
    super.close();
  }

  #read(): string | undefined {
    return existsSync(this.#journal) ? readFileSync(this.#journal, 'utf8') : undefined;
  }
}

/** Copies a store to where its snapshot is looked for, piece by piece. */
export class CopiesInPlace extends WindowBackend {
  override snapshot(destination: string): void {
    if (existsSync(destination)) throw new InvalidArgumentError(`${destination} exists already`);
    mkdirSync(destination);
    const half = load(dump(this.data()));
    half.artifacts.clear();
    writeFileSync(join(destination, '1.json'), dump(half));
    this.window();
    writeFileSync(join(destination, '1.json'), dump(this.data()));
  }
}
