import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '@cw/store-core';
import { openStore as openFolder } from '@cw/store-jsonfile';
import { openStore as openDatabase } from '@cw/store-sqlite';

/** An adapter of ours, as the tests use it. */
export interface Subject {
  readonly name: 'sqlite' | 'jsonfile';
  /** The name of a store, by which its adapter would be told for a new one. */
  readonly path: string;
  readonly packageName: string;
  readonly open: (path: string, scope?: string) => Promise<Store>;
  /** Changes a byte of the event `u1`, of a store that nobody has open. */
  readonly damageEvent: (path: string) => Promise<void>;
  /** Changes a byte of the artifact `log`. */
  readonly damageArtifact: (path: string) => Promise<void>;
}

const clock = (): Date => new Date('2026-01-02T03:04:05.678Z');

export const SUBJECTS: readonly Subject[] = [
  {
    name: 'sqlite',
    path: 'agent.db',
    packageName: '@cw/store-sqlite',
    open: async (path, scope) => await openDatabase({ path, scope, clock, durability: 'process' }),
    damageEvent: async (path) => await changeText(path, QUESTION),
    damageArtifact: async (path) => await changeText(path, LOG),
  },
  {
    name: 'jsonfile',
    path: 'job/',
    packageName: '@cw/store-jsonfile',
    open: async (path, scope) => await openFolder({ path, scope, clock, durability: 'process' }),
    damageEvent: async (path) => await changeText(join(path, 'scopes/default/events.jsonl'), QUESTION),
    damageArtifact: async (path) => await changeText(join(path, 'scopes/default/artifacts/log.data'), LOG),
  },
];

const QUESTION = 'Find the unpaid invoices';
export const TABLE = 'id,customer,total\n1,Ann,500\n2,"Bo\nand Co",70\n3,Cy,7\n';
export const JSON_RESULT = '{"total":2,"unpaid":["A-17","B-4"]}';
export const LOG = 'start\nfirst timeout\nwork\nsecond Timeout\nend\n';

/** Fills a store with some of everything, in two scopes. */
export async function fill(subject: Subject, path: string): Promise<void> {
  await using store = await subject.open(path);
  await store.events.append({ id: 'u1', kind: 'user_turn', text: QUESTION });
  const artifactRef = await store.artifacts.put('result:1', JSON_RESULT, { mediaType: 'application/json', label: 'search' });
  await store.artifacts.put('log', LOG, { mediaType: 'text/plain' });
  await store.artifacts.put('table', TABLE, { mediaType: 'text/csv' });
  await store.events.append({ id: 'c1', kind: 'tool_call', text: 'search(\u001b[31m)\nnow', parentId: 'u1' });
  await store.events.append({ id: 'r1', kind: 'tool_result', text: 'see artifact', parentId: 'c1', artifactRef });
  await store.events.append({ id: 'a1', kind: 'agent_msg', text: 'A-17 and B-4', parentId: 'u1' });
  await store.ledger.appendMany([
    { id: 'l1', runId: 'run1', turn: 1, kind: 'step_done', actor: 'worker', sessionId: 's1', modelId: 'm1', payload: { step: 1 } },
    { id: 'l2', runId: 'run1', turn: 2, kind: 'step_failed', actor: 'worker', sessionId: 's2' },
    { id: 'l3', runId: 'run2', turn: 1, kind: 'step_done', actor: 'boss', modelId: 'm2' },
  ]);
  await store.episodes.add({ episodeId: 'e1', summary: 'Migrated the invoice database to the new schema', tags: ['db', 'done'] });
  await store.episodes.add({ episodeId: 'e2', summary: 'Talked about the weather' });
  await store.facts.put({ factId: 'f1', key: 'user.language', value: 'German' });
  await store.withScope('tenant-7').events.append({ id: 'x', kind: 'user_turn', text: 'Elsewhere' });
}

async function changeText(file: string, text: string): Promise<void> {
  const bytes = await readFile(file);
  const at = bytes.indexOf(text);
  if (at === -1) throw new Error(`${file} does not hold the text that is to be damaged`);
  bytes[at] = '#'.charCodeAt(0);
  await writeFile(file, bytes);
}
