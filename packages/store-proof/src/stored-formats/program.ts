import type { LedgerEvent, Store } from '@cw/store-core';

/** What the records are dated with. */
export const GOLDEN_CLOCK = (): Date => new Date('2026-01-02T03:04:05.678Z');

/** Names that are reserved, folded, escaped or cut on one file system or another, or put in another order. */
const NAMES = ['A', 'a', 'CON', 'nul.txt', '%41', '.hidden', 'end.', ' ', 'e\u0301', '\u00e9', '\u{1f600}', '\uff5e', '__proto__', 'a.json', `long-${'\u00fc'.repeat(250)}`];

const HOSTILE_SCOPE = 'Tenant/..\\\u{1f600} %2e';
const LONG_SCOPE = `tenant-${'x'.repeat(500)}`;

/**
 * Fills a new store with everything that a stored format has a place for: several scopes, hostile names, records of all kinds, batches, what was
 * replaced and deleted, an artifact of more than one chunk, a ledger that remembers offsets, a log that is long enough for an index. The
 * golden stores were made by it: what is to be added needs a program, and an export, of its own.
 */
export async function fillGoldenStore(store: Store): Promise<void> {
  await agentSession(store);
  await replacedAndDeleted(store.withScope('replaced'));
  await hostileNames(store.withScope(HOSTILE_SCOPE));
  await longLog(store.withScope('long-log'));
  await resetOfOneRun(store.withScope('reset'));
  await resetOfAll(store.withScope('emptied'));
  await store.withScope(LONG_SCOPE).events.append({ id: 'alone', kind: 'k', text: '' });
}

async function agentSession({ events, ledger, artifacts, episodes, facts }: Store): Promise<void> {
  await events.append({ id: 'u1', kind: 'user_turn', text: 'Find the unpaid invoices', tokenEstimate: 5 });
  const artifactRef = await artifacts.put('invoices', '{"total":2,"unpaid":["A-17","B-4"]}\n', { mediaType: 'application/json', label: 'Invoices' });
  await events.appendMany([
    { id: 'c1', kind: 'tool_call', text: 'invoices.search', parentId: 'u1', metadata: { z: [1e21, -0, 0.1, null], a: { 10: true, 9: '\u2028' } } },
    { id: 't1', kind: 'tool_result', text: 'see artifact', parentId: 'c1', artifactRef, sensitivity: 'confidential' },
    { id: 'a1', kind: 'agent_msg', text: 'Two: A-17 and B-4.\r\n\u0000\u{10ffff}', parentId: 'u1' },
  ]);
  await ledger.append({ id: 's1', runId: 'run 1', turn: 0, kind: 'start', actor: 'agent' });
  await ledger.appendMany([
    { id: 's2', runId: 'run 1', turn: 1, kind: 'step', actor: 'tool', payload: { calls: [{ name: 'search' }] }, sessionId: 'session', modelId: 'm', modelProfile: 'fast', schemaVersion: 2 },
    { id: 's3', runId: 'run 2', turn: 0, kind: 'start', actor: 'agent', createdAt: '0000-01-01T00:00:00Z' },
  ]);
  await artifacts.put('empty', new Uint8Array(0));
  await artifacts.put('two chunks', patterned(131_073), { label: 'one byte more than a chunk' });
  await episodes.add({ episodeId: 'e1', summary: 'Found the unpaid invoices', tags: ['b', 'a', 'b'], metadata: { turns: 4 } });
  await episodes.add({ episodeId: 'e2', summary: '', sensitivity: 'restricted' });
  await facts.put({ factId: 'f1', key: 'user.language', value: 'German', tags: ['profile'], metadata: { source: 'u1' } });
  await facts.put({ factId: 'f2', key: 'user.language', value: '' });
}

async function replacedAndDeleted({ artifacts, episodes, facts }: Store): Promise<void> {
  await artifacts.put('report', 'first', { label: 'first' });
  await artifacts.put('report', 'second', { mediaType: 'text/markdown' });
  await artifacts.put('gone', patterned(1000));
  await artifacts.delete('gone');
  for (const episodeId of ['e1', 'e2', 'e3']) await episodes.add({ episodeId, summary: `summary of ${episodeId}` });
  await episodes.delete('e1');
  await episodes.delete('e3');
  for (const value of ['one', 'two']) await facts.put({ factId: 'f1', key: `key ${value}`, value });
  await facts.put({ factId: 'f2', key: 'key', value: 'gone' });
  await facts.delete('f2');
}

async function hostileNames({ events, ledger, artifacts, episodes, facts }: Store): Promise<void> {
  for (const name of NAMES) {
    await events.append({ id: name, kind: name, text: name, parentId: name, metadata: { [`${name}!`]: name } });
    await ledger.append({ id: name, runId: name, turn: 0, kind: name, actor: name, sessionId: name, modelId: name });
    await artifacts.put(name, name, { mediaType: name, label: name });
    await episodes.add({ episodeId: name, summary: name, tags: [name] });
    await facts.put({ factId: name, key: name, value: name });
  }
}

/** A few long records, so that an index is made of the log and yet few lines have to be kept of it. */
async function longLog({ events }: Store): Promise<void> {
  for (let number = 1; number <= 9; number += 1) {
    await events.append({ id: `long ${number}`, kind: `kind ${number % 2}`, text: `${number}`.repeat(30_000), parentId: number === 1 ? null : 'long 1' });
  }
}

async function resetOfOneRun({ ledger }: Store): Promise<void> {
  await ledger.appendMany(['kept', 'gone', 'kept', 'gone'].map((runId, index) => step(`l${index + 1}`, runId)));
  await ledger.reset({ runId: 'gone' });
  await ledger.append(step('l2', 'kept'));
}

async function resetOfAll({ ledger }: Store): Promise<void> {
  await ledger.appendMany([step('l1', 'r'), step('l2', 'r')]);
  await ledger.reset();
}

function step(id: string, runId: string): LedgerEvent {
  return { id, runId, turn: 0, kind: 'step', actor: 'agent' };
}

function patterned(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => index * 7 + Math.floor(index / 251));
}
