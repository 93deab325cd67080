import type { TestProject } from 'vitest/node';
import { openTarballs } from '../src/packed/tarballs.ts';
import { openToolchain, type Toolchain } from '../src/packed/toolchain.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the packed packages. */
    readonly tarballs: string;
    readonly toolchain: Toolchain;
  }
}

/** What is to be taken away at the end. */
const closings: (() => Promise<void>)[] = [];

/** Packs once, and gets the compilers and the Nodes that all of the tests use. */
export async function setup(project: TestProject): Promise<void> {
  const tarballs = await openTarballs();
  closings.push(tarballs.close);
  const tools = await openToolchain();
  closings.push(tools.close);
  project.provide('tarballs', tarballs.folder);
  project.provide('toolchain', tools.toolchain);
}

export async function teardown(): Promise<void> {
  for (const close of closings) await close();
}
