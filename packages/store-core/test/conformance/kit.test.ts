import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { CaseContext, ConformanceCase, ConformanceSubject, Level } from '../../src/conformance/index.ts';
import { CLAUSES, CONFORMANCE_CASES, defineCase, registerConformance, runConformance } from '../../src/conformance/index.ts';
import { KIT_SCORE } from '../../src/conformance/kit-score.ts';
import { turns } from '../../src/conformance/turns.ts';
import { underWay } from '../../src/conformance/under-way.ts';
import { KIT_VERSION } from '../../src/conformance/version.ts';
import { HONEST } from './mutants/mutant.ts';

const DURABLE: ConformanceSubject = { ...HONEST, name: 'says it is durable', capabilities: { ...HONEST.capabilities, durability: 'process' } };

// Typed, as what vitest's matchers give is `any`.
const aNumber: unknown = expect.any(Number);

function containing(text: string): unknown {
  return expect.stringContaining(text);
}

function one(run: (kit: CaseContext) => Promise<void>, id = 'test.one', level: Level = 'core'): ConformanceCase {
  return defineCase(id, 'test.clause', 'a case of the test', run, level);
}

async function passes(kit: CaseContext): Promise<void> {
  kit.expect.equal(1, 1, 'one');
}

async function fails(kit: CaseContext): Promise<void> {
  kit.expect.equal({ list: [1, { x: 2 }] }, { list: [1, { x: 3 }] }, 'a value');
}

async function verdictOf(run: (kit: CaseContext) => Promise<void>, subject: ConformanceSubject = HONEST): Promise<{ verdict: string | undefined; message: string | undefined }> {
  const { cases } = await runConformance(subject, { cases: [one(run)], timeoutMs: 50 });
  return { verdict: cases[0]?.verdict, message: cases[0]?.message };
}

describe('verdicts', () => {
  test('pass: assertions that hold', async () => {
    expect(await verdictOf(passes)).toEqual({ verdict: 'pass', message: undefined });
  });

  test('fail: an assertion that does not hold, told by where the values differ first', async () => {
    expect(await verdictOf(fails)).toEqual({ verdict: 'fail', message: 'a value: expected at .list[1].x 3, got 2' });
  });

  test('fail: two long values that differ late, shown from there on', async () => {
    const texts = await verdictOf(async (kit) => kit.expect.equal(`${'x'.repeat(900)}b`, `${'x'.repeat(900)}a`, 'a text'));
    expect(texts.message).toBe(`a text: expected from UTF-16 unit 880 on "${'x'.repeat(20)}a", got "${'x'.repeat(20)}b"`);
    const bytes = await verdictOf(async (kit) => kit.expect.equal(new Uint8Array(500), new Uint8Array(500).fill(1, 499), 'bytes'));
    expect(bytes.message).toContain('bytes: expected from byte 479 of 500 on 21 bytes <00');
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    const lists = await verdictOf(async (kit) => kit.expect.equal(numbers.filter((number) => number !== 47), numbers, 'a list'));
    expect(lists.message).toBe('a list: expected from [47] on [47, 48, 49] of 50 in all, got [48, 49] of 49 in all');
  });

  test('fail: characters that nobody sees are written out', async () => {
    const { message } = await verdictOf(async (kit) => kit.expect.equal('a\u2028', '\ufeffa', 'a text'));
    expect(message).toBe(String.raw`a text: expected "\ufeffa", got "a\u2028"`);
  });

  test('fail: whatever else a case throws, at once or later', async () => {
    expect(await verdictOf(() => { throw new TypeError('at once'); })).toMatchObject({ verdict: 'fail', message: containing('at once') });
    expect(await verdictOf(async (kit) => await kit.open().then(async (store) => void await store.events.get('none')))).toMatchObject({
      verdict: 'fail', message: containing('unexpected: ITEM_NOT_FOUND'),
    });
  });

  test('fail: what was thrown, and what was tried then', async () => {
    expect((await verdictOf(() => { throw new TypeError('at once'); })).message).toMatch(/at once[^]*\nwhere it is tried that a case of the test$/);
  });

  test('fail: a statement that does not hold, a call that should have succeeded', async () => {
    expect(await verdictOf(async (kit) => kit.expect.ok(false, 'it is so'))).toEqual({ verdict: 'fail', message: 'does not hold: it is so' });
    const call = async (kit: CaseContext): Promise<unknown> => await kit.open().then(async ({ facts }) => await kit.expect.resolves(() => facts.get('none'), 'a fact'));
    expect((await verdictOf(async (kit) => void await call(kit))).message).toMatch(/^a fact: expected to succeed, got "ITEM_NOT_FOUND" \(.*none.*\)$/);
    expect(await verdictOf(async (kit) => kit.expect.equal(await kit.expect.resolves(async () => 1, 'a call'), 1, 'its result'))).toMatchObject({ verdict: 'pass' });
  });

  test('fail: a case that ends before a call that it had under way rejects', async () => {
    const gate = Promise.withResolvers<never>();
    const verdict = await verdictOf(async (kit) => {
      void underWay(gate.promise);
      await fails(kit);
    });
    gate.reject(new Error('nobody looks at this'));
    // The next turn is when a rejection counts as unhandled; vitest fails the run for one.
    await turns(1);
    expect(verdict).toMatchObject({ verdict: 'fail', message: containing('a value') });
  });

  test('fail: a call that never settles', async () => {
    expect(await verdictOf(async () => await new Promise(() => undefined))).toMatchObject({ verdict: 'fail', message: containing('not done after 50 ms') });
  });

  test('fail: a store that cannot be closed, a place that cannot be removed', async () => {
    const subject: ConformanceSubject = { ...HONEST, place: async () => ({ ...(await HONEST.place()), destroy: async () => { throw new Error('in use'); } }) };
    expect(await verdictOf(async (kit) => { await kit.open(); await passes(kit); }, subject)).toMatchObject({
      verdict: 'fail', message: containing('clearing away after the case: Error: in use'),
    });
  });

  test('kit-error: a case that asserts nothing', async () => {
    expect(await verdictOf(async (kit) => void await kit.open())).toEqual({ verdict: 'kit-error', message: 'the case asserted nothing' });
  });

  test('could-not-run: a place that cannot be had, a prerequisite that is missing', async () => {
    const homeless: ConformanceSubject = { ...HONEST, place: async () => { throw new Error('disk full'); } };
    expect(await verdictOf(async (kit) => void await kit.open(), homeless)).toEqual({ verdict: 'could-not-run', message: 'the subject gave no place: disk full' });
    expect(await verdictOf(async (kit) => void await kit.child())).toMatchObject({ verdict: 'could-not-run', message: containing('child') });
    expect(await verdictOf(async (kit) => void await kit.snapshotPlace())).toMatchObject({ verdict: 'could-not-run', message: containing('snapshot') });
    expect(await verdictOf(async (kit) => void await kit.busyPlace())).toMatchObject({ verdict: 'could-not-run', message: containing('busy') });
    expect(await verdictOf(async (kit) => await kit.damage({ kind: 'newer-format' }))).toMatchObject({ verdict: 'could-not-run', message: containing('damage') });
  });

  test('absent-verified: what the adapter declares that it cannot, and was seen not to do', async () => {
    expect(await verdictOf(async (kit) => { await passes(kit); kit.absent('there is no file'); })).toEqual({ verdict: 'absent-verified', message: 'there is no file' });
    expect(await verdictOf(async (kit) => kit.absent('said without looking'))).toMatchObject({ verdict: 'kit-error' });
  });
});

