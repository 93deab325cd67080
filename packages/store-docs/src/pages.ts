import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash. */
export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url));

/** Written by programs from code and results; other tests compare them with that. */
const GENERATED = ['docs/performance.md', 'docs/conformance-mutants.md', 'docs/conformance-requirements.md'];

/** Replayed as a whole, command by command, by a test of store-proof. */
const REPLAYED = ['docs/writing-an-adapter.md'];

/** Its commands, and what they print, are replayed by a test of the tool itself. */
const REPLAYED_BY_THE_TOOL = ['packages/store-cli/README.md'];

/** Of a repository of its own, which that page builds. */
const ELSEWHERE = ['examples/adapter-template/README.md'];

/** Every page of the repository, as its path from the root. */
export const ALL_PAGES: readonly string[] = globSync(['*.md', 'llms.txt', 'docs/*.md', 'packages/*/README.md', 'bench/README.md', 'examples/*/README.md', '.github/**/*.md'], {
  cwd: ROOT,
})
  .map((path) => path.replaceAll('\\', '/'))
  .sort((a, b) => (a < b ? -1 : 1));

/** Those whose blocks of code are tried here. */
export const TRIED_PAGES: readonly string[] = ALL_PAGES.filter((page) => ![...GENERATED, ...REPLAYED, ...ELSEWHERE].includes(page));

/** Those whose commands are tried here. */
export const PAGES_OF_COMMANDS: readonly string[] = TRIED_PAGES.filter((page) => !REPLAYED_BY_THE_TOOL.includes(page));

/** @param page its path from the root */
export async function readPage(page: string): Promise<string> {
  return await readFile(`${ROOT}${page}`, 'utf8');
}
