// A process that appends events until it is killed: single ones and batches, several at a time. Each is written to stdout once it is acknowledged.
import { openStore } from '../../src/index.ts';
import { item } from './content.ts';

const [path = '', round = '', durability] = process.argv.slice(2);

const store = await openStore({ path, durability: durability === 'power' ? 'power' : 'process' });

for (let number = 0; ; number += 1) {
  const name = `${round}-${number}`;
  const batch = Array.from({ length: 2 + (number % 40) }, (_, index) => item(`${name}-batch-${index}`, 'x'.repeat((number * 37) % 3000)));
  await Promise.all([
    store.events.append(item(`${name}-single-1`)).then(() => acknowledge(`${name}-single-1`)),
    store.events.appendMany(batch).then(() => acknowledge(`${name}-batch-${batch.length - 1}`)),
    store.events.append(item(`${name}-single-2`)).then(() => acknowledge(`${name}-single-2`)),
  ]);
}

function acknowledge(id: string): void {
  process.stdout.write(`${id}\n`);
}