describe('assertions', () => {
  test.each([
    ['an undefined member and none', { a: undefined }, {}],
    ['0 and -0', 0, -0],
    ['a hole and undefined', [,], [undefined]], // oxlint-disable-line no-sparse-arrays -- what is to be told apart
    ['bytes', new Uint8Array([1]), new Uint8Array([2])],
    ['an array and an object', [], {}],
    ['instances of two classes', new Date(0), new Date(1)],
  ])('equal tells apart: %s', async (_what, actual, expected) => {
    expect(await verdictOf(async (kit) => kit.expect.equal(actual, expected, 'values'))).toMatchObject({ verdict: 'fail' });
  });

  test('rejects wants a StoreError of the code, thrown or rejected', async () => {
    const error = async (action: () => unknown): Promise<string | undefined> =>
      (await verdictOf(async (kit) => void await kit.expect.rejects(action, 'INVALID_VALUE', 'a call'))).message;
    expect(await error(() => 7)).toBe('a call: expected INVALID_VALUE, but it succeeded with 7');
    expect(await error(() => { throw new Error('plain'); })).toBe('a call: expected INVALID_VALUE, got what is no StoreError: Error: plain');
    expect(await error(async () => { const store = await HONEST.place().then(async (place) => await place.open({ clock: () => new Date() })); await store.events.tail(-1); }))
      .toMatch(/^a call: expected INVALID_VALUE, got "INVALID_ARGUMENT"/);
  });

  test('unchanged compares the export of the whole store', async () => {
    expect(await verdictOf(async (kit) => {
      const store = await kit.open();
      await kit.expect.unchanged(store, async () => await store.withScope('other').facts.put({ factId: 'f', key: 'k', value: 'v' }), 'a put');
    })).toMatchObject({ verdict: 'fail', message: containing('a put: it changed the store') });
  });
});

