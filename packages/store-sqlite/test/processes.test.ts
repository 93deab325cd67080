import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

test.each([2, 4])('%d processes that append to one file at once lose, repeat and skip nothing', async (processes) => {
  const path = file('store.db');
  const children = Array.from({ length: processes }, (_, index) => new Child('append', path, `p${index}`, '100'));
  await using _children = all(children);
  await Promise.all(children.map(async (child) => await child.next()));
  for (const child of children) child.send('go');
  const acknowledged = await Promise.all(children.map(async (child) => JSON.parse(await child.next()) as number[]));

  await using store = await openStore({ path });
  const events = await store.events.all();
  const total = processes * 120;
  expect(events.map(({ offset }) => offset)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  expect(acknowledged.flat().toSorted((a, b) => a - b)).toEqual(events.map(({ offset }) => offset));
  expect(acknowledged.map((offsets) => offsets.toSorted((a, b) => a - b)), 'in the order of its calls').toEqual(acknowledged);
  for (const [index, offsets] of acknowledged.entries()) {
    expect(offsets.map((offset) => events[offset - 1]?.id.split('-')[0])).toEqual(offsets.map(() => `p${index}`));
  }
  expect(await store.events.count()).toBe(total);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
}, 60_000);

test('of six processes that open a new file at once, each creates or finds the store', async () => {
  const children = Array.from({ length: 6 }, (_, index) => new Child('open', `p${index}`));
  await using _children = all(children);
  await Promise.all(children.map(async (child) => await child.next()));
  for (let round = 0; round < 8; round += 1) {
    const path = file(`new-${round}/store.db`);
    for (const child of children) child.send(path);
    await Promise.all(children.map(async (child) => await child.next()));
    await using store = await openStore({ path });
    expect((await store.events.all()).map(({ id }) => id).toSorted(undefined)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
  }
}, 60_000);

function all(children: readonly Child[]): AsyncDisposable {
  return { [Symbol.asyncDispose]: async () => void (await Promise.all(children.map(async (child) => await child.kill()))) };
}
