import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT, TOOL } from './unbuilt-tool.ts';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));
const BLOCK = /^```(\w+)\n(.*?)^```$/gms;

/** A block of shell commands in a page, and the output that stands after it. */
export interface ShellExample {
  /** As `README.md:41`. */
  readonly where: string;
  readonly code: string;
  readonly output: string;
}

/** The `sh` blocks that have their output after them; what has none is not to be run. @param page its path in this package */
export async function readShellExamples(page: string): Promise<ShellExample[]> {
  const text = await readFile(join(PACKAGE, page), 'utf8');
  const blocks = [...text.matchAll(BLOCK)];
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    if (block[1] !== 'sh' || next?.[1] !== 'text') return [];
    return [{ where: `${page}:${text.slice(0, block.index).split('\n').length}`, code: block[2] ?? '', output: next[2] ?? '' }];
  });
}

/** Puts a `cw-store` into a folder that runs the unbuilt tool. */
export async function installTool(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const script = `#!/bin/sh\nexec ${[process.execPath, ...TOOL].map((word) => `"${word}"`).join(' ')} "$@"\n`;
  await writeFile(join(folder, 'cw-store'), script, { mode: 0o755 });
}

/** What the commands print, stderr included, as a shell without a terminal shows it. */
export async function runShell(code: string, { cwd, tools }: { readonly cwd: string; readonly tools: string }): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const env = { ...ENVIRONMENT, PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}` };
  execFile('sh', ['-euc', `exec 2>&1\n${code}`], { cwd, env }, (error, stdout) => resolve(error === null ? stdout : `${stdout}(exit code ${error.code})\n`));
  return await promise;
}

/** Without what differs from release to release, and from one version of SQLite to another. */
export function comparable(output: string): string {
  return output
    .replaceAll(/\b\d+\.\d+\.\d+\b/g, 'VERSION')
    .replaceAll(/^( {2}on disk +).*$/gm, '$1SIZE')
    .replaceAll(/^(monday\.db: ).*$/gm, '$1SIZE');
}
