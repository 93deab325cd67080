// A process of its own that writes until it is killed. Started by killed-child.ts, with its task as JSON in the first argument.
import type { Store } from '../../contract/store.ts';
import { crashProgram } from '../crash-program.ts';
import type { OpenEnv } from '../subject.ts';

interface Task {
  readonly module: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly round: number;
}

/** What the module of a place's `child` exports. */
interface ChildModule {
  open(params: Readonly<Record<string, unknown>>, env: OpenEnv): Promise<Store>;
}

await main();

async function main(): Promise<void> {
  const task = readTask(process.argv[2]);
  const loaded: unknown = await import(task.module);
  if (!isChildModule(loaded)) throw new TypeError(`${task.module} exports no function \`open\``);
  const store = await loaded.open(task.params, { clock: () => new Date(0) });
  for await (const acknowledged of crashProgram(store, task.round)) process.stdout.write(`${JSON.stringify(acknowledged)}\n`);
  await store.close();
}

function readTask(argument: string | undefined): Task {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by killed-child.ts, of this same version
  return JSON.parse(argument ?? '') as Task;
}

function isChildModule(value: unknown): value is ChildModule {
  return typeof value === 'object' && value !== null && 'open' in value && typeof value.open === 'function';
}
