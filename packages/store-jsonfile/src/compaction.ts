import { dirname } from 'node:path';
import type { Indexed } from '@cw/store-core/adapter';
import { removeQuietly, temporaryPath } from './file-steps.ts';
import type { Log } from './load-log.ts';
import { writeBatch } from './log-batch.ts';
import { LogFile } from './log-file.ts';
import type { Place } from './log-index.ts';
import { writeControl } from './log-line.ts';
import { readBodies } from './record-bodies.ts';
import type { StoreContext } from './store-context.ts';

/** Records that are copied at a time, and bytes after which fewer are. */
const STEP_RECORDS = 1000;
const STEP_BYTES = 4 * 1024 * 1024;

/**
 * Writes the records that are present to a new file and puts it in the place of the old one, in one step. A head that no
 * record tells comes last. Gives the new file; the old one is closed, and `log.index` knows the new places.
 * When it rejects, the old file is in its place and in use.
 */
export async function compact(context: StoreContext, { index, file }: Log & { readonly file: LogFile }): Promise<LogFile> {
  const { files } = context;
  const temporary = temporaryPath(dirname(file.path));
  const target = files.create(temporary);
  try {
    const { head, latest } = index.records.summary;
    const copy = new Copy(async (bytes, position) => await files.writeAsync(target, bytes, position));
    const places: Place[] = [];
    for (const step of stepsOf(index.records.entries())) {
      for (const place of await copy.add(readBodies(file, step).map(({ body }) => body))) places.push(place);
    }
    if (head !== latest) await copy.add([writeControl({ control: 'head', head })]);
    // Whatever the durability: what is replaced here was acknowledged long ago.
    await files.sync(target);
    const compacted = new LogFile(context, file.path, target, { placed: false });
    compacted.setEnd(copy.end);
    await files.rename(temporary, file.path);
    index.move(places);
    file.close();
    return compacted;
  } catch (error) {
    files.close(target);
    removeQuietly(files, temporary);
    throw error;
  }
}

/** Lines that are written one after the other, each a write of its own: the file as a whole is put in place or not. */
class Copy {
  readonly #write: (bytes: Buffer, position: number) => Promise<void>;
  end = { position: 0, lines: 0 };

  constructor(write: (bytes: Buffer, position: number) => Promise<void>) {
    this.#write = write;
  }

  /** Gives the places of the lines. */
  async add(bodies: readonly string[]): Promise<readonly Place[]> {
    const places: Place[] = [];
    const pieces: Buffer[] = [];
    let { position } = this.end;
    for (const body of bodies) {
      const batch = writeBatch([body], position);
      for (const place of batch.places) places.push(place);
      for (const piece of batch.pieces) {
        pieces.push(piece);
        position += piece.length;
      }
    }
    await this.#write(Buffer.concat(pieces), this.end.position);
    this.end = { position, lines: this.end.lines + bodies.length };
    return places;
  }
}

function* stepsOf(records: readonly Indexed<Place>[]): Generator<readonly Indexed<Place>[], void, undefined> {
  let step: Indexed<Place>[] = [];
  let bytes = 0;
  for (const record of records) {
    step.push(record);
    bytes += record.note.length;
    if (step.length < STEP_RECORDS && bytes < STEP_BYTES) continue;
    yield step;
    step = [];
    bytes = 0;
  }
  if (step.length > 0) yield step;
}
