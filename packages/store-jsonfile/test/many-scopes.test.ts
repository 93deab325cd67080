import { describe, expect, test } from 'vitest';
import type { Files } from '../src/files.ts';
import { item } from './support/content.ts';
import { newPath } from './support/folders.ts';
import { openOn, quickFiles } from './support/unsafe-files.ts';

/** More than stay open at a time. */
const SCOPES = 130;

describe('a store of more scopes than stay open', () => {
  test('reads each of their logs once to say which hold data, until one changes', async () => {
    let opened = 0;
    const files: Files = {
      ...quickFiles,
      open: (path, mode) => {
        opened += path.endsWith('.jsonl') ? 1 : 0;
        return quickFiles.open(path, mode);
      },
    };
    const path = await newPath();
    const store = await openOn(quickFiles, { path });
    for (let index = 0; index < SCOPES; index += 1) await store.withScope(`scope-${index}`).events.append(item('a'));
    await store.withScope('artifacts').artifacts.put('a', 'bytes');
    await store.withScope('reset').events.append(item('a'));
    await store.close();
    const again = await openOn(files, { path });
    expect((await again.scopes()).length).toBe(SCOPES + 2);
    const first = opened;
    expect((await again.scopes()).length).toBe(SCOPES + 2);
    expect((await again.scopes()).length).toBe(SCOPES + 2);
    expect(opened).toBeLessThan(first + 20);

    // Of a scope that is not open any more, the size is that of its last write.
    await again.withScope('scope-0').events.append(item('b'));
    for (let index = 1; index < SCOPES; index += 1) await again.withScope(`scope-${index}`).events.count();
    expect(await again.withScope('scope-0').events.count()).toBe(2);
    await again.close();
  });

  test('tells a reader what another process has written since', async () => {
    const path = await newPath();
    const writer = await openOn(quickFiles, { path });
    for (let index = 0; index < SCOPES; index += 1) await writer.withScope(`scope-${index}`).events.append(item('a'));
    const reader = await openOn(quickFiles, { path, readOnly: true });
    expect((await reader.scopes()).length).toBe(SCOPES);
    for (let index = 0; index < SCOPES; index += 1) await writer.withScope(`scope-${index}`).events.append(item('b'));
    for (let index = 0; index < SCOPES; index += 1) expect(await reader.withScope(`scope-${index}`).events.count()).toBe(2);
    await writer.withScope('scope-3').ledger.reset();
    expect((await reader.scopes()).length).toBe(SCOPES);
    await reader.close();
    await writer.close();
  });
});
