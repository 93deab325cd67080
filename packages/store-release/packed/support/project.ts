import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openRegistry } from '../../src/packed/registry.ts';
import { REPOSITORY } from '../../src/packed/repository.ts';
import { succeed } from '../../src/packed/shell.ts';
import { readTarballs } from '../../src/packed/tarballs.ts';
import type { NODES } from '../../src/packed/toolchain.ts';

/** An empty project outside of the repository, whose package managers find our packages as they would be published. */
export interface Project {
  readonly path: string;
  write(name: string, content: string): Promise<void>;
  /** Runs a script that must succeed, and gives what it wrote. @param node the version of Node. Default: that of the tests. */
  run(script: string, node?: (typeof NODES)[number]): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function openProject(): Promise<Project> {
  const path = await mkdtemp(join(tmpdir(), 'cw-project-'));
  const registry = await openRegistry(await readTarballs(inject('tarballs')));
  await registry.serve(path);
  await writeFile(join(path, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }));
  return {
    path,
    write: async (name, content) => await writeFile(join(path, name), content),
    run: async (script, node) => await succeed(script, path, { repository: REPOSITORY, ...(node === undefined ? {} : { node: inject('toolchain').nodes[node] ?? '' }) }),
    async [Symbol.asyncDispose]() {
      await registry.close();
      await rm(path, { recursive: true });
    },
  };
}
