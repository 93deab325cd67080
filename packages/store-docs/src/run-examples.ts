/**
 * Runs examples one after the other, each in a new folder, and prints what came of each as JSON. In one process, as to start one takes longer than
 * most examples do.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

/** What came of an example. */
export interface Run {
  readonly printed: string;
  /** What it failed with; null: it did not. */
  readonly error: string | null;
}

const write = process.stdout.write.bind(process.stdout);
const runs: Run[] = [];
for (const file of process.argv.slice(2)) runs.push(await run(file));
write(JSON.stringify(runs));

async function run(file: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-example-'));
  process.chdir(folder);
  const printed: string[] = [];
  process.stdout.write = (text: string | Uint8Array): boolean => {
    printed.push(String(text));
    return true;
  };
  let error: string | null = null;
  try {
    await import(pathToFileURL(file).href);
  } catch (thrown) {
    error = inspect(thrown);
  }
  process.chdir(tmpdir());
  await rm(folder, { recursive: true });
  return { printed: printed.join(''), error };
}
