import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { corrupt } from './errors.ts';
import type { LogPlace } from './log-scanner.ts';
import type { StoreContext } from './store-context.ts';
import { UntilWait } from './until-wait.ts';

/** Bytes before the end of the file that are remembered: a seal and what is in front of it, so no two writes end alike. */
const ENDING_BYTES = 48;

const SCRATCH_BYTES = 64 * 1024;

export const LINE_END: Uint8Array = Buffer.from('\n');

/** An open log: bytes are read anywhere, and written at its end. What lies behind that end was never acknowledged. */
export class LogFile {
  readonly path: string;
  readonly #context: StoreContext;
  #file: number;
  readonly #identity: string;
  #end: LogPlace = { position: 0, lines: 0 };
  #sum = 0;
  #ending: Buffer = Buffer.alloc(0);
  /** Whether the last write has its line end. */
  #ended = true;
  /** Whether the file's name in its folder is known to be on the device. */
  #placed: boolean;
  /** Whether a write failed, so that the file may hold more than it should. */
  #failed = false;
  readonly #inPlace = new UntilWait();
  readonly #scratch: Buffer = Buffer.allocUnsafe(SCRATCH_BYTES);
  /** A place whose line has been counted already: whoever asks for one line after the other makes one pass. */
  #counted = { position: 0, line: 1 };

  constructor(context: StoreContext, path: string, file: number, { placed }: { readonly placed: boolean }) {
    this.#context = context;
    this.path = path;
    this.#file = file;
    this.#identity = context.files.identity(file);
    this.#placed = placed;
  }

  get file(): number {
    return this.#file;
  }

  get end(): LogPlace {
    return this.#end;
  }

  /**
   * The CRC-32 of all bytes up to the end, as they were read when they were checked, or written: not as they may be by now. Of a writer's
   * log only.
   */
  get sum(): number {
    return this.#sum;
  }

  /** Says where the last complete write ends, as a scan has found out. A reader may have found one that has no line end yet. */
  setEnd(end: LogPlace, { ended = true, sum = 0 }: { readonly ended?: boolean; readonly sum?: number } = {}): void {
    // First: if it cannot be read, the end is where it was, and what stands behind that is read when it is asked for again.
    const ending = Buffer.from(this.read(Math.max(0, end.position - ENDING_BYTES), Math.min(end.position, ENDING_BYTES)));
    this.#end = end;
    this.#ended = ended;
    this.#sum = sum;
    this.#ending = ending;
  }

