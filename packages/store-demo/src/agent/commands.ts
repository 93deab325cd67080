import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './run-command.ts';

/** The workspace that the agent works on: the one that it is part of. */
export const WORKSPACE: string = fileURLToPath(new URL('../../../../', import.meta.url));

export function gitCommand(args: readonly string[]): Command {
  return { file: 'git', args: ['--no-pager', ...args] };
}

/** The type checker of this workspace. */
export function tscCommand(args: readonly string[]): Command {
  return { file: process.execPath, args: ['node_modules/typescript/bin/tsc', ...args] };
}

/** The pnpm that runs this script, otherwise the one on the PATH. */
export function pnpmCommand(args: readonly string[]): Command {
  const running = process.env['npm_execpath'] ?? '';
  if (!basename(running).startsWith('pnpm')) return { file: 'pnpm', args };
  // A script in the releases for Node, a binary of its own in the others.
  return /\.[cm]?js$/.test(running) ? { file: process.execPath, args: [running, ...args] } : { file: running, args };
}
