// A process that puts one artifact after the other in the place of the last, with a fact and an event for each, until it is killed.
import { openStore } from '../../src/index.ts';
import { item } from './content.ts';

const [path = ''] = process.argv.slice(2);
const store = await openStore({ path, durability: 'process' });

for (let number = 0; ; number += 1) {
  await store.artifacts.put('a', String(number).repeat(1 + ((number * 7919) % 60_000)), { label: String(number) });
  await store.facts.put({ factId: 'f', key: 'k', value: `${number} ${'x'.repeat(5000)}` });
  await store.events.appendMany([item(`${number}-a`), item(`${number}-b`)]);
  if (number === 0) process.stdout.write('begun\n');
}
