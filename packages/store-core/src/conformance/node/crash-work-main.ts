// A process of its own that works on a place until it is killed, and tells of every step before and after it. Started by killed-work.ts.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import type { Store } from '../../contract/store.ts';
import { exportStore, importStore } from '../../index.ts';
import { importLines } from '../crashes/import-lines.ts';
import type { Note } from '../crashes/note.ts';
import { runThreads } from '../crashes/run-threads.ts';
import { loadPlace, readTask } from './child-task.ts';
import type { CrashWork } from './killed-work.ts';

const task = readTask();
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by killed-work.ts, of this same version
const work = task.params['work'] as CrashWork;
const open = await loadPlace(task);
// Written at the end of a process, which this one does not come to.
flushCompileCache();
await run(work);

async function run(work: CrashWork): Promise<void> {
  switch (work.kind) {
    case 'write':
      return await withStore(async (store) => await runThreads(store, work.threads, work.round, tell));
    case 'reopen':
      for (let turn = 0; turn < work.turns; turn += work.each) {
        await withStore(async (store) => await runThreads(store, work.threads, work.round, tell, turn, turn + work.each));
      }
      return;
    case 'read':
      for (;;) {
        await withStore(async (store) => {
          let lines = 0;
          for await (const _ of exportStore(store)) {
            lines += 1;
            if (lines % 20 === 0) tell({ at: 'piece' });
          }
        });
      }
    case 'snapshot':
      return await withStore(async (store) => await told(async () => await store.snapshot(work.destination)));
    case 'import': {
      const lines = await importLines(work.scopes);
      return await withStore(async (store) => {
        await told(async () => await importStore(store, tellingLines(lines), { onProgress: () => tell({ at: 'piece' }) }));
      });
    }
  }
}

/** Tells of every hundredth line that is read. */
function* tellingLines(lines: readonly string[]): Generator<string, void, undefined> {
  for (const [index, line] of lines.entries()) {
    if (index % 100 === 99) tell({ at: 'piece' });
    yield line;
  }
}

async function withStore(use: (store: Store) => Promise<void>): Promise<void> {
  tell({ at: 'opening' });
  const store = await open();
  tell({ at: 'open' });
  await use(store);
  tell({ at: 'closing' });
  await store.close();
  tell({ at: 'closed' });
}

async function told(call: () => Promise<unknown>): Promise<void> {
  tell({ at: 'begin', thread: 0, number: 0 });
  await call();
  tell({ at: 'done', thread: 0, number: 0 });
}

/** Returns once the line can be read by the other process. What `process.stdout` has taken can still be lost with this one. */
function tell(note: Note): void {
  writeSync(1, `${JSON.stringify(note)}\n`);
}
