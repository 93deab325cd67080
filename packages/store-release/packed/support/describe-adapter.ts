import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readFirstSteps } from '../../src/packed/readme.ts';
import { NODES, TYPESCRIPTS } from '../../src/packed/toolchain.ts';
import { openProject, type Project } from './project.ts';
import { readReport } from './report.ts';

/** How a program may have its modules found: as Node does it, with Node's types; or by a bundler, with the web's. */
const RESOLUTIONS = [
  { resolution: 'nodenext', options: { module: 'nodenext', lib: ['es2023', 'esnext.disposable'], types: ['node'] }, files: ['example.ts', 'subject.ts'] },
  { resolution: 'bundler', options: { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'esnext.disposable', 'dom'], types: [] }, files: ['example.ts', 'consumer.ts'] },
] as const;

/** A program that uses every entry point of core beside the adapter. */
const consumer = (adapter: string): string => `
import { isStoreError, type Store } from '@cw/store-core';
import { COLLECTIONS } from '@cw/store-core/adapter';
import type { OpenEnv } from '@cw/store-core/conformance';
import { openStore } from '@cw/${adapter}';

export const open = async (path: string, env: OpenEnv): Promise<Store> => await openStore({ ${adapter === 'store-memory' ? '' : 'path, '}...env });
export const name = Object.keys(COLLECTIONS).includes('events') && !isStoreError(null) ? '${adapter}' : '';
`;

/** The adapter as the conformance kit asks for it, without means to damage it or to open it in another process. */
const subject = (adapter: string): string => `
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConformanceSubject, OpenEnv } from '@cw/store-core/conformance';
import { capabilities } from '@cw/${adapter}';
import { name, open } from './consumer.js';

export const subject: ConformanceSubject = {
  name,
  capabilities,
  readOnly: ${adapter !== 'store-memory'},
  async place() {
    const folder = await mkdtemp(join(tmpdir(), 'place-'));
    const [path, destination] = [join(folder, 'store'), join(folder, 'snapshot')];
    return {
      open: async (env) => await open(path, env),
      destroy: async () => await rm(folder, { recursive: true }),
      ...(capabilities.snapshot ? { snapshot: { destination, open: async (env: OpenEnv) => await open(destination, env) } } : {}),
    };
  },
};
`;

/** @param adapter the folder of its package */
export function describeAdapter(adapter: string): void {
  describe.each(['npm install', 'pnpm add'])(`${adapter}, installed with %s`, (install) => {
    let project: Project;
    let output: string;

    beforeAll(async () => {
      const steps = await readFirstSteps(adapter);
      ({ output } = steps);
      project = await openProject();
      await project.run(steps.install.replace('npm install', install));
      await project.run(`${install} --save-dev @types/node@24`);
      await project.write('example.ts', steps.code);
      await project.write('consumer.ts', consumer(adapter));
      await project.write('subject.ts', subject(adapter));
    });

    afterAll(async () => await project[Symbol.asyncDispose]());

    test('brings core and nothing else of ours', async () => {
      expect(new Set(await readdir(join(project.path, 'node_modules', '@cw')))).toEqual(new Set([adapter, 'store-core']));
    });

    describe.each(TYPESCRIPTS)('TypeScript %s', (version) => {
      test.each(RESOLUTIONS)('accepts what uses it, modules found as with $resolution', async ({ resolution, options, files }) => {
        // Whatever is declared in the packages is checked too.
        const compilerOptions = { ...options, target: 'es2022', strict: true, skipLibCheck: false, rootDir: '.', outDir: `out-${version}-${resolution}` };
        const name = `tsconfig.${version}.${resolution}.json`;
        await project.write(name, JSON.stringify({ compilerOptions, files }));
        expect(await project.run(`node '${inject('toolchain').compilers[version]}' -p ${name}`)).toBe('');
      });
    });

    describe.each(NODES)('Node %s', (node) => {
      test('runs the first program of the README, and it prints what stands there', async () => {
        expect(await project.run('rm -rf agent.db* agent-data; node out-5.9-nodenext/example.js', node)).toBe(output);
      });

      test('gives it to require() as well', async () => {
        const script = `const { openStore } = require('@cw/${adapter}'); const { isStoreError } = require('@cw/store-core'); console.log(typeof openStore, typeof isStoreError)`;
        expect(await project.run(`node --input-type=commonjs --disable-warning=ExperimentalWarning -e "${script}"`, node)).toBe('function function\n');
      });

      // With one of the two: it takes longer than all the rest.
      if (install !== (node === '24' ? 'pnpm add' : 'npm install')) return;
      test('passes Core of the conformance kit', async () => {
        const bin = install === 'pnpm add' ? 'pnpm exec' : 'npx';
        // 1: what the subject has no means for, as damage and other processes, could not be run.
        await project.run(`${bin} cw-conformance ./out-7.0-nodenext/subject.js --json report.json || [ $? = 1 ]`, node);
        const { failures, levels } = readReport(await readFile(join(project.path, 'report.json'), 'utf8'));
        expect(failures).toEqual([]);
        expect(levels).toContain('core');
      });
    });
  });
}
