import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, runInBrowser } from '../src/packed/browser.ts';
import { openProject, type Project } from './support/project.ts';
import { readReport } from './support/report.ts';

const chromium = findChromium();

const MAIN = `
import { runConformance } from '@cw/store-core/conformance';
import { capabilities, openStore } from '@cw/store-memory';

const subject = { name: 'browser', capabilities, place: async () => ({ open: openStore, destroy: async () => undefined }) };
let body;
try {
  body = JSON.stringify(await runConformance(subject));
} catch (error) {
  body = JSON.stringify({ error: String(error) });
}
await fetch('/result', { method: 'POST', body });
`;

describe.skipIf(chromium === null)(chromium === null ? 'a browser (skipped: no chromium on the PATH)' : 'a browser', () => {
  let project: Project;

  beforeAll(async () => {
    project = await openProject();
    await project.run('npm install @cw/store-core @cw/store-memory');
    await project.write('main.js', MAIN);
  });

  afterAll(async () => await project[Symbol.asyncDispose]());

  test('runs core and the memory adapter out of a bundle, and they pass Core there', async () => {
    const bundle = await rolldown({ input: join(project.path, 'main.js'), platform: 'browser', logLevel: 'silent' });
    const { output } = await bundle.generate({ format: 'esm' });
    await bundle.close();
    const files = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])));
    const { failures, levels } = readReport(await runInBrowser(chromium ?? '', files));
    expect(failures).toEqual([]);
    expect(levels).toEqual(['core']);
  });
});