  /** Whether the last write has its line end by now; the end is behind it then. @throws CorruptStoreError if something else is there */
  findLineEnd(): boolean {
    if (this.#ended) return true;
    const { position, lines } = this.#end;
    const count = this.#context.files.read(this.#file, this.#scratch.subarray(0, 1), position);
    // Zero: a power failure took it.
    if (count === 0 || this.#scratch[0] === 0) return false;
    if (this.#scratch[0] !== LINE_END[0]) throw corrupt(`${this.path}:${lines}`, 'the line end is damaged');
    this.setEnd({ position: position + 1, lines });
    return true;
  }

  /** Bytes of complete writes; they stay valid until the next call. @throws CorruptStoreError if they are not there. */
  read(position: number, length: number): Buffer {
    if (length > this.#scratch.length) return this.#fill(Buffer.allocUnsafe(length), position);
    return this.#fill(this.#scratch.subarray(0, length), position);
  }

  /** Appends the pieces of one write of so many lines; as durable as the store when it resolves. When it rejects, the file ends where it did. */
  async append(pieces: readonly Buffer[], lines: number): Promise<void> {
    const { files, durable } = this.#context;
    if (this.#failed) await this.#repair();
    let { position } = this.#end;
    const last = pieces.at(-1) ?? Buffer.alloc(0);
    try {
      for (const piece of pieces) {
        // Its very last byte, a line feed, says that what is in front of it is on the device.
        const now = durable && piece === last ? piece.subarray(0, -1) : piece;
        files.write(this.#file, now, position);
        position += now.length;
      }
      if (durable) {
        await files.sync(this.#file, position - this.#end.position);
        await this.place();
      }
      this.#requireInPlace();
      if (durable) {
        files.write(this.#file, LINE_END, position);
        position += 1;
      }
    } catch (error) {
      this.#failed = true;
      this.#cutQuietly();
      throw error;
    }
    this.#end = { position, lines: this.#end.lines + lines };
    this.#sum = pieces.reduce((sum, piece) => crc32(piece, sum), this.#sum);
    this.#ending = Buffer.from(last.subarray(Math.max(0, last.length - ENDING_BYTES)));
  }

  #requireInPlace(): void {
    if (this.#inPlace.known) return;
    if (!this.isInPlace()) throw corrupt(this.path, 'is no longer the file that was opened');
    this.#inPlace.found();
  }

  /** Whether its name still leads to it. */
  isInPlace(): boolean {
    return this.#context.files.identityAt(this.path) === this.#identity;
  }

  /** Makes the file's name durable, unless it is. */
  async place(): Promise<void> {
    if (this.#placed) return;
    await this.#context.files.syncFolder(dirname(this.path));
    this.#placed = true;
  }

  /**
   * For a reader: what another process has done. `grown`: there is something behind the end. `replaced`: it is another file,
   * or one whose end has been taken back.
   */
  change(): 'none' | 'grown' | 'replaced' {
    const { files } = this.#context;
    if (!this.isInPlace()) return 'replaced';
    const known = this.#ending.length;
    const found = this.#scratch.subarray(0, files.read(this.#file, this.#scratch.subarray(0, known + 1), this.#end.position - known));
    if (!found.subarray(0, known).equals(this.#ending)) return 'replaced';
    return found.length > known ? 'grown' : 'none';
  }

  /** In which line a byte stands, from 1. */
  lineAt(position: number): number {
    if (position < this.#counted.position) this.#counted = { position: 0, line: 1 };
    let { position: start, line } = this.#counted;
    while (start < position) {
      const count = this.#context.files.read(this.#file, this.#scratch.subarray(0, position - start), start);
      if (count === 0) break;
      const piece = this.#scratch.subarray(0, count);
      for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) line += 1;
      start += count;
    }
    this.#counted = { position: start, line };
    return line;
  }

  close(): void {
    this.#context.files.close(this.#file);
  }

  /** After another file has taken its place. Nothing depends on it. */
  async closeReplaced(): Promise<void> {
    try {
      await this.#context.files.closeLarge(this.#file);
    } catch {
      // See above.
    }
  }

  #fill(target: Buffer, position: number): Buffer {
    const count = this.#context.files.read(this.#file, target, position);
    if (count === target.length) return target;
    throw corrupt(this.path, `ends at byte ${position + count}, in the middle of a record`);
  }

  /** Of no consequence if it fails: nothing is appended before `repair` has succeeded. */
  #cutQuietly(): void {
    try {
      this.#context.files.truncate(this.#file, this.#end.position);
    } catch {
      // See above.
    }
  }

  /**
   * After a failed write. The system may have dropped what it could not write, and calls the next sync of the same opening
   * a success; so the file is opened anew, must end with the last acknowledged write, and is cut off behind it.
   */
  async #repair(): Promise<void> {
    const { files, durable } = this.#context;
    const file = files.open(this.path, 'write');
    if (file === undefined || files.identity(file) !== this.#identity) {
      if (file !== undefined) files.close(file);
      throw corrupt(this.path, 'is no longer the file that was opened');
    }
    files.close(this.#file);
    this.#file = file;
    const { position } = this.#end;
    const known = this.#ending.length;
    if (!this.read(position - known, known).equals(this.#ending)) throw corrupt(this.path, 'no longer ends with what was written last');
    files.truncate(file, position);
    if (durable) await files.sync(file);
    this.#failed = false;
  }
}
