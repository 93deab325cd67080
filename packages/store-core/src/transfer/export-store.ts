import { allHandles } from '../artifacts/all-handles.ts';
import { openVersion, SupersededError } from '../artifacts/artifact-version.ts';
import type { Collection } from '../backend/collections.ts';
import type { Store } from '../contract/store.ts';
import { attempt } from '../engine/attempt.ts';
import { namesInOrder } from '../engine/in-order.ts';
import { sessionOf } from '../engine/internals.ts';
import { PAGE_RECORDS } from '../engine/page.ts';
import { QueryWalk } from '../engine/record-query.ts';
import { RecordReader } from '../engine/record-reader.ts';
import { scopesWithData } from '../engine/scopes.ts';
import { Session } from '../engine/session.ts';
import { trackSteps } from '../engine/track-steps.ts';
import { ArtifactConflictError } from '../errors.ts';
import { readArtifactRef } from '../records/artifact-ref.ts';
import { readItem } from '../records/context-item.ts';
import { readEpisode } from '../records/episode.ts';
import { readFact } from '../records/fact.ts';
import { readLedgerEvent } from '../records/ledger-event.ts';
import { toBase64 } from './base64.ts';
import { bytesLine, EXPORT_FORMAT, EXPORT_VERSION, exportLine, RECORD_LINES } from './export-line.ts';

type Lines = AsyncGenerator<string, void, undefined>;

/**
 * The whole store, every scope of it, as canonical JSON Lines: the same content gives the same bytes on every adapter. Each string is one line
 * with its line feed; memory does not grow with the store. What is written while the export is under way may or may not be in it; to
 * export one moment, close the writers or export a snapshot.
 * @throws CorruptStoreError, StoreClosedError, at a step; ArtifactConflictError if another process replaces an artifact while its bytes are read.
 */
export function exportStore(store: Store): AsyncIterable<string> {
  const session = attempt(() => sessionOf(store, 'store'));
  return exportSteps(session);
}

async function* exportSteps(checked: () => Session): Lines {
  const session = checked();
  for await (const line of trackSteps(session, exportLines(session))) {
    yield line;
    session.reading();
  }
}

async function* exportLines(session: Session): Lines {
  session.reading();
  const scopes = await scopesWithData(session);
  let count = 1;
  yield exportLine({ type: 'header', format: EXPORT_FORMAT, version: EXPORT_VERSION, scopes });
  for (const scope of scopes) {
    for await (const line of exportScope(new Session(session.connection, scope))) {
      count += 1;
      yield line;
    }
  }
  yield exportLine({ type: 'end', lines: count });
}

async function* exportScope(view: Session): Lines {
  yield exportLine({ type: 'scope', scope: view.scope });
  yield* exportInOrder(view, 'events', readItem);
  yield* exportInOrder(view, 'ledger', readLedgerEvent);
  const { head } = await view.read(() => view.backend.summary(view.scope, 'ledger'));
  if (head > 0) yield exportLine({ type: 'ledger_head', head });
  for await (const handle of allHandles(view)) yield* exportArtifact(view, handle);
  yield* exportInOrder(view, 'episodes', readEpisode);
  yield* exportFacts(view);
}

async function* exportInOrder<T>(view: Session, collection: Collection, decode: (members: T) => T): Lines {
  const reader = new RecordReader(view, collection, decode);
  const walk = new QueryWalk(reader, { conditions: [], accepts: null, after: 0, reverse: false, limit: Number.POSITIVE_INFINITY });
  for (;;) {
    const page = await view.read(() => walk.next());
    if (page === null) return;
    for (const record of page) yield exportLine({ type: RECORD_LINES[collection], record });
  }
}

/** By factId: the offsets of facts are not part of the contract, and those of a store that replaced many differ from those of its copy. */
async function* exportFacts(view: Session): Lines {
  const reader = new RecordReader(view, 'facts', readFact);
  let after: string | null = null;
  for (;;) {
    const range = { prefix: '', after, limit: PAGE_RECORDS };
    const page: readonly string[] = await view.read(() => view.backend.values(view.scope, 'facts', 'id', range));
    const ids: readonly string[] = namesInOrder(page, after, (id) => id, (id) => `scope ${JSON.stringify(view.scope)}, fact ${JSON.stringify(id)}`);
    if (ids.length === 0) return;
    for (const id of ids) {
      const record = await view.read(() => reader.get(id));
      if (record !== undefined) yield exportLine({ type: RECORD_LINES.facts, record });
      after = id;
    }
  }
}

async function* exportArtifact(view: Session, handle: string): Lines {
  const version = await openVersion(view, handle);
  if (version === undefined) return;
  try {
    yield exportLine({ type: 'artifact', ref: readArtifactRef(version.record) });
    for await (const piece of version.everything()) yield bytesLine(toBase64(piece));
  } catch (cause) {
    if (!(cause instanceof SupersededError)) throw cause;
    const message = `scope ${JSON.stringify(view.scope)}: another process replaced the artifact ${JSON.stringify(handle)} while it was exported; export again`;
    throw new ArtifactConflictError(message, { cause, details: { handle } });
  } finally {
    await version.close();
  }
}
