import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();
const MIB = 1024 * 1024;

// A limit on the size of files, which only Linux lets one process change for another, fails a write halfway as a full disk does.
const CAN_LIMIT = spawnSync('prlimit', ['--version']).status === 0;

test('on a full disk a write is BACKEND and nothing is lost; with room again, the same handle goes on', async ({ skip }) => {
  skip(!CAN_LIMIT, 'there is no prlimit');
  const path = file('store.db');
  await using child = new Child('write', path);
  const order = async (line: string): Promise<unknown> => {
    child.send(line);
    return JSON.parse(await child.next());
  };
  await child.next();
  limit(child, 4 * MIB);
  expect(await order('event 10')).toBe('done');
  expect(await order(`event ${8 * MIB}`), 'a transaction too large').toBe('BACKEND');
  expect(await order('event 10'), 'there is room for a small one').toBe('done');
  expect(await order(`artifact ${2 * MIB}`)).toBe('done');
  expect(await order(`artifact ${64 * MIB}`), 'an upload that fills the disk with its slices').toBe('BACKEND');
  expect(await order(`event ${4 * MIB}`)).toBe('BACKEND');
  limit(child, 'unlimited');
  expect(await order(`event ${8 * MIB}`), 'with room again').toBe('done');
  expect(await order(`artifact ${8 * MIB}`)).toBe('done');
  await child.kill();

  await using store = await openStore({ path });
  expect((await store.events.all()).map(({ offset, id, text }) => [offset, id, text.length])).toEqual([
    [1, 'e0', 10],
    [2, 'e2', 10],
    [3, 'e6', 8 * MIB],
  ]);
  expect((await store.artifacts.get('large')).every((byte) => byte === 7)).toBe(true);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
}, 30_000);

test('a scope whose first write failed on a full disk can be written to by the same handle once there is room', async ({ skip }) => {
  skip(!CAN_LIMIT, 'there is no prlimit');
  const path = file('scopes.db');
  await using child = new Child('write', path);
  const order = async (line: string): Promise<unknown> => {
    child.send(line);
    return JSON.parse(await child.next());
  };
  await child.next();
  limit(child, MIB);
  expect(await order(`event ${4 * MIB} new`), 'the first write to the scope').toBe('BACKEND');
  limit(child, 'unlimited');
  expect(await order('event 10 other'), 'another scope, which may get the number that was taken back').toBe('done');
  expect(await order('event 10 new')).toBe('done');
  await child.kill();

  await using store = await openStore({ path });
  expect(await store.scopes()).toEqual(['new', 'other']);
  expect((await store.withScope('new').events.all()).map(({ id }) => id)).toEqual(['e2']);
  expect((await store.withScope('other').events.all()).map(({ id }) => id)).toEqual(['e1']);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
}, 30_000);

function limit(child: Child, bytes: number | 'unlimited'): void {
  // The soft limit alone: without privileges, the hard one cannot be raised again.
  execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:`]);
}
