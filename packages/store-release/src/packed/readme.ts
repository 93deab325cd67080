import { readFile } from 'node:fs/promises';
import { readBlocks } from '../../../store-docs/src/blocks.ts';
import { readExamples } from '../../../store-docs/src/examples.ts';
import { REPOSITORY } from './repository.ts';

/** What the README of a package tells its reader to do first. */
export interface FirstSteps {
  /** The command that installs it. */
  readonly install: string;
  /** The first program. */
  readonly code: string;
  /** What it prints. */
  readonly output: string;
}

/** @param name that of the package's folder */
export async function readFirstSteps(name: string): Promise<FirstSteps> {
  const page = `packages/${name}/README.md`;
  const blocks = readBlocks(page, await readFile(`${REPOSITORY}${page}`, 'utf8'));
  const install = blocks.find(({ info, body }) => info === 'sh' && body.startsWith('npm install '))?.body.trim();
  const [example] = readExamples(blocks);
  if (install === undefined || example === undefined || example.output === null) throw new Error(`${page} has no command to install it, or no example with its output`);
  return { install, code: example.code, output: example.output };
}