describe('a run', () => {
  test('goes on after a case that fails, and never throws for it', async () => {
    const report = await runConformance(HONEST, { cases: [one(fails, 'test.a'), one(passes, 'test.b')] });
    expect(report.cases.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['test.a fail', 'test.b pass']);
    expect(report.passed).toBe(false);
  });

  test('reports subject, versions, platform, capabilities and each case', async () => {
    const report = await runConformance(HONEST, { cases: [one(async (kit) => { await passes(kit); kit.observe({ writers: 'process' }); })], seed: 7 });
    expect(report).toEqual({
      kit: KIT_VERSION, kitScore: KIT_SCORE, contract: 1, subject: 'honest', seed: 7, effort: 1, passed: true, levels: ['core'],
      environment: { runtime: `Node.js ${process.versions.node}`, os: process.platform, architecture: process.arch },
      capabilities: { declared: HONEST.capabilities, observed: { writers: 'process' } },
      cases: [{ id: 'test.one', requirement: 'test.clause', level: 'core', verdict: 'pass', durationMs: aNumber }],
      levelReports: [
        { level: 'core', granted: true, planned: 1, executed: 1 },
        { level: 'concurrent', granted: false, planned: 0, executed: 0, reason: 'the adapter declares one writing handle' },
        { level: 'durable', granted: false, planned: 0, executed: 0, reason: 'the adapter declares no durability' },
        { level: 'crash-safe', granted: false, planned: 0, executed: 0, reason: 'the adapter declares no durability' },
      ],
    });
  });

  test('runs only the cases whose id matches a glob, and tells of each as it is done', async () => {
    const told: string[] = [];
    const cases = ['a.one', 'a.two', 'b.one', 'ba.one'].map((id) => one(passes, id));
    const ids = async (only?: string | string[]): Promise<string[]> => (await runConformance(HONEST, { cases, only, onCase: ({ id }) => told.push(id) })).cases.map(({ id }) => id);
    expect(await ids('a.*')).toEqual(['a.one', 'a.two']);
    expect(await ids(['b.one', '*.two'])).toEqual(['a.two', 'b.one']);
    expect(await ids('a.on')).toEqual([]);
    expect(await ids()).toHaveLength(4);
    expect(told).toEqual(['a.one', 'a.two', 'a.two', 'b.one', 'a.one', 'a.two', 'b.one', 'ba.one']);
  });

  test('has passed although a prerequisite above Core is missing, but is not given that level', async () => {
    const durable = async (kit: CaseContext): Promise<void> => void await kit.snapshotPlace();
    const cases = [one(passes), one(durable, 'test.two', 'durable')];
    expect(await runConformance(HONEST, { cases })).toMatchObject({ passed: true, levels: ['core'] });
    expect(await runConformance(HONEST, { cases: [one(durable)] }), 'in Core').toMatchObject({ passed: false, levels: [] });
    expect(await runConformance(HONEST, { cases, only: 'test.two' }), 'alone').toMatchObject({ passed: false, levels: [] });
  });

  test('of no case at all has not passed', async () => {
    expect(await runConformance(HONEST, { cases: [one(passes)], only: 'other' })).toMatchObject({ passed: false, levels: [], cases: [] });
  });

  test('repeats its random numbers for a seed, others for each case', async () => {
    const numbers = async (seed: number): Promise<number[]> => {
      const drawn: number[] = [];
      const draw = async (kit: CaseContext): Promise<void> => { drawn.push(kit.random(), kit.random()); await passes(kit); };
      await runConformance(HONEST, { cases: [one(draw, 'test.a'), one(draw, 'test.b')], seed });
      return drawn;
    };
    const first = await numbers(1);
    expect(await numbers(1)).toEqual(first);
    expect(await numbers(2)).not.toEqual(first);
    expect(new Set(first).size).toBe(4);
  });

  test('gives each case an empty place of its own, and clears it away', async () => {
    const log: string[] = [];
    const subject: ConformanceSubject = {
      ...HONEST,
      place: async () => {
        log.push('place');
        return { ...(await HONEST.place()), destroy: async () => void log.push('destroy') };
      },
    };
    const opensTwice = async (kit: CaseContext): Promise<void> => { await kit.open(); await kit.open(); await (await kit.newPlace()).open(); await passes(kit); };
    await runConformance(subject, { cases: [one(opensTwice), one(passes, 'test.two')] });
    expect(log).toEqual(['place', 'place', 'destroy', 'destroy']);
  });
});

describe('a subject that hands on the clock alone', () => {
  const subject: ConformanceSubject = {
    ...HONEST,
    place: async () => {
      const { open, destroy } = await HONEST.place();
      return { open: async ({ clock }) => await open({ clock }), destroy };
    },
  };

  test('passes; what it does not hand on is told as absent, with how to hand it on', async () => {
    const { passed, cases } = await runConformance(subject, { only: ['open.*', 'scopes.*', 'read-only.*'] });
    expect(passed).toBe(true);
    expect(cases.find(({ id }) => id === 'scopes.open.scope')).toMatchObject({ verdict: 'absent-verified', message: containing('openStore({ path, ...env })') });
    expect(cases.find(({ id }) => id === 'scopes.list.order')).toMatchObject({ verdict: 'pass' });
  });
});

