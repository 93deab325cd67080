import { chmod, chown } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder } from './support/folders.ts';
import { kill, linesOf, startProcess } from './support/processes.ts';

const DENIED = 'BACKEND EACCES';

/** A process without privileges beside a folder that is its own: gives it an order, and gives what it says. */
async function restricted(): Promise<{ path: string; tell: (order: string) => Promise<string> }> {
  const folder = await newFolder();
  if (process.getuid?.() === 0) await chown(folder, 65_534, 65_534);
  const path = join(folder, 'store');
  const child = startProcess('./restricted-child.ts', [path]);
  onTestFinished(async () => await kill(child));
  const lines = linesOf(child);
  const tell = async (order: string): Promise<string> => {
    child.stdin?.write(`${order}\n`);
    const line = await lines.next();
    return line.done === true ? 'it ended' : line.value;
  };
  return { path, tell };
}

test.skipIf(process.platform === 'win32')('a permission that is lost while a store is open is a BACKEND error to whatever needs it, and nothing else', async () => {
  const { path, tell } = await restricted();
  for (const order of ['open', 'append', 'artifact']) expect(await tell(order)).toBe('done');
  const folders = [path, 'scopes', 'scopes/default', 'scopes/default/artifacts'].map((name) => (name === path ? path : join(path, name)));
  for (const folder of folders) await chmod(folder, 0o500);
  expect(await tell('append')).toBe('done');
  expect(await tell('artifact')).toBe(DENIED);
  expect(await tell('scope')).toBe(DENIED);
  expect(await tell('verify')).toBe('done');
  for (const folder of folders) await chmod(folder, 0o700);
  for (const order of ['append', 'artifact', 'scope', 'verify', 'close']) expect(await tell(order)).toBe('done');
});

test.skipIf(process.platform === 'win32')('a store that may not be written to, or not be read, is a BACKEND error to whoever opens it, and stays as it is', async () => {
  const { path, tell } = await restricted();
  for (const order of ['open', 'append', 'close']) expect(await tell(order)).toBe('done');
  const log = join(path, 'scopes', 'default', 'events.jsonl');
  const denials = [[path, 0o500, 0o700], [path, 0o000, 0o700], [log, 0o400, 0o600], [log, 0o000, 0o600], [join(path, 'format.json'), 0o000, 0o600]] as const;
  for (const [name, denied, allowed] of denials) {
    await chmod(name, denied);
    expect({ name, denied, said: await tell('open') }).toEqual({ name, denied, said: DENIED });
    await chmod(name, allowed);
  }
  for (const order of ['open', 'append', 'verify', 'close']) expect(await tell(order)).toBe('done');
});
