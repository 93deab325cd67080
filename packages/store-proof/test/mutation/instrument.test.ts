import { afterEach, describe, expect, test } from 'vitest';
import { FALSY, NULLISH, TRUTHY } from '../../src/mutation/change.ts';
import { instrument, numbered } from '../../src/mutation/instrument.ts';
import { mutantsOf } from '../../src/mutation/mutant.ts';
import { EndlessError, installSwitch, NONE } from '../../src/mutation/switch.ts';
import type { MutationSwitch } from '../../src/mutation/switch.ts';
import { parseSource } from '../../src/mutation/syntax.ts';

interface Loaded {
  readonly mutation: MutationSwitch;
  readonly run: (...values: unknown[]) => unknown;
  /** The number of the mutant whose id ends so. */
  readonly numberOf: (end: string) => number;
  readonly program: string;
  readonly mutants: ReturnType<typeof numbered<ReturnType<typeof mutantsOf>[number]>>;
}

/** A function `run` of TypeScript, with its mutants. */
async function load(typescript: string): Promise<Loaded> {
  const source = parseSource(typescript);
  const mutants = numbered(mutantsOf('f.ts', source), 0);
  const mutation = installSwitch(mutants.length);
  const program = instrument(source.text, mutants);
  const { run } = (await import(`data:text/javascript,${encodeURIComponent(program)}`)) as Pick<Loaded, 'run'>;
  const numberOf = (end: string): number => {
    const found = mutants.find(({ id }) => id.endsWith(end));
    if (found === undefined) throw new Error(`${end}: no such mutant`);
    return found.number;
  };
  return { mutation, run, numberOf, program, mutants };
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for('cw.mutation'));
});

describe('an instrumented program', () => {
  test('runs as the original while no mutant is active, and as the one that is', async () => {
    const { mutation, run, numberOf } = await load('export function run(a: number, b: number): string { return a < b ? `${a + b}` : \'no\'; }');
    expect([run(1, 2), run(2, 2)]).toEqual(['3', 'no']);
    mutation.set(numberOf('a < b => true'), 9);
    expect([run(1, 2), run(2, 2)]).toEqual(['3', '4']);
    mutation.set(numberOf('a < b => (a) <= (b)'), 9);
    expect(run(2, 2)).toBe('4');
    mutation.set(numberOf('a + b => (a) - (b)'), 9);
    expect(run(1, 2)).toBe('-1');
    mutation.set(NONE, 0);
    expect(run(1, 2)).toBe('3');
  });
  test('leaves a statement out', async () => {
    const { mutation, run, numberOf } = await load('export function run(list: number[]): number[] { list.push(1); if (list.length > 1) { list.pop(); list.reverse(); } return list; }');
    expect(run([])).toEqual([1]);
    mutation.set(numberOf('list.push(1); => (gone)'), 9);
    expect(run([])).toEqual([]);
    mutation.set(numberOf('list.pop(); => (gone)'), 9);
    expect(run([7])).toEqual([1, 7]);
  });
  test('has its lines where the source has them', async () => {
    const text = 'type A = 1;\n\nexport function run(a: A): boolean {\n  return a === 1;\n}\n';
    expect((await load(text)).program.split('\n').map((line) => line.includes('===1'))).toEqual(text.split('\n').map((line) => line.includes('=== 1')));
  });
  test('counts how often each place is reached', async () => {
    const { mutation, run, mutants } = await load('export function run(a) { for (let i = 0; i < a; i += 1) { if (i > 1) i += 0; } return a; }');
    run(3);
    const [site] = mutants.filter(({ original }) => original === 'i > 1').map((mutant) => mutant.site);
    expect(mutation.reached[site ?? -1]).toBe(3);
  });
  test('keeps the values of what is watched', async () => {
    const { mutation, run, mutants } = await load('export function run(a) { return a ?? 1; }');
    run(0);
    run('x');
    const [watch] = mutants.flatMap((mutant) => (mutant.watch === undefined ? [] : [mutant.watchNumber]));
    expect(mutation.seen[watch ?? -1]).toBe(FALSY | TRUTHY);
    run(null);
    expect(mutation.seen[watch ?? -1]).toBe(FALSY | TRUTHY | NULLISH);
  });
});

describe('the switch', () => {
  test('ends a mutant that is run too often', async () => {
    const { mutation, run, numberOf } = await load('export function run() { let i = 0; while (i < 5) i += 1; return i; }');
    expect(run()).toBe(5);
    mutation.set(numberOf('i += 1; => (gone)'), 1000);
    expect(run).toThrow(EndlessError);
    expect(mutation.endless).toBe(true);
    mutation.set(NONE, 0);
    expect(run()).toBe(5);
  });
});
