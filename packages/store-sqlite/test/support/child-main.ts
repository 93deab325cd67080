// A process of its own for a test. Started by child.ts with the name of a task and its parameters.
import { createInterface } from 'node:readline';
import { isStoreError, type Store } from '@cw/store-core';
import Database from 'better-sqlite3';
import { openStore } from '../../src/index.ts';

const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Waits for a line of the test; undefined: there will be none. */
async function receive(): Promise<string | undefined> {
  const { done, value } = await input.next();
  return done === true ? undefined : value;
}

function send(message: unknown): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** Appends events, some awaited one by one and some together, and tells the offset of each. */
async function append([path = '', name = '', count = '0']: readonly string[]): Promise<void> {
  await using store = await openStore({ path });
  send('ready');
  await receive();
  const offsets: number[] = [];
  for (let number = 0; number < Number(count); number += 5) {
    const group = [0, 1, 2, 3, 4].map(async (step) => await appendEvent(store, `${name}-${number + step}`));
    offsets.push(...(await Promise.all(group)), await appendEvent(store, `${name}-${number}-alone`));
  }
  send(offsets);
}

/** Opens each file that it is told of, appends an event, and closes it again. */
async function open([name = '']: readonly string[]): Promise<void> {
  send('ready');
  for (let path = await receive(); path !== undefined; path = await receive()) {
    await using store = await openStore({ path });
    await appendEvent(store, name);
    send('done');
  }
}

/** Appends batches, and replaces a large artifact in between, until it is killed. Tells the number of each batch that was acknowledged. */
async function batches([path = '', round = '0', size = '1']: readonly string[]): Promise<void> {
  const store = await openStore({ path });
  for (let number = 0; ; number += 1) {
    const batch = Array.from({ length: Number(size) }, (_, index) => ({ id: `${round}-${number}-${index}`, kind: 'user_turn', text: `${number}` }));
    const replaced = store.artifacts.put('large', new Uint8Array(3 * 1024 * 1024).fill(number));
    await store.events.appendMany(batch);
    send(number);
    await replaced;
  }
}

/** Takes one snapshot after the other until it is killed, each when it is told where to. */
async function snapshot([path = '']: readonly string[]): Promise<void> {
  await using store = await openStore({ path });
  send('ready');
  for (let destination = await receive(); destination !== undefined; destination = await receive()) {
    send('begin');
    await store.snapshot(destination);
    send('done');
  }
}

/** Resets a run when it is told to, and waits to be killed. */
async function reset([path = '', runId = '']: readonly string[]): Promise<void> {
  const store = await openStore({ path });
  send('ready');
  await receive();
  send(await store.ledger.reset({ runId }));
  await receive();
}

/** Holds the write lock from when it is told to until it is told again. */
async function lock([path = '']: readonly string[]): Promise<void> {
  const database = new Database(path);
  send('ready');
  while ((await receive()) !== undefined) {
    database.exec('begin immediate');
    send('locked');
    await receive();
    database.exec('rollback');
    send('released');
  }
}

/** Makes writes of a size that it is told, in a scope that may follow it, and tells of each how it ended. */
async function write([path = '']: readonly string[]): Promise<void> {
  await using store = await openStore({ path, durability: 'process' });
  send('ready');
  for (let number = 0; ; number += 1) {
    const order = await receive();
    if (order === undefined) return;
    const [what, size, scope = 'default'] = order.split(' ');
    const id = `e${number}`;
    const { artifacts, events } = store.withScope(scope);
    send(await outcomeOf(async () => {
      if (what === 'artifact') await artifacts.put('large', new Uint8Array(Number(size)).fill(number));
      else await events.append({ id, kind: 'user_turn', text: 'x'.repeat(Number(size)) });
    }));
  }
}

/** Without privileges, opens, writes to and closes a store as it is told to, and tells how each went. */
async function restricted([path = '']: readonly string[]): Promise<void> {
  // Root may do everything, whatever the permissions say.
  if (process.getuid?.() === 0) {
    process.setgid?.(65_534);
    process.setuid?.(65_534);
  }
  let store: Store | null = null;
  send('ready');
  for (let order = await receive(), number = 0; order !== undefined; order = await receive(), number += 1) {
    send(await outcomeOf(async () => {
      if (order === 'open') store = await openStore({ path });
      else if (order === 'append') await store?.events.append({ id: `e${number}`, kind: 'user_turn', text: '' });
      else if (order === 'artifact') await store?.artifacts.put('a', new Uint8Array(2_000_000));
      else if (order === 'close') await store?.close();
    }));
  }
}

async function outcomeOf(run: () => Promise<void>): Promise<string> {
  try {
    await run();
    return 'done';
  } catch (error) {
    if (isStoreError(error)) return error.code;
    throw error;
  }
}

async function appendEvent(store: Store, id: string): Promise<number> {
  return await store.events.append({ id, kind: 'user_turn', text: id });
}

export type TaskName = 'append' | 'open' | 'batches' | 'snapshot' | 'reset' | 'lock' | 'write' | 'restricted';

const tasks: Record<TaskName, (parameters: readonly string[]) => Promise<void>> = { append, open, batches, snapshot, reset, lock, write, restricted };
const [name, ...parameters] = process.argv.slice(2);
await tasks[name as TaskName](parameters);
process.exit();
