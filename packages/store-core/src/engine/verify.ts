import { allHandles } from '../artifacts/all-handles.ts';
import { whereArtifact } from '../artifacts/artifact-body.ts';
import { openVersion } from '../artifacts/artifact-version.ts';
import type { Stored, Summary } from '../backend/backend.ts';
import { COLLECTION_NAMES, COLLECTIONS, type Collection } from '../backend/collections.ts';
import { unseal } from '../backend/sealed-body.ts';
import type { Finding } from '../contract/store.ts';
import { isStoreError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { compareCodePoints } from '../values/unicode.ts';
import { recordsInOrder } from './in-order.ts';
import { PAGE_CHARS, PAGE_RECORDS } from './page.ts';
import { Session } from './session.ts';
import { wrapError } from './wrap-error.ts';

type Findings = AsyncGenerator<Finding, void, undefined>;

/** Reads everything in every scope and tells what is not as it was written; then lets the backend check its own storage. */
export async function* verifyStore(session: Session): Findings {
  // Both may come upon the same damage: each place is told once.
  const told = new Set<string>();
  try {
    for await (const finding of verifyAll(session)) {
      const place = `${finding.code} ${finding.where}`;
      if (!told.has(place)) yield finding;
      told.add(place);
    }
  } catch (error) {
    // The backend's own check runs outside of `read`.
    throw wrapError(session.connection.adapter, error);
  }
}

async function* verifyAll(session: Session): Findings {
  session.reading();
  const scopes = await readable(() => session.read(() => session.backend.scopes()));
  if ('code' in scopes) yield scopes;
  else for (const scope of scopes.toSorted(compareCodePoints)) yield* verifyScope(session, scope);
  const own = session.backend.verify?.();
  if (own !== undefined) yield* whileOpen(session, own);
}

async function* verifyScope(session: Session, scope: string): Findings {
  const view = new Session(session.connection, scope);
  for (const collection of COLLECTION_NAMES) yield* whileOpen(session, verifyCollection(view, collection));
  yield* whileOpen(session, verifyArtifacts(view));
}

/** The same findings, until the store is closed. */
async function* whileOpen(session: Session, findings: AsyncIterable<Finding>): Findings {
  session.reading();
  for await (const finding of findings) {
    yield finding;
    session.reading();
  }
}

async function* verifyCollection(view: Session, collection: Collection): Findings {
  const { backend, scope } = view;
  const before = await readable(() => view.read(() => backend.summary(scope, collection)));
  if ('code' in before) {
    yield before;
    return;
  }
  let count = 0;
  let latest = 0;
  for (;;) {
    const page = await readable(() => view.read(() => checkPage(view, collection, latest)));
    if ('code' in page) {
      yield page;
      return;
    }
    yield* page.findings;
    if (page.count === 0) break;
    count += page.count;
    latest = page.latest;
  }
  const after = await view.read(() => backend.summary(scope, collection));
  // Unequal summaries tell of another process that is writing: then a count says nothing.
  if (!sameSummary(before, after) || (after.count === count && after.latest === latest)) return;
  const message = `there are ${count} records up to offset ${latest}, but the summary says ${after.count} up to ${after.latest}`;
  yield { code: 'CORRUPT', where: `scope ${JSON.stringify(scope)}, ${collection}`, message };
}

interface CheckedPage {
  readonly findings: readonly Finding[];
  readonly count: number;
  readonly latest: number;
}

async function checkPage(view: Session, collection: Collection, after: number): Promise<CheckedPage> {
  const range = { term: null, after, before: LIMITS.count, reverse: false, limit: PAGE_RECORDS, chars: PAGE_CHARS };
  const page = recordsInOrder(await view.backend.scan(view.scope, collection, range), range, (offset) => view.backend.where(view.scope, collection, offset));
  const findings: Finding[] = [];
  let latest = after;
  for (const stored of page) {
    const expected = latest + 1;
    latest = stored.offset;
    const found = await readable(() => checkRecord(view, collection, stored));
    if (found !== null) findings.push(found);
    if (collection === 'events' && stored.offset !== expected) {
      const message = `the offsets from ${expected} to ${stored.offset - 1} are missing`;
      findings.push({ code: 'CORRUPT', where: view.backend.where(view.scope, collection, stored.offset), message });
    }
  }
  return { findings, count: page.length, latest };
}

/** What is wrong with a record; null: nothing. @throws CorruptStoreError if it cannot be read. */
async function checkRecord(view: Session, collection: Collection, { offset, body }: Stored): Promise<Finding | null> {
  const { backend, scope } = view;
  // Only for a finding: to tell the line of a file takes reading it.
  const where = (): string => backend.where(scope, collection, offset);
  const members = unseal(body, where);
  const id = members[COLLECTIONS[collection].id];
  if (members['offset'] !== offset || typeof id !== 'string') {
    return { code: 'CORRUPT', where: where(), message: 'another record stands where this one is looked for' };
  }
  const byId = await backend.get(scope, collection, id);
  if (byId?.offset !== offset && (await isThere(view, collection, offset))) {
    return { code: 'CORRUPT', where: where(), message: `the id ${JSON.stringify(id)} does not lead to this record` };
  }
  const handle = collection === 'events' ? handleOf(members['artifactRef']) : null;
  if (handle !== null && (await backend.getArtifact(scope, handle)) === undefined) {
    const message = `the event ${JSON.stringify(id)} refers to the artifact ${JSON.stringify(handle)}, which does not exist`;
    return { code: 'DANGLING_ARTIFACT', where: where(), message };
  }
  return null;
}

/** Whether a record is there still: another process may have removed or replaced it since its page was read. */
async function isThere({ backend, scope }: Session, collection: Collection, offset: number): Promise<boolean> {
  const only = { term: null, after: offset - 1, before: offset + 1, reverse: false, limit: 1, chars: 1 };
  return (await backend.scan(scope, collection, only)).length > 0;
}

function handleOf(artifactRef: unknown): string | null {
  if (typeof artifactRef !== 'object' || artifactRef === null || !('handle' in artifactRef)) return null;
  return typeof artifactRef.handle === 'string' ? artifactRef.handle : null;
}

async function* verifyArtifacts(view: Session): Findings {
  try {
    for await (const handle of allHandles(view)) {
      const found = await readable(() => checkArtifact(view, handle));
      if (found !== null) yield found;
    }
  } catch (error) {
    yield asFinding(error);
  }
}

async function checkArtifact(view: Session, handle: string): Promise<Finding | null> {
  const version = await openVersion(view, handle);
  if (version === undefined) {
    const body = await view.read(() => view.backend.getArtifact(view.scope, handle));
    return body === undefined ? null : { code: 'CORRUPT', where: whereArtifact(view, handle), message: 'there is metadata, but no bytes' };
  }
  try {
    for await (const _piece of version.everything());
    return null;
  } catch (error) {
    // Another process replaced it: the version that was read is no longer of the store.
    if (version.superseded) return null;
    throw error;
  } finally {
    await version.close();
  }
}

function sameSummary(a: Summary, b: Summary): boolean {
  return a.head === b.head && a.latest === b.latest && a.count === b.count;
}

/** The outcome of a check, or what it found to be damaged. */
async function readable<T>(check: () => Promise<T>): Promise<T | Finding> {
  try {
    return await check();
  } catch (error) {
    return asFinding(error);
  }
}

/** Damage is what is looked for; any other error means that it could not be looked for. */
function asFinding(error: unknown): Finding {
  if (!isStoreError(error) || error.code !== 'CORRUPT') throw error;
  const { where } = error.details;
  return { code: error.code, where: typeof where === 'string' ? where : '', message: error.message };
}
