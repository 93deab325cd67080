import type { SharedBackend } from '../../../support/shared-backend.ts';
import { BytesFirst, MetadataFirst, MovesChunkByChunk, RegistersFirst, RemovesBytesFirst, TakesLeftovers } from './artifact-backends.ts';
import { BehindBackend, type Change } from './behind-backend.ts';
import { CopiesInPlace, CreatesInSteps, FearsLeftovers, FillsTable, LeavesLock, RemovesJournalFirst } from './open-backends.ts';
import { ClearsAll, DeletesBeforeInsert, ForgetsHead, ForgetsIds, HalvesBatches, ListsOldScopes, RemovesOneByOne, TearsRecords, WritesInPlace } from './record-backends.ts';
import type { Role } from './window-backend.ts';

type Create = (folder: string, role: Role) => SharedBackend;

/** The backends that break when a process is killed, by name, so that a process of its own can make them too. */
const BACKENDS: Readonly<Record<string, Create>> = {
  'appends-late': behind(({ what, collection, count }) => what === 'append' && collection === 'events' && count === 1),
  'groups-late': behind(({ what, collection, count }) => what === 'append' && collection === 'events' && count > 1),
  'scopes-late': behind(({ scope }) => scope !== 'default'),
  'episodes-deleted-late': behind(({ what, collection }) => what === 'remove' && collection === 'episodes'),
  'artifacts-deleted-late': behind(({ what }) => what === 'removeArtifact'),
  'halves-batches': (folder, role) => new HalvesBatches(folder, role),
  'tears-records': (folder, role) => new TearsRecords(folder, role),
  'clears-all': (folder, role) => new ClearsAll(folder, role),
  'forgets-ids': (folder) => new ForgetsIds(folder),
  'removes-one-by-one': (folder, role) => new RemovesOneByOne(folder, role),
  'forgets-head': (folder, role) => new ForgetsHead(folder, role),
  'deletes-before-insert': (folder, role) => new DeletesBeforeInsert(folder, role),
  'writes-in-place': (folder, role) => new WritesInPlace(folder, role),
  'lists-old-scopes': (folder) => new ListsOldScopes(folder),
  'metadata-first': (folder, role) => new MetadataFirst(folder, role),
  'bytes-first': (folder, role) => new BytesFirst(folder, role),
  'registers-first': (folder, role) => new RegistersFirst(folder, role),
  'moves-chunk-by-chunk': (folder, role) => new MovesChunkByChunk(folder, role),
  'removes-bytes-first': (folder, role) => new RemovesBytesFirst(folder, role),
  'takes-leftovers': (folder, role) => new TakesLeftovers(folder, role),
  'creates-in-steps': (folder, role) => new CreatesInSteps(folder, role),
  'leaves-lock': (folder, role) => new LeavesLock(folder, role),
  'fills-table': (folder) => new FillsTable(folder),
  'fears-leftovers': (folder, role) => new FearsLeftovers(folder, role),
  'removes-journal-first': (folder, role) => new RemovesJournalFirst(folder, role),
  'copies-in-place': (folder, role) => new CopiesInPlace(folder, role),
};

/** @throws RangeError for a name that no backend has */
export function createCrashBackend(name: string, folder: string, role: Role): SharedBackend {
  const create = BACKENDS[name];
  if (create === undefined) throw new RangeError(`no backend is called ${name}`);
  return create(folder, role);
}

function behind(isLate: (change: Change) => boolean): Create {
  return (folder) => new BehindBackend(folder, isLate);
}
