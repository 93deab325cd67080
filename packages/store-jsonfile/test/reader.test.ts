import { renameSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ArtifactPaths } from '../src/artifact-paths.ts';
import { openArtifact } from '../src/artifact-version.ts';
import type { Files } from '../src/files.ts';
import { openStore } from '../src/index.ts';
import { clock, collect, contentOf, fill, findingsOf, item, ledgerEvent, sorted } from './support/content.ts';
import { newPath } from './support/folders.ts';
import { kill, linesOf, startProcess } from './support/processes.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

describe('a reader beside the writer', () => {
  test('sees what was written before each of its calls, and creates nothing', async () => {
    const path = await newPath();
    const writer = await openOn(quickFiles, { path, clock });
    const reader = await openOn(quickFiles, { path, clock, readOnly: true });
    expect(await contentOf(reader)).toBe(await contentOf(writer));
    await fill(writer);
    expect(await contentOf(reader)).toBe(await contentOf(writer));
    const names = await readdir(path, { recursive: true });
    await writer.events.appendMany([item('x'), item('y')]);
    expect(await reader.events.latestOffset()).toBe(6);
    await writer.events.append(item('z'));
    expect((await reader.events.get('z')).offset).toBe(7);
    await writer.withScope('new').facts.put({ factId: 'f', key: 'k', value: 'v' });
    expect((await reader.withScope('new').facts.all()).length).toBe(1);
    expect(await reader.scopes()).toEqual(['default', 'new']);
    await reader.close();
    const namesNow = (await readdir(path, { recursive: true })).filter((name) => !name.startsWith('scopes/new'));
    expect(sorted(namesNow)).toEqual(sorted(names));
    await writer.close();
  });

  test('goes on with the new file after a compaction', async () => {
    const path = await newPath();
    const writer = await openOn(quickFiles, { path });
    const reader = await openOn(quickFiles, { path, readOnly: true });
    await writer.ledger.appendMany([ledgerEvent('a', 'run-1'), ledgerEvent('b', 'run-2'), ledgerEvent('c', 'run-1')]);
    expect(await reader.ledger.count()).toBe(3);
    const stream = reader.ledger.stream()[Symbol.asyncIterator]();
    await stream.next();
    await writer.ledger.reset({ runId: 'run-1' });
    await writer.ledger.append(ledgerEvent('d', 'run-2'));
    expect((await reader.ledger.events()).map(({ id }) => id)).toEqual(['b', 'd']);
    await stream.return?.();
    await writer.ledger.reset();
    expect(await reader.ledger.count()).toBe(0);
    await reader.close();
    await writer.close();
  });

  test('forgets what the writer took back because it could not be made durable', async () => {
    const path = await newPath();
    await (await openOn(quickFiles, { path })).close();
    const reader = await openOn(quickFiles, { path, readOnly: true });
    let failing = false;
    const writer = await openOn({
      ...quickFiles,
      sync: async () => {
        if (!failing) return;
        // All of the write is in the file here.
        expect(await reader.events.count()).toBe(2);
        throw new Error('i/o error');
      },
    }, { path });
    await writer.events.append(item('a'));
    expect(await reader.events.count()).toBe(1);
    failing = true;
    await expect(writer.events.append(item('b'))).rejects.toMatchObject({ code: 'BACKEND' });
    failing = false;
    await writer.events.append(item('c'));
    expect((await reader.events.all()).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(await reader.events.has('b')).toBe(false);
    expect((await reader.events.get('c')).offset).toBe(2);
    await reader.close();
    await writer.close();
  });

  test('reads a version of an artifact to its end, whatever comes in its place', async () => {
    const path = await newPath();
    const writer = await openOn(quickFiles, { path });
    const reader = await openOn(quickFiles, { path, readOnly: true });
    await writer.artifacts.put('a', new Uint8Array(400_000).fill(1));
    const pieces = reader.artifacts.stream('a')[Symbol.asyncIterator]();
    const first = await pieces.next();
    await writer.artifacts.put('a', new Uint8Array(400_000).fill(2));
    await writer.artifacts.delete('a');
    const rest = await collect({ [Symbol.asyncIterator]: () => pieces });
    const bytes = Buffer.concat([first.value ?? new Uint8Array(), ...rest]);
    expect(bytes.length).toBe(400_000);
    expect(bytes.every((byte) => byte === 1)).toBe(true);
    expect(await reader.artifacts.exists('a')).toBe(false);
    await reader.close();
    await writer.close();
  });

  test('opens one version of an artifact, also where it is replaced while it is being opened', async () => {
    const path = await newPath();
    const next = await newPath();
    for (const [place, content] of [[path, 'old'], [next, 'the next one']] as const) {
      const store = await openOn(quickFiles, { path: place });
      await store.artifacts.put('a', content);
      await store.close();
    }
    const folder = join('scopes', 'default', 'artifacts');
    let replaced = false;
    const files: Files = {
      ...quickFiles,
      open: (file, mode) => {
        if (file.endsWith('.data') && !replaced) {
          replaced = true;
          for (const name of ['a.data', 'a.json']) renameSync(join(next, folder, name), join(path, folder, name));
        }
        return quickFiles.open(file, mode);
      },
    };
    const artifact = openArtifact(files, new ArtifactPaths(join(path, folder)), 'a');
    expect(replaced).toBe(true);
    expect(artifact?.body).toContain('"sizeBytes":12');
    expect(artifact?.size()).toBe(12);
    artifact?.close();
  });

  test('never sees a mixture while another process replaces everything', { timeout: 30_000 }, async () => {
    const path = await newPath();
    await (await openStore({ path })).close();
    const child = startProcess('./replace-child.ts', [path]);
    expect((await linesOf(child).next()).value).toBe('begun');
    const reader = await openStore({ path, readOnly: true });
    const seen = new Set<string>();
    let events = 0;
    for (let round = 0; round < 400; round += 1) {
      // Verified against their hash.
      const bytes = await reader.artifacts.get('a');
      expect(bytes.length).toBeGreaterThan(0);
      seen.add((await reader.artifacts.ref('a')).label);
      expect((await reader.facts.getByKey('k')).length).toBe(1);
      const count = await reader.events.count();
      expect(count % 2).toBe(0);
      expect(count).toBeGreaterThanOrEqual(events);
      events = count;
    }
    expect(seen.size).toBeGreaterThan(5);
    expect(await findingsOf(reader)).toEqual([]);
    await kill(child);
    await reader.close();
    await using store = await openStore({ path });
    expect(await findingsOf(store)).toEqual([]);
  });
});
