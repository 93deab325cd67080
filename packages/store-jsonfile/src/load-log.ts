import type { Collection } from '@cw/store-core/adapter';
import { corrupt } from './errors.ts';
import type { Files } from './files.ts';
import { LINE_END, LogFile } from './log-file.ts';
import { LogIndex } from './log-index.ts';
import { LogScanner, type LogVisitor, type Tail } from './log-scanner.ts';
import type { StoreContext } from './store-context.ts';

const READ_BYTES = 1024 * 1024;

/** A log and its index; no file: there is nothing in it yet. */
export interface Log {
  readonly index: LogIndex;
  readonly file: LogFile | null;
}

type OpenLog = Log & { readonly file: LogFile };

/**
 * Reads a log from its beginning and checks every line. A writer removes what a crash has left behind the last complete write, and ends one of which
 * only the line end is missing; a reader leaves all alone, as it may be a write under way.
 * @throws CorruptStoreError naming the first damaged line
 */
export async function loadLog(context: StoreContext, collection: Collection, path: string): Promise<Log> {
  const { files, readOnly } = context;
  const index = new LogIndex(collection);
  const opened = files.open(path, readOnly ? 'read' : 'write');
  if (opened === undefined) return { index, file: null };
  const file = new LogFile(context, path, opened, { placed: false });
  try {
    const tail = await followLog(context, { index, file });
    if (!readOnly) await recover(context, { index, file }, tail);
    return { index, file };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Takes in what stands behind the end of a log, and moves the end there. For a reader that is also a write without its line end. */
export async function followLog({ files, readOnly }: StoreContext, { index, file }: OpenLog): Promise<Tail> {
  if (!file.findLineEnd()) return { kind: 'unfinished' };
  const visitor = intoIndex(index, file.path);
  const scanner = new LogScanner(visitor, file.end);
  try {
    for await (const piece of readPieces(files, file.file, file.end.position)) scanner.feed(piece);
  } finally {
    file.setEnd(scanner.end);
  }
  const tail = scanner.finish();
  if (readOnly && tail.kind === 'unended') {
    visitor.batch(tail.lines);
    file.setEnd({ position: tail.end, lines: file.end.lines + tail.lines.length }, { ended: false });
  }
  return tail;
}

/** The bytes of a file from `position` on, piece by piece; a piece is valid until the next one is asked for. */
export async function* readPieces(files: Files, file: number, position: number): AsyncGenerator<Buffer, void, undefined> {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  for (let at = position; ; at += buffer.length) {
    const count = await files.readAsync(file, buffer, at);
    yield buffer.subarray(0, count);
    if (count < buffer.length) return;
  }
}

async function recover(context: StoreContext, log: OpenLog, tail: Tail): Promise<void> {
  const { files, durable } = context;
  const { file } = log;
  if (tail.kind !== 'clean') {
    files.truncate(file.file, tail.kind === 'unended' ? tail.end : file.end.position);
    // Whatever the durability: it may have been another one when the log was written.
    await files.sync(file.file);
  }
  if (tail.kind === 'unended') {
    // All of the write is there, and it may even have been acknowledged: it gets its end, now that the rest is on the device.
    files.write(file.file, LINE_END, tail.end);
    await followLog(context, log);
  }
  if (!durable) return;
  // Records of a writer that was killed before it could sync count from now on: whoever appends one again is told that it is there.
  await files.sync(file.file);
  await file.place();
}

function intoIndex(index: LogIndex, path: string): LogVisitor {
  return {
    batch: (lines) => index.apply(lines, path),
    damaged: (number, problem) => {
      throw corrupt(`${path}:${number}`, problem);
    },
  };
}
