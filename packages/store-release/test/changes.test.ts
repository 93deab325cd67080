import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkChanges } from '../src/changes/check-changes.ts';
import { REPOSITORY } from '../src/packed/repository.ts';
import { succeed } from '../src/packed/shell.ts';

const REPORT = 'packages/store-core/etc/store-core.api.md';
const TOLD = `${REPORT}: the public API has changed, and no changeset tells users so: write one with \`pnpm changeset\``;

let folder: string;
const git = async (command: string): Promise<string> => await succeed(`git -c user.name=a -c user.email=a@example.com ${command}`, folder, { repository: REPOSITORY });

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function commit(path: string, content: string): Promise<void> {
  await write(path, content);
  await git('add .');
  await git('commit --quiet --message change');
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cw-changes-'));
  await git('init --quiet --initial-branch main');
  await commit('.changeset/old.md', 'an earlier change');
  await commit(REPORT, 'before');
  await git('checkout --quiet -b change');
});

afterEach(async () => await rm(folder, { recursive: true }));

test('a change of the API without a changeset is told', async () => {
  await commit(REPORT, 'after');
  expect(await checkChanges(folder, 'main')).toEqual({ skipped: null, problems: [TOLD] });
});

test('so is one that is not committed yet', async () => {
  await write(REPORT, 'after');
  expect((await checkChanges(folder, 'main')).problems).toEqual([TOLD]);
});

test('a changeset tells users of it', async () => {
  await commit(REPORT, 'after');
  await commit('.changeset/new.md', 'it is new');
  expect(await checkChanges(folder, 'main')).toEqual({ skipped: null, problems: [] });
});

test('a change of a stored format without a changeset is told', async () => {
  await commit('packages/store-sqlite/src/migrations/0003-more/up.ts', '');
  await commit('packages/store-proof/golden/sqlite-3.db', '');
  expect((await checkChanges(folder, 'main')).problems).toEqual([expect.stringContaining('0003-more/up.ts: the format of SQLite stores'), expect.stringContaining('golden/sqlite-3.db: a stored format')]);
});

test('what users do not notice needs none', async () => {
  await commit('packages/store-core/src/index.ts', '');
  expect(await checkChanges(folder, 'main')).toEqual({ skipped: null, problems: [] });
});

test('where there is nothing to compare with, it says so', async () => {
  expect(await checkChanges(folder, 'origin/main')).toEqual({ skipped: 'there is no origin/main to compare with', problems: [] });
  expect(await checkChanges(folder, 'main')).toEqual({ skipped: 'nothing has changed since main', problems: [] });
});
