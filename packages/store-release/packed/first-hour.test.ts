import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { guideSteps } from '../src/first-hour/guide-steps.ts';
import { replay } from '../src/first-hour/replay.ts';
import { openRegistry, type Registry } from '../src/packed/registry.ts';
import { REPOSITORY } from '../src/packed/repository.ts';
import { registryProblem, runScript } from '../src/packed/shell.ts';
import { readTarballs } from '../src/packed/tarballs.ts';

const TEMPLATE = join(REPOSITORY, 'examples', 'adapter-template');
const STRANGER = { repository: REPOSITORY };

const SUBJECT_JS = `
import { mkdtemp, rm } from 'node:fs/promises';
import { capabilities, openStore } from 'store-level';

export default {
  name: 'published',
  capabilities,
  async place() {
    const path = await mkdtemp('place-');
    return { open: (env) => openStore({ path, ...env }), destroy: () => rm(path, { recursive: true }) };
  },
};
`;

const steps = guideSteps(await readFile(join(REPOSITORY, 'docs', 'writing-an-adapter.md'), 'utf8'));

const problem = await registryProblem(STRANGER);
// A user may be offline; who proves a change may not.
const offline = problem !== null && process.env['CI'] === undefined;

describe.skipIf(offline)(offline ? `a third party (skipped: ${problem})` : 'a third party', () => {
  let folder: string;
  let registry: Registry;

  /** An empty folder outside of the repository, in which npm finds core. */
  async function emptyFolder(name: string): Promise<string> {
    const path = join(folder, name);
    await mkdir(path);
    await registry.serve(path);
    return path;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'first-hour-'));
    registry = await openRegistry(await readTarballs(inject('tarballs')));
  });

  afterAll(async () => {
    await registry.close();
    await rm(folder, { recursive: true });
  });

  test.concurrent('gets from an empty folder to Crash-safe by doing what the guide says', async ({ expect: expectHere }) => {
    const path = await emptyFolder('guide');
    await replay(steps, path, STRANGER);
    const report: unknown = JSON.parse(await readFile(join(path, 'conformance.json'), 'utf8'));
    expectHere(report).toMatchObject({ subject: 'store-level', passed: true, levels: ['core', 'durable', 'crash-safe'] });
    const [made, template] = [await manifest(path), await manifest(TEMPLATE)];
    for (const member of ['name', 'type', 'exports', 'files', 'dependencies', 'peerDependencies', 'devDependencies']) {
      expectHere(shapeOf(made[member]), `${member} of the guide's package.json`).toEqual(shapeOf(template[member]));
    }
  });

  test.concurrent('can install, check, build, lint and test a copy of the template', async ({ expect: expectHere }) => {
    const path = await emptyFolder('template');
    await cp(TEMPLATE, path, { recursive: true, filter: (source) => !source.includes('node_modules') });
    for (const [script, says] of [
      // Without the install scripts: LevelDB's binary is in the package.
      ['npm install --ignore-scripts', 'added'],
      ['npm run typecheck', 'tsc'],
      // With our linter and our rules; it finds its type-aware half on the PATH.
      [`PATH="$PATH:${REPOSITORY}node_modules/.bin" oxlint -c ${REPOSITORY}.oxlintrc.json src test`, 'Found 0 warnings and 0 errors.'],
      ['npm run build && node -e "import(\'store-level\').then(({ capabilities }) => console.log(capabilities.durability))"', 'power'],
      // A subject in JavaScript, of the adapter as it is published.
      [`cat > subject.js <<'END'\n${SUBJECT_JS}END\nnpx cw-conformance ./subject.js --only 'facts.*'`, 'published: passed'],
      // All but the crashes, which take the longest and are in the guide's run; that a child can be killed is tried by another case as well.
      ["npm test -- -t '^(?!.* crash[.])'", ' passed'],
    ] as const) {
      const { code, output } = await runScript(script, path, STRANGER);
      expectHere(code, `${script}\n${output}`).toBe(0);
      expectHere(output).toContain(says);
    }
  });
});

async function manifest(folder: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
}

/** Versions by their major: npm writes the newest one that it finds. */
function shapeOf(member: unknown): unknown {
  return JSON.parse(JSON.stringify(member).replaceAll(/\^([1-9]\d*)\.\d+\.\d+/g, '^$1'));
}
