import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts a module of this folder in a process of its own, with the sources of this repository. */
export function startProcess(module: string, args: readonly string[]): ChildProcess {
  const path = fileURLToPath(new URL(module, import.meta.url));
  return spawn(process.execPath, ['--conditions=@cw/source', path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** The lines that a process writes until it ends; it has ended when they have. */
export async function* linesOf(child: ChildProcess): AsyncGenerator<string, void, undefined> {
  if (child.stdout === null) throw new TypeError('the process has no stdout');
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) yield line;
  await ended;
}

/** Ends a process as a power switch would, and waits until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
