// A process without privileges that opens, writes to and closes a store as it is told to by lines on stdin, and says how each went.
import { createInterface } from 'node:readline';
import { isStoreError, type Store } from '@cw/store-core';
import { systemCode } from '../../src/errors.ts';
import { openStore } from '../../src/index.ts';
import { collect, item } from './content.ts';

const [path = ''] = process.argv.slice(2);
// Root may do everything, whatever the permissions say.
if (process.getuid?.() === 0) {
  process.setgid?.(65_534);
  process.setuid?.(65_534);
}

let store: Store | null = null;
let number = 0;

function opened(): Store {
  if (store === null) throw new TypeError('told to use a store that is not open');
  return store;
}

const ORDERS: Readonly<Record<string, () => Promise<unknown>>> = {
  open: async () => (store = await openStore({ path })),
  append: async () => await opened().events.append(item(`e${(number += 1)}`)),
  scope: async () => await opened().withScope('new').events.append(item(`e${(number += 1)}`)),
  artifact: async () => await opened().artifacts.put('a', 'bytes'),
  close: async () => await opened().close(),
  verify: async () => {
    for (const finding of await collect(opened().verify())) throw new TypeError(finding.message);
  },
};

for await (const order of createInterface({ input: process.stdin })) {
  try {
    await ORDERS[order]?.();
    process.stdout.write('done\n');
  } catch (error) {
    if (!isStoreError(error)) throw error;
    process.stdout.write(`${error.code} ${systemCode(error.cause)}\n`);
  }
}
