import type { ArtifactContent, ArtifactRef, ArtifactStore, ByteRange, ListRefsOptions, PutOptions } from '../contract/artifact-store.ts';
import type { CustomSelection, CustomSelector, Selection, Selector } from '../contract/selector.ts';
import type { StoredArtifact } from '../backend/backend.ts';
import { attempt } from '../engine/attempt.ts';
import { Breather } from '../engine/breather.ts';
import type { Session } from '../engine/session.ts';
import { ArtifactConflictError, ArtifactNotFoundError, SelectorError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { type ArtifactRecord, readArtifactRef } from '../records/artifact-ref.ts';
import { isStoppedAtLimit } from '../selectors/index.ts';
import { checkHandle } from '../values/handles.ts';
import { applySelector } from './apply-selector.ts';
import { readArtifactBody } from './artifact-body.ts';
import { ArtifactVersion, openInOrder, openVersion } from './artifact-version.ts';
import { letCollectorKeepUp } from './collector.ts';
import { type Content, readContent } from './content.ts';
import { type CheckedPutOptions, checkPutOptions } from './put-options.ts';
import { type CheckedRange, checkByteRange, checkListRange } from './range-options.ts';
import { commitStaged, stage } from './staging.ts';
import { trackSteps } from '../engine/track-steps.ts';

/** How often a read begins again because another process has replaced the artifact, before it gives up. */
const ATTEMPTS = 10;

/** Up to this size, an artifact is read in the read's own place among the calls: what is written after it waits for so many bytes at most. */
const IN_ORDER_BYTES = 1_048_576;

/** The artifacts of one view. */
export class CoreArtifactStore implements ArtifactStore {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async put(handle: string, content: ArtifactContent, options?: PutOptions): Promise<ArtifactRef> {
    this.#session.writing();
    const key = checkHandle(handle);
    const source = readContent(content);
    const checked = checkPutOptions(options, source.mediaType);
    return await this.#session.track(this.#put(key, source, checked));
  }

  async get(handle: string): Promise<Uint8Array> {
    this.#session.reading();
    const key = checkHandle(handle);
    return await this.#session.track(this.#reading(key, IN_ORDER_BYTES, contentOf));
  }

  stream(handle: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    const checked = attempt(() => ({ handle: checkHandle(handle), ...checkByteRange(range) }));
    return trackSteps(this.#session, this.#stream(checked));
  }

  async ref(handle: string): Promise<ArtifactRef> {
    this.#session.reading();
    const key = checkHandle(handle);
    const record = await this.#record(key);
    return record === undefined ? this.#missing(key) : readArtifactRef(record);
  }

  async metadata(handle: string): Promise<ArtifactRef> {
    return await this.ref(handle);
  }

  async exists(handle: string): Promise<boolean> {
    this.#session.reading();
    return (await this.#record(checkHandle(handle))) !== undefined;
  }

  async delete(handle: string): Promise<void> {
    this.#session.writing();
    const key = checkHandle(handle);
    const removed = await this.#session.write(() => this.#session.backend.removeArtifact(this.#session.scope, key));
    if (!removed) this.#missing(key);
  }

  async listRefs(options?: ListRefsOptions): Promise<ArtifactRef[]> {
    this.#session.reading();
    const range = checkListRange(options);
    const found = await this.#session.read(() => this.#session.backend.listArtifacts(this.#session.scope, range));
    return await this.#session.track(this.#decode(found));
  }

  async #decode(found: readonly StoredArtifact[]): Promise<ArtifactRef[]> {
    const breather = new Breather();
    const refs: ArtifactRef[] = [];
    for (const { handle, body } of found) {
      refs.push(readArtifactRef(readArtifactBody(this.#session, handle, body)));
      const pause = breather.pause();
      if (pause !== null) await pause;
    }
    return refs;
  }

  async drilldown(handle: string, selector: Selector | CustomSelector): Promise<string> {
    const selection = await this.#select(handle, selector);
    if (!isStoppedAtLimit(selection)) return selection.text;
    throw new SelectorError(`${selector.type}: the text exceeds ${LIMITS.selectionBytes} bytes of UTF-8; use select, which says how to go on`, {
      details: { type: selector.type, limit: LIMITS.selectionBytes },
    });
  }

  select(handle: string, selector: Selector): Promise<Selection>;
  select(handle: string, selector: Selector | CustomSelector): Promise<CustomSelection>;
  async select(handle: string, selector: Selector | CustomSelector): Promise<CustomSelection> {
    return await this.#select(handle, selector);
  }

  async #select(handle: string, selector: Selector | CustomSelector): Promise<CustomSelection> {
    this.#session.reading();
    const key = checkHandle(handle);
    const parsed = this.#session.connection.selectors(selector);
    // A selector of the user's own may call this very store, and wait for it.
    const inOrder = parsed.builtIn ? IN_ORDER_BYTES : -1;
    return await this.#session.track(this.#reading(key, inOrder, async (version) => await applySelector(parsed, version)));
  }

  async #put(handle: string, source: Content, options: CheckedPutOptions): Promise<ArtifactRef> {
    const { backend, connection, scope } = this.#session;
    const staging = stage(backend, connection.adapter, scope, source.pieces);
    // A stream may read from this very store, so nothing called meanwhile waits for it; what is all there has its place at once.
    if (!source.complete) await staging;
    // Whoever waits for the commit learns of a failure; until it is its turn nobody is listening.
    staging.catch(() => undefined);
    return await this.#session.write(async () => {
      return await commitStaged(handle, options, await staging, (current) => this.#requireMatch(handle, options, current));
    });
  }

  #requireMatch(handle: string, { ifAbsent, ifMatch }: CheckedPutOptions, current: string | undefined): void {
    if (!ifAbsent && ifMatch === undefined) return;
    const actual = current === undefined ? null : readArtifactBody(this.#session, handle, current).contentHash;
    if (ifAbsent ? actual === null : actual === ifMatch) return;
    const there = actual === null ? 'there is none' : `the one there has the contentHash ${actual}`;
    const asked = ifAbsent ? 'no artifact was to be there' : `one with the contentHash ${String(ifMatch)} was to be there`;
    throw new ArtifactConflictError(`${this.#name(handle)}: ${asked}, but ${there}`, { details: { handle, contentHash: actual } });
  }

  async #record(handle: string): Promise<ArtifactRecord | undefined> {
    const body = await this.#session.read(() => this.#session.backend.getArtifact(this.#session.scope, handle));
    return body === undefined ? undefined : readArtifactBody(this.#session, handle, body);
  }

  /**
   * Reads from one version, and begins again with the next where another process has taken it away: an artifact of up to `inOrder` bytes in the
   * read's place among the calls of the connection, a larger one beside them, but then only as long as no later call has written.
   */
  async #reading<T>(handle: string, inOrder: number, read: (version: ArtifactVersion) => Promise<T>): Promise<T> {
    const { order } = this.#session.connection;
    const writes = order.writes;
    for (let attempts = 0; attempts < ATTEMPTS && order.writes === writes; attempts += 1) {
      const begun = await this.#session.read(() => this.#begin(handle, inOrder, read));
      const done = begun instanceof ArtifactVersion ? await attemptOn(begun, read) : begun;
      if (done !== undefined) return done.value;
    }
    return this.#replaced(handle);
  }

  /** What was read of a small artifact, unless others replaced it all the time, or a large one that is open for reading. */
  async #begin<T>(handle: string, inOrder: number, read: (version: ArtifactVersion) => Promise<T>): Promise<ArtifactVersion | Read<T> | undefined> {
    for (let attempts = 0; attempts < ATTEMPTS; attempts += 1) {
      const version = (await openInOrder(this.#session, handle, inOrder)) ?? this.#missing(handle);
      if (!version.inOrder) return version;
      const done = await attemptOn(version, read);
      if (done !== undefined) return done;
    }
    return undefined;
  }

  async *#stream(checked: () => CheckedRange & { readonly handle: string }): AsyncGenerator<Uint8Array, void, undefined> {
    this.#session.reading();
    const { handle, start, end } = checked();
    const { order } = this.#session.connection;
    const writes = order.writes;
    for (let attempts = 0; attempts < ATTEMPTS && order.writes === writes; attempts += 1) {
      const version = (await openVersion(this.#session, handle)) ?? this.#missing(handle);
      try {
        for await (const piece of version.bytes(start, end)) {
          // From here on there is no beginning again: the next version's bytes are others.
          attempts = ATTEMPTS;
          letCollectorKeepUp();
          yield piece;
          this.#session.reading();
        }
        return;
      } catch (error) {
        if (!version.superseded) throw error;
      } finally {
        await version.close();
      }
    }
    this.#replaced(handle);
  }

  #missing(handle: string): never {
    throw new ArtifactNotFoundError(`${this.#name(handle)}: there is no such artifact`, { details: { handle } });
  }

  #replaced(handle: string): never {
    throw new ArtifactConflictError(`${this.#name(handle)}: another process replaced it while it was being read; read it again`, { details: { handle } });
  }

  #name(handle: string): string {
    return `scope ${JSON.stringify(this.#session.scope)}: artifact ${JSON.stringify(handle)}`;
  }
}

interface Read<T> {
  readonly value: T;
}

/** Reads from a version, and closes it. Undefined: another process has taken it away. */
async function attemptOn<T>(version: ArtifactVersion, read: (version: ArtifactVersion) => Promise<T>): Promise<Read<T> | undefined> {
  try {
    return { value: await read(version) };
  } catch (error) {
    if (!version.superseded) throw error;
    return undefined;
  } finally {
    await version.close();
  }
}

async function contentOf(version: ArtifactVersion): Promise<Uint8Array> {
  const content = new Uint8Array(version.record.sizeBytes);
  let length = 0;
  for await (const piece of version.everything()) {
    content.set(piece, length);
    length += piece.length;
  }
  return content;
}
