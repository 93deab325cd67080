import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare, type Program } from '@cw/store-core/conformance/model';
import { describe, expect, test } from 'vitest';
import { runDifferential, startAll } from '../src/differential/run-differential.ts';
import { sessionProgram } from '../src/differential/session-program.ts';

const SESSIONS = fileURLToPath(new URL('../../../../shared/data/airline-sessions.jsonl', import.meta.url));

describe('the same program on every adapter', () => {
  test('gives the same at every command, and the same export, also where the store is copied to another adapter midway', { timeout: 3_600_000 }, async () => {
    await expect(runDifferential({ runs: 30 })).resolves.toBeUndefined();
  });
});

describe.runIf(existsSync(SESSIONS))('recorded sessions (skipped where ../shared/data is not there)', () => {
  test('are recorded and read alike on every adapter', { timeout: 120_000 }, async () => {
    const lines = readFileSync(SESSIONS, 'utf8').split('\n').slice(0, 6);
    const move: Program = [{ kind: 'export' }, { kind: 'reopen', scope: 'default', readOnly: false }, { kind: 'export' }];
    const program = lines.flatMap((line, index) => [...sessionProgram(line, `session ${index}`), ...(index % 2 === 1 ? move : [])]);
    expect(program.length).toBeGreaterThan(200);
    expect(await compare(program, await startAll(0))).toBeNull();
  });
});
