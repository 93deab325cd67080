import type { Store } from '../contract/store.ts';
import { sessionOf } from '../engine/internals.ts';
import { holdsData } from '../engine/scopes.ts';
import { Session } from '../engine/session.ts';
import { BackendError, InvalidArgumentError, InvalidValueError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import { checkIdentifier } from '../values/strings.ts';
import { compareCodePoints } from '../values/unicode.ts';
import { EXPORT_FORMAT, EXPORT_VERSION } from './export-line.ts';
import { ScopeImport } from './import-scope.ts';
import { badLine, lineMembers, LineReader } from './line-reader.ts';
import { checkOnProgress, type TransferOptions, type TransferProgress } from './progress.ts';

/**
 * Writes an export into a store, each of whose scopes that the export names must be empty: every offset, hash and head comes out as it was.
 * `lines` gives one line at a time, with or without its line feed, as `exportStore` or `node:readline` do. Every line is checked as
 * if its record were appended. An import that fails takes back what it had written. Gives what was imported.
 * @throws InvalidArgumentError, before anything is written, if a scope holds data; InvalidValueError naming the line (`line 7`) for a line
 *   that is damaged, missing or out of order; ReadOnlyStoreError.
 */
export async function importStore(
  store: Store,
  lines: AsyncIterable<string> | Iterable<string>,
  options?: TransferOptions,
): Promise<TransferProgress> {
  const session = sessionOf(store, 'store');
  session.writing();
  const onProgress = checkOnProgress(options);
  const reader = new LineReader(checkLines(lines));
  return await session.track(new StoreImport(session, reader, onProgress).run());
}

class StoreImport {
  readonly #session: Session;
  readonly #reader: LineReader;
  readonly #onProgress: (progress: TransferProgress) => void;
  readonly #begun: ScopeImport[] = [];
  #progress: TransferProgress = { scope: '', lines: 0, records: 0, artifacts: 0, bytes: 0 };

  constructor(session: Session, reader: LineReader, onProgress: (progress: TransferProgress) => void) {
    this.#session = session;
    this.#reader = reader;
    this.#onProgress = onProgress;
  }

  async run(): Promise<TransferProgress> {
    try {
      const scopes = await this.#readHeader();
      for (const scope of scopes) await this.#requireEmpty(scope);
      for (const scope of scopes) await this.#importScope(scope);
      await this.#readEnd();
      return { ...this.#progress, lines: this.#reader.taken };
    } catch (error) {
      // As a `for await` that is left by an error: what the source says to that is of no interest beside it.
      await this.#reader.stop().catch(() => undefined);
      await this.#takeBack(error);
      throw error;
    }
  }

  async #readHeader(): Promise<readonly string[]> {
    const line = await this.#reader.take();
    const { number } = line;
    const { format, version } = line.members;
    if (line.type !== 'header' || format !== EXPORT_FORMAT) throw badLine(number, `is not the header of an export, an object with "format":"${EXPORT_FORMAT}"`);
    if (version !== EXPORT_VERSION) throw badLine(number, `the export has version ${describe(version)}, this one reads version ${EXPORT_VERSION}`);
    const { scopes } = lineMembers(line, 'format', 'version', 'scopes');
    if (!Array.isArray(scopes)) throw badLine(number, 'scopes: must be an array');
    const names = Array.from(scopes, (scope: unknown) => checkScope(number, scope));
    const misplaced = names.find((scope, index) => index > 0 && compareCodePoints(names[index - 1] ?? '', scope) >= 0);
    if (misplaced !== undefined) throw badLine(number, `scopes: ${describe(misplaced)} is out of order, or stands there twice`);
    return names;
  }

  async #requireEmpty(scope: string): Promise<void> {
    if (!(await this.#session.read(async () => await holdsData(this.#session, scope)))) return;
    throw new InvalidArgumentError(`the scope ${JSON.stringify(scope)} holds data already; import into an empty store`, { details: { argument: 'store', scope } });
  }

  async #importScope(scope: string): Promise<void> {
    const line = await this.#reader.take();
    if (line.type !== 'scope' || lineMembers(line, 'scope')['scope'] !== scope) throw badLine(line.number, `must begin the scope ${JSON.stringify(scope)}`);
    this.#progress = { ...this.#progress, scope };
    const imported = new ScopeImport(new Session(this.#session.connection, scope), this.#reader, {
      records: (count) => this.#report({ records: this.#progress.records + count }),
      artifact: (bytes) => this.#report({ artifacts: this.#progress.artifacts + 1, bytes: this.#progress.bytes + bytes }),
    });
    this.#begun.push(imported);
    await imported.run();
  }

  async #readEnd(): Promise<void> {
    const line = await this.#reader.take();
    const { number } = line;
    if (line.type !== 'end') throw badLine(number, `a line of type ${describe(line.type)} is out of place here`);
    const { lines } = lineMembers(line, 'lines');
    if (lines !== number - 1) throw badLine(number, `says that ${describe(lines)} lines stand before it; they are ${number - 1}`);
    await this.#reader.expectEnd();
  }

  #report(change: Partial<TransferProgress>): void {
    this.#progress = { ...this.#progress, ...change, lines: this.#reader.taken };
    this.#onProgress(this.#progress);
  }

  async #takeBack(cause: unknown): Promise<void> {
    try {
      for (const imported of this.#begun) await imported.takeBack();
    } catch (error) {
      const reason = error instanceof Error ? error.message : describe(error);
      throw new BackendError(`the import failed, and what it had written could not be taken back (${reason}); throw this store away`, { cause });
    }
  }
}

function checkScope(line: number, scope: unknown): string {
  try {
    return checkIdentifier(scope, 'scope');
  } catch (cause) {
    if (cause instanceof InvalidValueError) throw badLine(line, cause.message, cause);
    throw cause;
  }
}

function checkLines(lines: unknown): AsyncIterable<unknown> | Iterable<unknown> {
  if (isIterable(lines)) return lines;
  throw new InvalidArgumentError(`lines: must be an iterable of strings, one line each, not ${describe(lines)}`, { details: { argument: 'lines' } });
}

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}
