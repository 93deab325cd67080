// A process whose files may not grow beyond a limit. It fills a store until a write fails, goes on with what still fits, and says what happened.
import { isStoreError, type StoreError } from '@cw/store-core';
import { openStore } from '../../src/index.ts';
import { item } from './content.ts';

const [path = ''] = process.argv.slice(2);
const store = await openStore({ path });

const acknowledged: string[] = [];
const problems: Record<string, unknown>[] = [];

async function attempt(id: string, call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    acknowledged.push(id);
    return true;
  } catch (error) {
    if (!isStoreError(error)) throw error;
    problems.push({ id, code: error.code, cause: causeOf(error) });
    return false;
  }
}

function causeOf({ cause }: StoreError): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

for (let number = 0; ; number += 1) {
  if (!(await attempt(`big-${number}`, () => store.events.append(item(`big-${number}`, 'x'.repeat(20_000)))))) break;
}
await attempt('batch', () => store.events.appendMany([item('batch', 'x'.repeat(15_000)), item('batch-2', 'x'.repeat(15_000))]));
await attempt('small', () => store.events.append(item('small')));
await store.artifacts.put('a', 'the old one');
await attempt('artifact', () => store.artifacts.put('a', new Uint8Array(300_000)));
await attempt('artifact-small', () => store.artifacts.put('b', 'small'));
const seen = (await store.events.all()).map(({ id }) => id);
const old = Buffer.from(await store.artifacts.get('a')).toString();
await store.close();
process.stdout.write(`${JSON.stringify({ acknowledged, problems, seen, old })}\n`);
