import type { Store } from '../../../src/index.ts';
import { createRacingBackend } from '../../support/racing-backends.ts';
import { sharedSubject } from '../../support/shared-subject.ts';
import { type Death, type Mutant, overriding, wrapping } from './mutant.ts';

/** The same of all, so that the processes of one can race for the next. */
const MODULE = new URL('../../support/open-racing.ts', import.meta.url).href;

/** Mutants that go wrong only where several handles or processes are at work at the same time. */
export const RACE_MUTANTS: readonly Mutant[] = [
  racing({
    name: 'looks for an event id before it locks',
    source: 'convoy before pull request 2747: a duplicate is looked for first and the event inserted then, so that two of the same key both pass',
    dies: 'races.processes.same-event', message: /no order[^]*events\.append\(id: "e\d"/,
  }),
  racing({
    name: 'compares the expected offset before it locks',
    source: 'Eventuous on PostgreSQL before pull request 582: the stream\'s version was read without a lock on its row',
    dies: 'races.processes.expected-offset', message: /no order[^]*expectedOffset: \d/,
  }),
  racing({
    name: 'writes batches item by item',
    source: 'Keyv and other key-value stores, whose setMany is a loop over set',
    dies: 'races.processes.batches', message: /no order[^]*events\.appendMany/,
  }),
  racing({
    name: 'looks for a ledger id before it locks',
    source: 'EventStoreDB with ExpectedVersion.Any (issue 1173): its documentation says that a duplicate event may be written now and then',
    dies: 'races.processes.same-ledger-event', message: /no order[^]*ledger\.append\(id: "l\d".*appended/,
  }),
  racing({
    name: 'counts ledger offsets in each handle',
    source: 'id generators that each process keeps for itself, and SQLite tables without AUTOINCREMENT, which give the greatest rowid again once its row is deleted',
    dies: 'races.processes.resets', message: /no order[^]*ledger\./,
  }),
  racing({
    name: 'puts metadata and bytes in two steps',
    source: 'unstorage, which keeps a key\'s metadata in a second key that is set after the first',
    dies: 'races.processes.artifacts', message: /no order[^]*artifacts\./,
  }),
  racing({
    name: 'matches conditions before it locks',
    source: 'object stores before conditional writes (HEAD, then PUT), and the optimistic locking of Protean before pull request 888',
    dies: 'races.processes.conditions', message: /no order[^]*artifacts\.put\(handle: "a".*if(Match|Absent)/,
  }),
  racing({
    name: 'writes back all facts that it had read',
    source: 'lowdb (issues 421 and 478): each writer reads the file, changes its copy and writes all of it over what others wrote meanwhile',
    dies: 'races.processes.facts', message: /no order[^]*facts\./,
  }),
  racing({
    name: 'looks for an episode id before it locks',
    source: 'durable workflow stores whose create-if-absent asks a map first and writes after an await',
    dies: 'races.handles.episodes', message: /no order[^]*episodes\.add\(id: "ep\d".*added/,
  }),
  racing({
    name: 'writes back all episodes that it had read',
    source: 'electron-json-storage (issue 40) and Bitwarden\'s directory connector on lowdb (issue 41): data of other processes went missing',
    dies: 'races.processes.episodes', message: /no order[^]*episodes\./,
  }),
  racing({
    name: 'keeps what it has read of artifacts',
    source: 'electron-settings (issue 26): each instance has a cache of its own, and they drift apart',
    dies: 'races.handles.artifacts', message: /no order[^]*artifacts\.(ref|exists|put)/,
  }),
  racing({
    name: 'reads from replicas in turn',
    source: 'MongoDB with secondary reads outside a causally consistent session: a read may see less than the one before it',
    dies: 'races.readers', message: /already seen replaced|a reader saw last/,
  }),
  {
    ...racing({
      name: 'locks out only its own process',
      source: 'steno under lowdb (issue 478): writers of one Node process take turns by a lock in memory, others are not held back',
      dies: 'races.second-writer', message: /a second process wrote without being refused/,
    }),
    ...declaringOneHandle('locks out only its own process'),
  },
  racing({
    name: 'gives up where another was first',
    source: 'SQLite transactions begun as deferred that read and then write: SQLITE_BUSY_SNAPSHOT comes at once, whatever the busy timeout (agent-swarm issue 1228)',
    dies: 'races.processes.batches', message: /were STORE_BUSY/,
  }),
  racing({
    name: 'waits for processes that were killed',
    source: 'tgcli (issue 21) and gbrain on PGlite (issue 251): what a killed process left behind locks everybody else out',
    dies: 'races.processes.killed', message: /after the kill.*were STORE_BUSY/,
  }),
  wrapping({
    name: 'lets reads overtake writes',
    source: 'connection pools: a call that is not awaited runs on another connection than the one before it, and may come first',
    dies: 'races.call-order', message: /no order[^]*facts\./,
  }, putsFactsLater),
  wrapping({
    name: 'lets a ledger reset overtake appends',
    source: 'write-behind queues: a delete goes to the store at once, the writes before it are still queued',
    dies: 'races.handles.resets', message: /no order[^]*ledger\./,
  }, appendsToTheLedgerLater),
];

/** A mutant on shared files, whose backend has its name. */
function racing(death: Death): Mutant {
  const subject = sharedSubject(death.name, (folder) => createRacingBackend(death.name, folder), MODULE);
  const place: typeof subject.place = async () => {
    const made = await subject.place();
    return { ...made, child: { module: MODULE, params: { ...made.child?.params, backend: death.name } } };
  };
  return { ...death, subject: { ...subject, place } };
}

function declaringOneHandle(name: string): Pick<Mutant, 'subject'> {
  const { subject } = racing({ name, source: '', dies: '', message: /./ });
  return { subject: { ...subject, capabilities: { ...subject.capabilities, writers: 'handle' } } };
}

async function aTurnLater<T>(call: () => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => { setImmediate(resolve); });
  return await call();
}

function putsFactsLater({ facts }: Store): Partial<Store> {
  return { facts: overriding(facts, { put: async (fact) => await aTurnLater(async () => await facts.put(fact)) }) };
}

function appendsToTheLedgerLater({ ledger }: Store): Partial<Store> {
  return {
    ledger: overriding(ledger, {
      append: async (event, options) => await aTurnLater(async () => await ledger.append(event, options)),
      appendMany: async (events, options) => await aTurnLater(async () => await ledger.appendMany(events, options)),
    }),
  };
}
