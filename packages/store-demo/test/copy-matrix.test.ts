import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importTranscriptFile } from '@cw/store-cli/transcripts';
import { copyStore, type Store } from '@cw/store-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdapterName, ADAPTERS, openLocation } from '../src/adapters.ts';
import { exportText } from './export-text.ts';

const SESSIONS = fileURLToPath(new URL('../../../../shared/data/airline-sessions.jsonl', import.meta.url));
const PAIRS = ADAPTERS.flatMap((from) => ADAPTERS.map((to) => ({ from, to })));

describe.runIf(existsSync(SESSIONS))('a hundred recorded sessions (skipped where ../shared/data is not there)', { timeout: 60_000 }, () => {
  const badLines: string[] = [];
  let folder: string;
  let imported: Store;
  let expected: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cw-matrix-'));
    imported = await openLocation({ adapter: 'memory' });
    await importTranscriptFile(imported, SESSIONS, { onRefused: (line, reason) => badLines.push(`${line}: ${reason}`) });
    expected = await exportText(imported);
  });

  afterAll(async () => {
    await imported.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(adapter: AdapterName, name: string): Promise<Store> {
    return await openLocation(adapter === 'memory' ? { adapter } : { adapter, path: join(folder, name) });
  }

  test('are imported whole', async () => {
    expect(badLines).toEqual([]);
    expect(await imported.scopes()).toHaveLength(100);
    expect(await imported.withScope('airline-sessions:0001').events.count()).toBeGreaterThan(10);
  });

  test.each(PAIRS)('export the same bytes after a copy from $from to $to', async ({ from, to }) => {
    await using source = await open(from, `${from}-to-${to}-source`);
    await copyStore(imported, source);
    await using target = await open(to, `${from}-to-${to}-target`);
    const { artifacts } = await copyStore(source, target);
    expect(artifacts).toBe(47);
    // Megabytes: that they differ is said better without the difference.
    expect((await exportText(target)) === expected).toBe(true);
  });
});
