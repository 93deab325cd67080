import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { removeQuietly, temporaryPath } from './file-steps.ts';
import { IndexCopy } from './index-copy.ts';
import { writeBatch } from './log-batch.ts';
import { LogFile } from './log-file.ts';
import type { LogIndex } from './log-index.ts';
import { writeControl } from './log-line.ts';
import { readBodies } from './record-bodies.ts';
import type { StoreContext } from './store-context.ts';
import type { Place } from './table/record-table.ts';

/** Records that are copied at a time, and bytes after which fewer are. */
const STEP_RECORDS = 1000;
const STEP_BYTES = 4 * 1024 * 1024;

/**
 * Writes the records that are present to a new file and puts it in the place of the old one, in one step. A head that no
 * record tells comes last. Gives the index of the new file; the old one is left to be closed.
 * When it rejects, the old file is in its place and in use.
 */
export async function compact(context: StoreContext, index: LogIndex, file: LogFile): Promise<LogIndex> {
  const { files } = context;
  const temporary = temporaryPath(dirname(file.path));
  const target = files.create(temporary);
  try {
    const { head, latest } = index.summary;
    const copy = new Copy(async (bytes, position) => await files.writeAsync(target, bytes, position));
    const moved = new IndexCopy(index);
    for (const step of stepsOf(index)) {
      const places = await copy.add(readBodies(file, step.map((record) => index.table.place(record))).map(({ body }) => body));
      places.forEach((place, at) => moved.take(step[at] ?? 0, place));
    }
    if (head !== latest) await copy.add([writeControl({ control: 'head', head })]);
    // Whatever the durability: what is replaced here was acknowledged long ago.
    await files.sync(target);
    const compacted = new LogFile(context, file.path, target, { placed: false });
    compacted.setEnd(copy.end, { sum: copy.sum });
    await files.rename(temporary, file.path);
    moved.index.file = compacted;
    return moved.index;
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
  /** The CRC-32 of all of it. */
  sum = 0;

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
    const bytes = Buffer.concat(pieces);
    await this.#write(bytes, this.end.position);
    this.sum = crc32(bytes, this.sum);
    this.end = { position, lines: this.end.lines + bodies.length };
    return places;
  }
}

function* stepsOf(index: LogIndex): Generator<readonly number[], void, undefined> {
  let step: number[] = [];
  let bytes = 0;
  for (const record of index.records()) {
    step.push(record);
    bytes += index.table.lengths.get(record);
    if (step.length < STEP_RECORDS && bytes < STEP_BYTES) continue;
    yield step;
    step = [];
    bytes = 0;
  }
  if (step.length > 0) yield step;
}
