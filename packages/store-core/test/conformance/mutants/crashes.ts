import { sharedSubject } from '../../support/shared-subject.ts';
import { createCrashBackend } from './crashes/backends.ts';
import type { Death, Mutant } from './mutant.ts';

const MODULE = new URL('./crashes/open-crash-mutant.ts', import.meta.url).href;

function mutant(backend: string, death: Death): Mutant {
  const subject = sharedSubject(death.name, (folder) => createCrashBackend(backend, folder, 'witness'), MODULE);
  const place: typeof subject.place = async () => {
    const made = await subject.place();
    return { ...made, child: { module: MODULE, params: { ...made.child?.params, backend } } };
  };
  return { timeoutMs: 30_000, ...death, subject: { ...subject, place } };
}

/** Adapters that lose or mix up something when a process is killed. */
export const CRASH_MUTANTS: readonly Mutant[] = [
  mutant('appends-late', {
    name: 'acknowledges an append before it is stored',
    source: 'MongoDB with write concern w: 0, write-behind caches: the answer comes before the write',
    dies: 'crash.events.appends', message: /killed .*: append-\d+ in scope "default": acknowledged was "as written", found nothing/,
  }),
  mutant('tears-records', {
    name: 'takes the beginning of a record at the end of a log for a record',
    source: 'samyama-ai/samyama-graph#1335, kraison/vivace-graph#207: a record that a crash cut off makes all of the log unreadable',
    dies: 'crash.events.appends', message: /what is there must be readable, but CORRUPT/,
  }),
  mutant('fears-leftovers', {
    name: 'takes what a killed process was about to write for damage',
    source: 'RocksDB kTolerateCorruptedTailRecords before facebook/rocksdb#3037: what a crash leaves at the end of a log fails the next open',
    dies: 'crash.artifacts.first-put', message: /the store must open, but CORRUPT: .*was not expected here/,
  }),
  mutant('halves-batches', {
    name: 'writes a batch in two halves',
    source: 'slatedb/slatedb#762, dgraph-io/badger#2024: a batch that was being written when the process ended is there in part',
    dies: 'crash.events.batches', message: /batch-\d+ in scope "default": acknowledged was nothing, under way was "\d+ events", found "\d+ events"/,
  }),
  mutant('groups-late', {
    name: 'acknowledges a group of appends with the first that is stored',
    source: 'PostgreSQL with synchronous_commit = off: a group of commits is acknowledged, and flushed together later',
    dies: 'crash.events.concurrent', message: /concurrent-\d+ in scope "default": acknowledged was "as written", found nothing/,
  }),
  mutant('forgets-ids', {
    name: 'keeps the ids that make appends idempotent in memory until it is closed',
    source: 'Basekick-Labs/arc#229: what is replayed after a crash is written once more, as nothing remembers that it was',
    dies: 'crash.ledger.replay', message: /event \d+, which was there, appended again: expected at \.(?:offset|appended)/,
  }),
  mutant('removes-one-by-one', {
    name: 'resets a ledger event by event',
    source: 'keyv\'s Redis adapter: clear() of a namespace looks for keys and deletes them in turn, in no transaction',
    dies: 'crash.ledger.reset', message: /acknowledged was "\d+ events", under way was nothing, found "\d+ events"/,
  }),
  mutant('forgets-head', {
    name: 'finds the last offset again by looking for the greatest one',
    source: 'MySQL InnoDB before 8.0: AUTO_INCREMENT was max(id) + 1 after a restart; Log2n-io/Typhon#712 begins at 1 after a recovery',
    dies: 'crash.ledger.reset', message: /the next ledger event got offset \d+, and \d+ was used before/,
  }),
  mutant('metadata-first', {
    name: 'replaces the metadata of an artifact before its bytes',
    source: 'content and index in two files without a common commit: the index names content that was never moved into its place',
    dies: 'crash.artifacts.replace', message: /found "the metadata of number \d+ with (?:other bytes|bytes that cannot be read)/,
  }),
  mutant('bytes-first', {
    name: 'replaces the bytes of an artifact before its metadata',
    source: 'a file and a database row beside it: the upload overwrites the file, and the row follows',
    dies: 'crash.artifacts.replace', message: /found "the metadata of number \d+ with (?:other bytes|bytes that cannot be read)/,
  }),
  mutant('registers-first', {
    name: 'lists a new artifact before its bytes have come',
    source: 'restic/restic#686: a snapshot is in the list although the data that it refers to was never transferred',
    dies: 'crash.artifacts.first-put', message: /first-\d+ in scope "default": acknowledged was nothing, under way was "number \d+", found "the metadata/,
  }),
  mutant('artifacts-deleted-late', {
    name: 'brings back an artifact whose delete was acknowledged',
    source: 'basho/bitcask#82, scylladb/scylladb#4082: what was deleted is there again when the files are read after a restart',
    dies: 'crash.artifacts.delete', message: /deleted-\d+ in scope "default": acknowledged was nothing, found "number/,
  }),
  mutant('removes-bytes-first', {
    name: 'removes the bytes of an artifact before its metadata',
    source: 'a file and a database row beside it: the file is deleted, and the row follows',
    dies: 'crash.artifacts.delete', message: /deleted-\d+ in scope "default": acknowledged was "number \d+", under way was nothing, found "the metadata/,
  }),
  mutant('moves-chunk-by-chunk', {
    name: 'puts the chunks of a large artifact in their place one by one',
    source: 'fs-blob-store and multer\'s disk storage: a stream is written to the final path, where it can be read before it has ended',
    dies: 'crash.artifacts.streamed', message: /streamed-\d+ in scope "default": .*found "the metadata of number \d+ with bytes that cannot be read/,
  }),
  mutant('takes-leftovers', {
    name: 'takes what is left of an upload for an artifact',
    source: 'minio/minio#1444: temporary files of an upload that was broken off are found among the objects',
    dies: 'crash.artifacts.streamed', message: /artifacts that nobody has put: .*upload-\d+\.part/,
  }),
  mutant('deletes-before-insert', {
    name: 'replaces a fact by a delete and an insert',
    source: 'save() of file-based memory stores that remove the old entry and then add the new one, without a transaction around both',
    dies: 'crash.facts', message: /fact-\d+ in scope "default": acknowledged was "value \d+.*, under way was "value \d+.*, found nothing/,
  }),
  mutant('writes-in-place', {
    name: 'writes facts over the file that holds them',
    source: 'simonlast/node-persist#94, electron-userland/electron-json-storage#45: writeFile on the file itself leaves half of it',
    dies: 'crash.facts', message: /must (?:open|be readable), but/,
  }),
  mutant('episodes-deleted-late', {
    name: 'brings back an episode whose delete was acknowledged',
    source: 'input-output-hk/iodb#17: a journal whose replay does not know deletes',
    dies: 'crash.episodes', message: /episode-\d+-deleted in scope "default": acknowledged was nothing, found "summary/,
  }),
  mutant('creates-in-steps', {
    name: 'takes a store whose creation was cut off for none',
    source: 'kxn/codex-remote-feishu#915: a file that a kill has cut off can never be read again, and stands in the way',
    dies: 'crash.open.created', message: /the store must open, but SCHEMA_VERSION/,
  }),
  mutant('leaves-lock', {
    name: 'leaves a lock file that keeps everybody out',
    source: 'proper-lockfile as used in gsd-build/gsd-2#3668, ipfs/kubo#1537: a lock outlives the process that held it',
    dies: 'crash.open.again', message: /the store must open, but STORE_LOCKED/,
  }),
  mutant('removes-journal-first', {
    name: 'removes its journal before it has written what is in it',
    source: 'Log2n-io/Typhon#715: a store that crashes again right after its recovery loses everything that was recovered',
    dies: 'crash.recovery', message: /recovery 1 killed after .*acknowledged was .*found nothing/,
  }),
  mutant('scopes-late', {
    name: 'stores only the scope that it was opened with at once',
    source: 'SQLite: pragmas for durability hold for one attached database, and are set for the main one alone',
    dies: 'crash.scopes', message: /in scope "(?!default)[^"]+": acknowledged was .*, found nothing/,
  }),
  mutant('lists-old-scopes', {
    name: 'lists the scopes as they were when it was closed',
    source: 'a catalog of what there is that is written on shutdown, beside data that is written at once',
    dies: 'crash.scopes', message: /scopes that hold data, and are not listed/,
  }),
  mutant('clears-all', {
    name: 'clears the whole store when an import was cut off',
    source: 'restores that drop what is there first, as mongorestore --drop and pg_restore --clean, cut off in the middle',
    dies: 'crash.import', message: /the scope beside the imported ones/,
  }),
  mutant('copies-in-place', {
    name: 'copies a snapshot to its destination piece by piece',
    source: 'rsnapshot/rsnapshot#253, tursodatabase/libsql#718: a backup that was cut off is restored without a complaint, with less in it',
    dies: 'crash.snapshot', message: /lines of the export of what opens as a snapshot/,
  }),
  mutant('fills-table', {
    name: 'does not notice that a process is gone',
    source: 'LMDB: the table of readers is full of dead processes (MDB_READERS_FULL) until mdb_reader_check is called',
    dies: 'crash.writers', message: /but .*STORE_BUSY|table of processes is full/,
  }),
];
