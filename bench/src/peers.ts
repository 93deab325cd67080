import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));

/**
 * Installs the packages that are compared, unless they are there. They stand apart from the workspace, with npm, as two of them need one that
 * is compiled: where there is no compiler it is left out, and the rows that need it say so.
 */
export async function installPeers({ compiled }: { readonly compiled: boolean }): Promise<void> {
  if (existsSync(`${folder}node_modules/cacache`) && (!compiled || existsSync(`${folder}node_modules/@keyv/sqlite`))) return;
  const args = ['ci', '--no-audit', '--no-fund', ...(compiled ? [] : ['--omit=optional'])];
  await promisify(execFile)('npm', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' });
}
