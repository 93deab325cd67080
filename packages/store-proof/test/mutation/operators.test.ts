import { describe, expect, test } from 'vitest';
import { mutantsOf } from '../../src/mutation/mutant.ts';
import { parseSource } from '../../src/mutation/syntax.ts';

/** The mutants of a statement, as `operator: original => mutated`. */
function mutants(typescript: string): string[] {
  return mutantsOf('f.ts', parseSource(typescript)).map(({ operator, original, replacement }) => `${operator}: ${original} => ${replacement ?? '(gone)'}`);
}

describe('what is changed', () => {
  test('a condition always holds, or never; its own comparison and negation are left', () => {
    expect(mutants('if (a === b) c;')).toEqual(['condition: a === b => true', 'condition: a === b => false']);
    expect(mutants('x = !a ? b : c')).toEqual(['statement: x = !a ? b : c => (gone)', 'condition: !a => true', 'condition: !a => false']);
  });
  test('a loop never runs, but is not made endless', () => {
    expect(mutants('while (a) {}')).toEqual(['condition: a => false']);
    expect(mutants('for (; a;) {}')).toEqual(['condition: a => false']);
  });
  test('&&, || and ?? give one side alone', () => {
    expect(mutants('const x = a && b')).toEqual(['one-side: a && b => a', 'one-side: a && b => b']);
    expect(mutants('const x = a ?? b')).toEqual(['one-side: a ?? b => a', 'one-side: a ?? b => b']);
  });
  test('comparisons, sums and products change', () => {
    expect(mutants('const x = a === b')).toEqual(['equality: a === b => (a) !== (b)']);
    expect(mutants('const x = a < b')).toEqual(['relation: a < b => (a) <= (b)']);
    expect(mutants('const x = a >= b')).toEqual(['relation: a >= b => (a) > (b)']);
    expect(mutants('const x = a + b')).toEqual(['arithmetic: a + b => (a) - (b)']);
    expect(mutants('const x = a * b')).toEqual(['arithmetic: a * b => (a) / (b)']);
    expect(mutants('const x = a + (b ? c : d)')).toEqual(['arithmetic: a + (b ? c : d) => (a) - (b ? c : d)', 'condition: b => true', 'condition: b => false']);
    expect(mutants('const x = a + \'b\'')).toEqual([]);
  });
  test('a number is one more and one less, a boolean the other one', () => {
    expect(mutants('const x = 7')).toEqual(['number: 7 => 8', 'number: 7 => (6)']);
    expect(mutants('const x = 0')).toEqual(['number: 0 => 1']);
    expect(mutants('const x = true')).toEqual(['boolean: true => false']);
  });
  test('! and - go', () => {
    expect(mutants('const x = !a')).toEqual(['negation: !a => a']);
    expect(mutants('const x = -a')).toEqual(['negation: -a => a']);
  });
  test('calls, assignments, throws and early returns go, but not what an if does alone, nor the last return', () => {
    expect(mutants('function f() { g(); throw e; }')).toEqual(['statement: g(); => (gone)', 'statement: throw e; => (gone)']);
    expect(mutants('function f() { for (const x of y) return x; return z; }')).toEqual(['statement: return x; => (gone)']);
    expect(mutants('if (a) { throw e; }')).toEqual(['condition: a => true', 'condition: a => false']);
    expect(mutants('class A { constructor(a) { this.a = a; } }')).toEqual([]);
  });
  test('a method gives way to its twin, or goes', () => {
    expect(mutants('const x = Math.min(a, b)')).toEqual(['twin: Math.min(a, b) => Math.max(a, b)']);
    expect(mutants('const x = a.some(f)')).toEqual(['twin: a.some(f) => a.every(f)']);
    expect(mutants('const x = a.toSorted(f)')).toEqual(['untransformed: a.toSorted(f) => a']);
    expect(mutants('const x = Object.freeze(a)')).toEqual(['untransformed: Object.freeze(a) => a']);
    expect(mutants('const x = a.toString()')).toEqual([]);
  });
  test('spread, defaults and literals are emptied', () => {
    expect(mutants('const x = { ...a, b }')).toEqual(['spread: a => {}']);
    expect(mutants('const x = [...a]')).toEqual(['spread: a => []']);
    expect(mutants('const x = [a, b]')).toEqual(['emptied: [a, b] => []']);
    expect(mutants('const f = (a = b) => a')).toEqual(['default: b => undefined']);
    expect(mutants('f(x, { details: { id } })')).toEqual(['statement: f(x, { details: { id } }) => (gone)', 'emptied: { id } => {}']);
  });
});

describe('what is left alone', () => {
  test('types, imports and names', () => {
    expect(mutants('import { a } from \'b\'; interface I { readonly a: 1 | true } const x: Array<2> = y as 3;')).toEqual([]);
    expect(mutants('const x = { 1: a };')).toEqual([]);
  });
  test('messages, and what chooses between them', () => {
    expect(mutants('const x = new E(`it has ${a ?? b} and more`)')).toEqual([]);
    expect(mutants('const x = a === b ? \'it is so\' : \'it is not\'')).toEqual([]);
  });
  test('a default that only the type checker asks for', () => {
    expect(mutants('const x = a[b] ?? 0; const z = a.codePointAt(b) ?? d')).toEqual([]);
    expect(mutants('const x = a.get(b) ?? c')).toEqual(['one-side: a.get(b) ?? c => a.get(b)', 'one-side: a.get(b) ?? c => c']);
  });
  test('an inner link of an optional chain', () => {
    expect(mutants('const x = a?.b.slice(1).length')).toEqual(['number: 1 => 2', 'number: 1 => (0)']);
    expect(mutants('const x = a?.slice()')).toEqual(['untransformed: a?.slice() => a']);
  });
});

describe('an id', () => {
  const idsOf = (text: string): string[] => mutantsOf('f.ts', parseSource(text)).map(({ id }) => id);

  test('names the file, the declaration, the change, and which of several that look alike', () => {
    expect(idsOf('class A { b() { return [1, 1].length; } }')).toEqual([
      'f.ts A.b | emptied | [1, 1] => []', 'f.ts A.b | number | 1 => 2', 'f.ts A.b | number | 1 => (0)', 'f.ts A.b | number | 1 => 2 #2', 'f.ts A.b | number | 1 => (0) #2',
    ]);
  });
  test('stays when something else is edited', () => {
    const before = 'function f() { return a < b; }';
    expect(idsOf(`// a comment\nconst more = 7;\n\n${before}`)).toEqual(expect.arrayContaining(idsOf(before)));
  });
  test('has a hash in place of what is long', () => {
    const [id = ''] = idsOf(`const x = f && g(${'a'.repeat(200)});`);
    expect(id).toMatch(/^f\.ts x \| one-side \| f && g\(a+… [0-9a-f]{8} => f$/);
  });
});

describe('a place', () => {
  test('is that of the TypeScript source', () => {
    const places = mutantsOf('f.ts', parseSource('type A = { b: 1 };\nconst c: A = d;\n  const e = 1 as number;\n')).map(({ line, column }) => [line, column]);
    expect(places).toEqual([[3, 13], [3, 13]]);
  });
});
