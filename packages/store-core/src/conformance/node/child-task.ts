import type { Store } from '../../contract/store.ts';
import type { OpenEnv } from '../subject.ts';
import type { ChildTask } from './kit-process.ts';

/** What the module of a place's `child` exports. */
export interface ChildModule {
  open(params: Readonly<Record<string, unknown>>, env: OpenEnv): Promise<Store>;
}

/** The task that this process was started with. */
export function readTask(): ChildTask {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by kit-process.ts, of this same version
  return JSON.parse(process.argv[2] ?? '') as ChildTask;
}

/** Opens the place of a task. @throws TypeError if the module exports no `open`. */
export async function openPlace(task: ChildTask, env: OpenEnv = { clock: () => new Date(0) }): Promise<Store> {
  return await (await loadPlace(task))(env);
}

/** Loads all that it takes to open the place of a task, and gives the function that does so. @throws as `openPlace` */
export async function loadPlace({ child }: ChildTask): Promise<(env?: OpenEnv) => Promise<Store>> {
  const open = await loadModule(child.module);
  return async (env = { clock: () => new Date(0) }) => await open(child.params, env);
}

/** Loads what opens places, and gives the function that does so. @throws as `openPlace` */
export async function loadModule(module: string): Promise<ChildModule['open']> {
  const loaded: unknown = await import(module);
  if (!isChildModule(loaded)) throw new TypeError(`${module} exports no function \`open\``);
  return async (params, env) => await loaded.open(params, env);
}

function isChildModule(value: unknown): value is ChildModule {
  return typeof value === 'object' && value !== null && 'open' in value && typeof value.open === 'function';
}
