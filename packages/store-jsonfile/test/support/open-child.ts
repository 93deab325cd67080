// A process that opens a store when it is told to by a line on stdin, says how that went, and holds it until stdin ends.
import { createInterface } from 'node:readline';
import { isStoreError } from '@cw/store-core';
import { openStore } from '../../src/index.ts';

const [path = ''] = process.argv.slice(2);
const orders = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

process.stdout.write('ready\n');
await orders.next();
try {
  await openStore({ path });
  process.stdout.write('open\n');
} catch (error) {
  if (!isStoreError(error)) throw error;
  process.stdout.write(`${error.code}\n`);
}
await orders.next();
