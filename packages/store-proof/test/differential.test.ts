import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ConformanceSubject } from '@cw/store-core/conformance';
import { compare, type Program, StoreMachine } from '@cw/store-core/conformance/model';
import { describe, expect, test } from 'vitest';
import { KEPT_MEMORY } from '../src/differential/adapters.ts';
import { runDifferential } from '../src/differential/run-differential.ts';
import { runSessions } from '../src/differential/run-sessions.ts';

const SESSIONS = fileURLToPath(new URL('../../../../shared/data/airline-sessions.jsonl', import.meta.url));

describe('the same program on every adapter', () => {
  test('gives the same at every command, and the same export, also where the store is copied to another adapter midway', { timeout: 120_000 }, async () => {
    await expect(runDifferential({ runs: 30 })).resolves.toBeUndefined();
  });
});

describe('an adapter that differs', () => {
  /** What is opened again is empty. */
  const forgetful: ConformanceSubject = {
    ...KEPT_MEMORY,
    place: async () => ({ open: async (env) => await (await KEPT_MEMORY.place()).open(env), destroy: async () => undefined }),
  };

  test('is named, with the command that tells', async () => {
    const program: Program = [
      { kind: 'call', scope: 's', room: 'facts', method: 'put', args: [{ factId: 'f', key: 'k', value: '' }] },
      { kind: 'move', scope: 'default' },
      { kind: 'reopen', scope: 'default', readOnly: false },
      { kind: 'call', scope: 's', room: 'facts', method: 'listKeys', args: [] },
      { kind: 'export' },
    ];
    const start = async (subject: ConformanceSubject): Promise<StoreMachine> => await StoreMachine.start(subject, 60_000);
    const honest = { contenders: [{ name: 'one', machine: await start(KEPT_MEMORY) }], expected: await start(KEPT_MEMORY) };
    expect(await compare(program, honest)).toBeNull();
    const broken = { contenders: [{ name: 'other', machine: await start(forgetful) }], expected: await start(KEPT_MEMORY) };
    const found = await compare(program, broken);
    expect(found?.program).toEqual(program.slice(0, 4));
    expect(found?.problem).toMatch(/^other: expected \["k"\], got \[\]/);
  });
});

describe.runIf(existsSync(SESSIONS))('recorded sessions (skipped where ../shared/data is not there)', () => {
  test('are recorded and read alike on every adapter', { timeout: 120_000 }, async () => {
    const lines = readFileSync(SESSIONS, 'utf8').split('\n').slice(0, 6);
    expect(await runSessions(lines)).toBeGreaterThan(200);
  });
});
