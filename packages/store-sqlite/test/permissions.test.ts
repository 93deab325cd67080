import { chmod, chown } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { Child } from './support/child.ts';
import { useFolder } from './support/folder.ts';

const file = useFolder();

test.skipIf(process.platform === 'win32')('a permission that is lost is a BACKEND error to whoever opens the store, and nothing to whoever has it open', async () => {
  const path = file('store.db');
  const folder = dirname(path);
  if (process.getuid?.() === 0) await chown(folder, 65_534, 65_534);
  await using child = new Child('restricted', path);
  await child.next();
  const tell = async (order: string): Promise<unknown> => {
    child.send(order);
    return JSON.parse(await child.next());
  };
  for (const order of ['open', 'append']) expect(await tell(order)).toBe('done');
  await chmod(path, 0o400);
  for (const order of ['append', 'artifact', 'close']) expect(await tell(order)).toBe('done');
  const denials = [[path, 0o400, 0o600], [path, 0o000, 0o600], [folder, 0o500, 0o700], [folder, 0o000, 0o700]] as const;
  for (const [name, denied, allowed] of denials) {
    await chmod(name, denied);
    expect({ name, denied, said: await tell('open') }).toEqual({ name, denied, said: 'BACKEND' });
    await chmod(name, allowed);
  }
  for (const order of ['open', 'append', 'artifact', 'close']) expect(await tell(order)).toBe('done');
  await using store = await openStore({ path });
  expect(await store.events.count()).toBe(3);
  expect(await Array.fromAsync(store.verify())).toEqual([]);
});