describe('levels', () => {
  const durable = one(passes, 'test.durable', 'durable');
  const reasons = async (subject: ConformanceSubject, cases: ConformanceCase[], only?: string): Promise<Record<string, string | undefined>> => {
    const { levelReports } = await runConformance(subject, { cases, only });
    return Object.fromEntries(levelReports.map(({ level, granted, reason }) => [level, granted ? 'granted' : reason]));
  };

  test('are granted where every case of the level passed, and the level below was granted', async () => {
    expect(await reasons(DURABLE, [one(passes), durable])).toEqual({
      core: 'granted', concurrent: 'the adapter declares one writing handle', durable: 'granted', 'crash-safe': 'the kit has no case for it',
    });
    expect(await reasons(DURABLE, [one(fails), durable])).toMatchObject({ core: '1 of 1 cases did not pass', durable: 'level core is not granted' });
  });

  test('are not granted for what was left out or could not run', async () => {
    expect(await reasons(DURABLE, [one(passes), one(passes, 'test.two')], 'test.two')).toMatchObject({ core: '1 of 2 cases were run' });
    expect(await reasons(DURABLE, [one(async (kit) => void await kit.child())])).toMatchObject({ core: '1 of 1 cases did not pass' });
    expect(await reasons(DURABLE, [one(async (kit) => { await passes(kit); kit.absent('no'); })])).toMatchObject({ core: 'no case showed it' });
  });

  test('that the adapter does not claim are not granted', async () => {
    expect(await reasons(HONEST, [one(passes), durable])).toMatchObject({ core: 'granted', durable: 'the adapter declares no durability' });
  });
});

describe('registerConformance', () => {
  test('registers a test for each case, which fails unless the case is good, and says how to run it again', async () => {
    const tests = new Map<string, () => Promise<void>>();
    const runner = { describe: (_name: string, body: () => void) => body(), test: (name: string, _options: object, body: () => Promise<void>) => void tests.set(name, body) };
    const couldNotRun = async (kit: CaseContext): Promise<void> => void await kit.child();
    registerConformance(HONEST, runner, { cases: [one(passes, 'test.a'), one(fails, 'test.b'), one(couldNotRun, 'test.c'), one(passes, 'other')], only: 'test.*', seed: 5 });
    expect([...tests.keys()]).toEqual(['test.a: a case of the test', 'test.b: a case of the test', 'test.c: a case of the test']);
    await expect(tests.get('test.a: a case of the test')?.()).resolves.toBeUndefined();
    await expect(tests.get('test.b: a case of the test')?.()).rejects.toThrow(/^fail: a value: .*\n.*test\.clause\n.*only: 'test\.b', seed: 5/);
    await expect(tests.get('test.c: a case of the test')?.()).rejects.toThrow(/^could-not-run/);
  });

  test('skips a test above Core that could not run, if the runner can, and says why', async () => {
    let body: ((context?: unknown) => Promise<void>) | undefined;
    const runner = {
      describe: (_name: string, register: () => void) => register(),
      test: (_name: string, _options: object, registered: (context?: unknown) => Promise<void>) => void (body = registered),
    };
    const couldNotRun = one(async (kit) => void await kit.child(), 'test.one', 'crash-safe');
    registerConformance(HONEST, runner, { cases: [couldNotRun] });
    const skipped: string[] = [];
    await body?.({ skip: (reason: string) => skipped.push(reason) });
    expect(skipped).toEqual([containing('child')]);
    await expect(body?.()).rejects.toThrow(/^could-not-run/);
  });
});

describe('the cases', () => {
  test('have ids of their own, of lower-case words', () => {
    const ids = CONFORMANCE_CASES.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*(\.[a-z0-9]+(-[a-z0-9]+)*){1,3}$/.test(id))).toEqual([]);
  });

  test('each refer to a clause, and each clause has a case or a reason why not', () => {
    const tried = new Set(CONFORMANCE_CASES.map(({ requirement }) => requirement));
    const known = new Set(CLAUSES.map(({ id }) => id));
    expect([...tried].filter((requirement) => !known.has(requirement))).toEqual([]);
    expect(CLAUSES.filter(({ id, untried }) => tried.has(id) !== (untried === undefined)).map(({ id }) => id)).toEqual([]);
    expect(known.size).toBe(CLAUSES.length);
  });

  test('are of the version of their package', async () => {
    const manifest: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(manifest).toMatchObject({ version: KIT_VERSION });
  });
});
