import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder } from './support/folder.ts';
import { aString, containing, matching } from './support/matchers.ts';
import { fill, SUBJECTS } from './support/stores.ts';
import { call, jsonLines, type Outcome } from './support/terminal.ts';

describe.each(SUBJECTS)('a damaged store of $name', (subject) => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  const { path } = subject;

  beforeEach(async () => {
    folder = await makeFolder();
    await fill(subject, join(folder.path, path));
    await subject.damageEvent(join(folder.path, path));
  });

  afterEach(async () => await folder[Symbol.asyncDispose]());

  async function run(...args: string[]): Promise<Outcome> {
    return await call(args, { cwd: folder.path });
  }

  test('is told by verify, with exit code 1', async () => {
    const shown = await run('verify', path);
    expect(shown).toMatchObject({ exitCode: 1, stderr: '' });
    expect(shown.stdout).toMatch(/^CORRUPT .*events[^]*\n(job\/|agent\.db): \d+ findings?\n$/);
    const { exitCode, stdout } = await run('verify', path, '--json');
    expect(exitCode).toBe(1);
    expect(jsonLines(stdout)[0]).toEqual({ code: 'CORRUPT', where: containing('events'), message: aString });
  });

  test.each(['events', 'export'])('ends %s with CORRUPT, exit code 6, and what to do', async (command) => {
    const { exitCode, stderr } = await run(command, path);
    expect(exitCode).toBe(6);
    expect(stderr).toMatch(/^cw-store: CORRUPT: [^]*cw-store verify PATH/);
    expect(jsonLines((await run(command, path, '--json')).stderr)).toMatchObject([
      { error: { code: 'CORRUPT', message: aString, hint: containing('verify'), details: { where: aString } } },
    ]);
  });

  test('is not exported to a file, nor copied', async () => {
    expect(await run('export', path, '--output', 'all.jsonl')).toMatchObject({ exitCode: 6 });
    expect(await run('copy', path, 'copy.db')).toMatchObject({ exitCode: 6 });
    expect(await run('artifacts', 'ls', 'all.jsonl')).toMatchObject({ exitCode: 3 });
    expect((await run('events', 'copy.db')).stdout).toBe('');
  });

  test('gives no artifact that is damaged, and leaves no file of it', async () => {
    await subject.damageArtifact(join(folder.path, path));
    expect(await run('artifacts', 'get', path, 'log', '--output', 'log.txt')).toMatchObject({ exitCode: 6, stdout: '', stderr: containing('CORRUPT') });
    expect(await readdir(folder.path)).toEqual([path.replace('/', '')]);
    expect((await run('verify', path)).stdout).toMatch(/"?log"?[^]*\d findings\n$/);
  });

  test('still gives what is not damaged', async () => {
    expect((await run('artifacts', 'select', path, 'log', '--lines', '0:1')).stdout).toBe('start\n');
    expect((await run('events', path, '--scope', 'tenant-7')).stdout).toContain('Elsewhere');
  });
});

test('a store that cannot be opened for damage is a finding as well', async () => {
  await using folder = await makeFolder();
  const subject = SUBJECTS[1];
  if (subject === undefined) throw new Error('there is no second subject');
  await fill(subject, join(folder.path, 'job'));
  await writeFile(join(folder.path, 'job/format.json'), '{');
  expect(await call(['verify', 'job'], { cwd: folder.path })).toEqual({ exitCode: 1, stdout: matching(/^CORRUPT .*format\.json[^]*job: 1 finding\n$/), stderr: '' });
  expect(await call(['inspect', 'job'], { cwd: folder.path })).toMatchObject({ exitCode: 6 });
});

test('a store of a newer version asks for a newer adapter', async () => {
  await using folder = await makeFolder();
  const subject = SUBJECTS[1];
  if (subject === undefined) throw new Error('there is no second subject');
  await fill(subject, join(folder.path, 'job'));
  await writeFile(join(folder.path, 'job/format.json'), '{"format":"@cw/store-jsonfile","version":999}\n');
  expect(await call(['verify', 'job'], { cwd: folder.path })).toMatchObject({ exitCode: 7, stderr: matching(/SCHEMA_VERSION.*update @cw\/store-jsonfile/) });
});
