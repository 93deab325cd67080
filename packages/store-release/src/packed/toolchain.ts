import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './repository.ts';
import { succeed } from './shell.ts';

/** The versions of Node that are supported: each line that is, the oldest first. */
export const NODES = ['22', '24', '26'] as const;

/** The versions of TypeScript that a program which uses the packages may have. */
export const TYPESCRIPTS = ['5.9', '6.0', '7.0'] as const;

/** What the packages are tried with, by version. */
export interface Toolchain {
  /** The Node of each version. */
  readonly nodes: Readonly<Record<string, string>>;
  /** The compiler of each version. */
  readonly compilers: Readonly<Record<string, string>>;
}

const STRANGER = { repository: REPOSITORY };

/** Gets every version from the npm registry, where npm has not done so before. */
export async function openToolchain(): Promise<{ readonly toolchain: Toolchain; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-toolchain-'));
  const names = TYPESCRIPTS.map((version) => `typescript-${version}@npm:typescript@${version}`);
  await succeed(`npm init --yes && npm install ${names.join(' ')}`, folder, STRANGER);
  const compilers = TYPESCRIPTS.map((version) => [version, join(folder, 'node_modules', `typescript-${version}`, 'bin', 'tsc')] as const);
  const nodes: [version: string, path: string][] = [];
  for (const version of NODES) {
    const path = (await succeed(`npx -y -p node@${version} node -p process.execPath`, folder, STRANGER)).trim().split('\n').at(-1) ?? '';
    const found = await succeed(`'${path}' -p process.version`, folder, STRANGER);
    if (!found.startsWith(`v${version}.`)) throw new Error(`${path} is Node ${found.trim()}, not ${version}`);
    nodes.push([version, path]);
  }
  return {
    toolchain: { nodes: Object.fromEntries(nodes), compilers: Object.fromEntries(compilers) },
    close: async () => await rm(folder, { recursive: true }),
  };
}
