import type { ContextItem } from '../contract/event-log.ts';
import type { Episode } from '../contract/episodic-store.ts';
import type { Fact } from '../contract/fact-store.ts';
import type { LedgerEvent } from '../contract/ledger.ts';
import type { Store } from '../contract/store.ts';
import type { ManualClock } from './manual-clock.ts';

/** Names that are easily mistaken or put in another order. */
const NAMES = ['\u{1f600}', 'B', '\uff5e', 'a', '!', '\u00e9', '10', '\uffff', 'a b', 'Z', 'e\u0301', '9', '\u{10ffff}', '__proto__', '%'];

/**
 * A fixed program of operations over all five stores and several scopes, failed ones included. Whatever it leaves behind, every
 * adapter exports it as the same bytes: those of `golden-export.ts`. Never changed; a new program gets a new fixture.
 */
export async function goldenProgram(store: Store, clock: ManualClock): Promise<void> {
  await agentSession(store, clock);
  await hostileNames(store.withScope('e\u0301\u{1f600}'));
  await holesAndHeads(store.withScope('\uff5e ledger'), clock);
  await emptiedAgain(store.withScope('emptied'));
}

async function agentSession(store: Store, clock: ManualClock): Promise<void> {
  const { events, ledger, artifacts, episodes, facts } = store;
  await events.append({ id: 'u1', kind: 'user_turn', text: 'Find the unpaid invoices', tokenEstimate: 5 });
  const artifactRef = await artifacts.put('result:1', '{"total":1.0,"id":12345678901234567890}\n', { mediaType: 'application/json', label: 'Invoices' });
  await events.appendMany([
    { id: 't1', kind: 'tool_call', text: 'invoices.search', parentId: 'u1', metadata: { z: [1, { b: -0, a: 1e21 }], a: { undefined: undefined, 10: 'ten', 9: 'nine' } } },
    { id: 't2', kind: 'tool_result', text: 'see artifact', parentId: 't1', artifactRef, sensitivity: 'confidential' },
  ]);
  await ignore(events.append(item('u1')));
  await ignore(events.appendMany([item('x'), item('t2')]));
  await ignore(events.append(item('x'), { expectedOffset: 1 }));
  await Promise.all(['p1', 'p2', 'p3'].map(async (id) => await events.append(item(id, { kind: 'agent_msg' }), {})));
  await ledger.append({ id: 'step-1', runId: 'run-1', turn: 0, kind: 'start', actor: 'agent' });
  clock.advance(1);
  await ledger.append({ id: 'step-1', runId: 'run-1', turn: 0, kind: 'start', actor: 'agent' });
  await ledger.appendMany([
    ledgerEvent('step-2', { payload: { b: null, a: [true, '\u2028', 0.1] }, createdAt: '2020-02-29T23:59:59.9999+02:30', sessionId: 's', modelId: 'm', modelProfile: 'fast', schemaVersion: 2 }),
    ledgerEvent('step-3', { createdAt: new Date(0), turn: 7 }),
  ]);
  await artifacts.put('empty', new Uint8Array(0));
  await artifacts.put('result:2', 'first', { label: 'replaced' });
  await artifacts.put('result:2', new Blob(['\ufeffsecond']), { mediaType: 'text/plain' });
  await ignore(artifacts.put('result:2', 'third', { ifAbsent: true }));
  await artifacts.put('gone', 'x');
  await artifacts.delete('gone');
  for (const id of ['ep-b', 'ep-a', 'ep-gone']) await episodes.add(episode(id, { tags: ['t2', 't1', 't2'], metadata: { id } }));
  await episodes.delete('ep-gone');
  await episodes.add(episode('ep-gone', { summary: '', sensitivity: 'restricted' }));
  for (const id of ['f2', 'f1', 'f2']) await facts.put(fact(id, { key: 'user.name', value: `value ${id}`, tags: ['b', 'a'] }));
  await facts.put(fact('f3'));
  await facts.delete('f3');
}

async function hostileNames({ events, ledger, artifacts, episodes, facts }: Store): Promise<void> {
  for (const name of NAMES) {
    await events.append(item(name, { kind: name, text: `\u0000${name}\r\n`, parentId: name }));
    await ledger.append(ledgerEvent(name, { runId: name, actor: name, kind: name }));
    await artifacts.put(name, name, { label: name, mediaType: name });
    await episodes.add(episode(name, { summary: name, tags: [name], metadata: { name, [`${name}!`]: name } }));
    await facts.put(fact(name, { key: name, value: name }));
  }
}

async function holesAndHeads({ ledger }: Store, clock: ManualClock): Promise<void> {
  clock.set('1999-12-31T23:59:59.999Z');
  await ledger.appendMany(['a', 'b', 'a', 'c', 'b', 'c'].map((runId, index) => ledgerEvent(`l${index}`, { runId, turn: index })));
  await ledger.reset({ runId: 'c' });
  await ledger.append(ledgerEvent('l3', { runId: 'b', turn: 33 }));
  await ledger.reset({ runId: 'a' });
}

async function emptiedAgain({ ledger, facts, episodes, artifacts }: Store): Promise<void> {
  await ledger.append(ledgerEvent('l1'));
  await ledger.append(ledgerEvent('l2'));
  await ledger.reset();
  await facts.put(fact('f1'));
  await facts.delete('f1');
  await episodes.add(episode('ep1'));
  await episodes.delete('ep1');
  await artifacts.put('a', patterned(200_000));
  await artifacts.delete('a');
}

/** Bytes at the borders of the pieces; their export is large, so that only its hash is kept. */
export async function goldenArtifacts({ artifacts, events }: Store): Promise<void> {
  for (const size of [0, 1, 65_537, 131_071, 131_072, 131_073, 262_144, 300_000]) {
    const artifactRef = await artifacts.put(`size:${size}`, patterned(size), { label: `${size} bytes` });
    await events.append(item(`event of ${size}`, { artifactRef }));
  }
}

// Builders of the program's own: what the kit's other cases use may change.

function item(id: string, more: Partial<ContextItem> = {}): ContextItem {
  return { id, kind: 'user_turn', text: `text of ${id}`, ...more };
}

function ledgerEvent(id: string, more: Partial<LedgerEvent> = {}): LedgerEvent {
  return { id, runId: 'run', turn: 0, kind: 'step', actor: 'agent', ...more };
}

function episode(episodeId: string, more: Partial<Episode> = {}): Episode {
  return { episodeId, summary: `summary of ${episodeId}`, ...more };
}

function fact(factId: string, more: Partial<Fact> = {}): Fact {
  return { factId, key: 'key', value: `value of ${factId}`, ...more };
}

function patterned(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) bytes[index] = index * 7 + Math.floor(index / 251);
  return bytes;
}

async function ignore(failing: Promise<unknown>): Promise<void> {
  await failing.then(
    () => {
      throw new Error('the golden program expects this call to fail');
    },
    () => undefined,
  );
}
