import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What follows the path of Node in a call of the tool as a process. */
export const TOOL: readonly string[] = ['--conditions=@cw/source', fileURLToPath(new URL('../../src/main.ts', import.meta.url))];

/** Halves what a call takes: each would compile the same sources again. The place is the one that Node takes by itself. */
export const ENVIRONMENT: NodeJS.ProcessEnv = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') };
