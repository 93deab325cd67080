import { crc32 } from 'node:zlib';
import { Breather, type Collection } from '@cw/store-core/adapter';
import { corrupt } from './errors.ts';
import { removeQuietly } from './file-steps.ts';
import { FoundLines } from './found-lines.ts';
import { indexPath, readIndex } from './index-file.ts';
import { LINE_END, LogFile } from './log-file.ts';
import { LogIndex } from './log-index.ts';
import { readPieces } from './log-pieces.ts';
import { LogScanner, type Tail } from './log-scanner.ts';
import type { StoreContext } from './store-context.ts';

/** A log that has been loaded, and what of it was not parsed, as its index file tells about it. */
export interface LoadedLog {
  readonly index: LogIndex;
  readonly indexed: number;
}

/**
 * Opens a log: checks every byte of what its index file covers, and parses and checks every line behind that; all of them where there is no
 * such file that fits. A writer removes what a crash has left behind the last complete write, and ends one of which
 * only the line end is missing; a reader leaves all alone, as it may be a write under way.
 * @throws CorruptStoreError naming the first damaged line
 */
export async function loadLog(context: StoreContext, collection: Collection, path: string): Promise<LoadedLog> {
  const { files, readOnly } = context;
  const opened = files.open(path, readOnly ? 'read' : 'write');
  if (opened === undefined) return { index: new LogIndex(collection), indexed: 0 };
  const file = new LogFile(context, path, opened, { placed: false });
  try {
    const index = (await indexOf(context, collection, file)) ?? new LogIndex(collection);
    index.file = file;
    const indexed = file.end.position;
    const tail = await followLog(context, index, file);
    if (!readOnly) await recover(context, index, file, tail);
    return { index, indexed };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Takes in what stands behind the end of a log, and moves the end there. For a reader that is also a write without its line end. */
export async function followLog({ files, readOnly }: StoreContext, index: LogIndex, file: LogFile): Promise<Tail> {
  if (!file.findLineEnd()) return { kind: 'unfinished' };
  const found = new FoundLines();
  const scanner = new LogScanner(found, file.end);
  const breather = new Breather();
  let { position } = file.end;
  // Of all that was read, and of that up to the end of the last complete write.
  let read = file.sum;
  let sum = read;
  try {
    for await (const piece of readPieces(files, file.file, position)) {
      scanner.feed(piece);
      const complete = Math.max(scanner.end.position - position, 0);
      if (complete > 0) {
        sum = crc32(piece.subarray(0, complete), read);
        read = crc32(piece.subarray(complete), sum);
      } else {
        read = crc32(piece, read);
      }
      position += piece.length;
      await takeIn(found, index, file.path, breather);
    }
  } finally {
    file.setEnd(scanner.end, { sum });
  }
  const tail = scanner.finish();
  if (readOnly && tail.kind === 'unended') found.batch(tail.lines);
  await takeIn(found, index, file.path, breather);
  if (readOnly && tail.kind === 'unended') {
    file.setEnd({ position: tail.end, lines: file.end.lines + tail.lines.length }, { ended: false });
  }
  return tail;
}

async function takeIn(found: FoundLines, index: LogIndex, path: string, breather: Breather): Promise<void> {
  for (const lines of found.take()) {
    if ('problem' in lines) throw corrupt(`${path}:${lines.number}`, lines.problem);
    index.apply(lines, path);
    await breather.breathe();
  }
}

/**
 * What a writer has put by; null if there is nothing that fits. What cannot be read is as good as not there, as the log has it all; a writer
 * clears it away.
 */
async function indexOf({ files, readOnly }: StoreContext, collection: Collection, file: LogFile): Promise<LogIndex | null> {
  const path = indexPath(file.path);
  try {
    if (files.kind(path) === undefined) return null;
    const index = await readIndex(files, collection, file);
    if (index !== null) return index;
  } catch {
    // See above.
  }
  if (!readOnly) removeQuietly(files, path);
  return null;
}

async function recover(context: StoreContext, index: LogIndex, file: LogFile, tail: Tail): Promise<void> {
  const { files, durable } = context;
  if (tail.kind !== 'clean') {
    files.truncate(file.file, tail.kind === 'unended' ? tail.end : file.end.position);
    // Whatever the durability: it may have been another one when the log was written.
    await files.sync(file.file);
  }
  if (tail.kind === 'unended') {
    // All of the write is there, and it may even have been acknowledged: it gets its end, now that the rest is on the device.
    files.write(file.file, LINE_END, tail.end);
    await followLog(context, index, file);
  }
  if (!durable) return;
  // Records of a writer that was killed before it could sync count from now on: whoever appends one again is told that it is there.
  await files.sync(file.file);
  await file.place();
}
