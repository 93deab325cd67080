import { exportStore, type Finding, type Store } from '@cw/store-core';
import { compareCodePoints } from '@cw/store-core/adapter';

/** Makes two stores with the same content the same to the byte. */
export const clock = (): Date => new Date('2026-11-21T00:00:00.000Z');

/** All that an iterable gives. */
export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** All of a store in one string. */
export async function contentOf(store: Store): Promise<string> {
  return (await collect(exportStore(store))).join('');
}

/** What verify finds. */
export async function findingsOf(store: Store): Promise<readonly Finding[]> {
  return await collect(store.verify());
}

/** Some of everything. */
export async function fill(store: Store): Promise<void> {
  await store.events.appendMany([item('e1'), item('e2'), item('e3')]);
  await store.events.append(item('e4'));
  await store.ledger.appendMany([ledgerEvent('l1', 'run-1'), ledgerEvent('l2', 'run-2'), ledgerEvent('l3', 'run-1')]);
  await store.ledger.reset({ runId: 'run-2' });
  await store.artifacts.put('plain', 'some text');
  await store.artifacts.put('Upper:1', new Uint8Array(300).fill(7), { label: 'seven' });
  await store.artifacts.put('x'.repeat(400), 'under a long handle');
  await store.episodes.add({ episodeId: 'p1', summary: 'first' });
  await store.episodes.add({ episodeId: 'p2', summary: 'second' });
  await store.episodes.delete('p1');
  await store.facts.put({ factId: 'f1', key: 'k', value: 'old' });
  await store.facts.put({ factId: 'f1', key: 'k', value: 'new' });
}

/** The same strings in code-point order. */
export function sorted(strings: readonly string[]): readonly string[] {
  return strings.toSorted(compareCodePoints);
}

/** An event. */
export function item(id: string, text = `the text of ${id}`): { id: string; kind: string; text: string } {
  return { id, kind: 'user_turn', text };
}

/** An event of the ledger. */
export function ledgerEvent(id: string, runId: string): { id: string; runId: string; turn: number; kind: string; actor: string } {
  return { id, runId, turn: 1, kind: 'step', actor: 'agent' };
}
