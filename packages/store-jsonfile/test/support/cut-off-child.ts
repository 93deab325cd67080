// A process that does one thing again and again until it is killed, and tells of each before and after it.
import { writeSync } from 'node:fs';
import type { Store } from '@cw/store-core';
import { openStore } from '../../src/index.ts';
import { item, ledgerEvent } from './content.ts';

const [task = '', path = '', round = ''] = process.argv.slice(2);

const open = async (): Promise<Store> => await openStore({ path, durability: 'process' });

if (task === 'open') await openAgain();
else await write(await open(), task === 'reset' ? reset : writeFirst);

async function openAgain(): Promise<void> {
  for (let number = 0; ; number += 1) {
    tell(`begin ${number}`);
    await using _store = await open();
    tell(`done ${number}`);
  }
}

async function write(store: Store, call: (store: Store, name: string) => Promise<void>): Promise<void> {
  for (let number = 0; ; number += 1) {
    const name = `${round}-${number}`;
    tell(`begin ${name}`);
    await call(store, name);
    tell(`done ${name}`);
  }
}

/** Two runs, of which one is removed again. */
async function reset({ ledger }: Store, name: string): Promise<void> {
  await ledger.appendMany([1, 2, 3].flatMap((event) => [ledgerEvent(`${name}-a${event}`, `${name}-a`), ledgerEvent(`${name}-b${event}`, `${name}-b`)]));
  await ledger.reset({ runId: `${name}-a` });
}

/** The first event of a scope. */
async function writeFirst(store: Store, name: string): Promise<void> {
  await store.withScope(name).events.append(item('e1'));
}

function tell(line: string): void {
  // Written through: what `process.stdout` has taken can be lost with this process.
  writeSync(1, `${line}\n`);
}
