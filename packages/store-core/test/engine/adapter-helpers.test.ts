import { describe, expect, test } from 'vitest';
import { compareCodePoints, type Decide, type Entry, type LogState, planAppend, seal, SortedNames, type Stored, takeNames, takePage, termsOf, unseal } from '../../src/adapter.ts';

async function* read(lengths: readonly number[], seen: number[]): AsyncGenerator<Stored> {
  for (const [index, length] of lengths.entries()) {
    seen.push(index);
    yield { offset: index + 1, body: 'x'.repeat(length) };
  }
}

test.each([
  ['as many records as the limit', { limit: 2, chars: 100 }, [1, 2]],
  ['up to the record that brings the characters', { limit: 9, chars: 15 }, [1, 2]],
  ['one record at least', { limit: 9, chars: 1 }, [1]],
  ['all, where the range ends first', { limit: 9, chars: 100 }, [1, 2, 3]],
  ['nothing, with a limit of 0', { limit: 0, chars: 100 }, []],
])('takePage takes %s, and reads no further', async (_what, range, offsets) => {
  const seen: number[] = [];
  const page = await takePage(read([10, 10, 10], seen), range);
  expect(page.map(({ offset }) => offset)).toEqual(offsets);
  expect(seen).toHaveLength(offsets.length);
});

test('termsOf gives the id and each field that has a value, by name', () => {
  expect(termsOf('events', { id: 'e1', terms: ['note', null] })).toEqual([{ field: 'id', value: 'e1' }, { field: 'kind', value: 'note' }]);
  expect(termsOf('episodes', { id: 'ep', terms: [] })).toEqual([{ field: 'id', value: 'ep' }]);
});

test.each(['', '{', ',"crc32":"00000000"}', seal('}'), seal('{}}')])('a body that is none, as %j, is CORRUPT', (body) => {
  expect(() => unseal(body, () => 'events 1')).toThrow(expect.objectContaining({ code: 'CORRUPT', details: { where: 'events 1' } }));
});

test('a body with any other character, or another length, is CORRUPT', () => {
  const body = seal('{"offset":1,"id":"é"}');
  expect(unseal(body, String)).toEqual({ offset: 1, id: 'é' });
  expect(body).toMatch(/,"crc32":"[0-9a-f]{8}"\}$/);
  const changed = Array.from(body, (character, at) =>
    [character.toUpperCase(), '0', 'f', ''].filter((other) => other !== character).map((other) => body.slice(0, at) + other + body.slice(at + 1))).flat();
  expect(changed.length).toBeGreaterThan(3 * body.length);
  for (const other of [...changed, `${body} `, ` ${body}`]) {
    expect(() => unseal(other, () => 'events 1'), other).toThrow(expect.objectContaining({ code: 'CORRUPT' }));
  }
});

describe('planAppend', () => {
  const entry = (id: string, offset: number): Entry => ({ id, offset, body: `${id} at ${offset}`, terms: [] });
  const stored = new Map([['a', entry('a', 1)], ['b', entry('b', 2)]]);
  const plan = (ids: readonly string[], decide: Decide) => planAppend({ head: 5, latest: 2, count: 2 }, ids, (id) => stored.get(id), decide);

  test('asks about the records that are there', () => {
    const states: LogState[] = [];
    plan(['a', 'c'], (state) => {
      states.push(state);
      return { entries: [], head: 5 };
    });
    expect(states).toEqual([{ head: 5, latest: 2, known: new Map([['a', entry('a', 1)]]) }]);
  });
  test('tells what comes, what goes for it, and the summary afterwards', () => {
    const entries = [entry('c', 6), entry('a', 7)];
    expect(plan(['a', 'b', 'c'], () => ({ entries, head: 7 }))).toEqual({ replaced: [entry('a', 1)], entries, summary: { head: 7, latest: 7, count: 3 } });
  });
  test('leaves out what is replaced by a later one of the same append', () => {
    const entries = [entry('c', 6), entry('a', 7), entry('c', 8), entry('a', 9)];
    expect(plan(['a', 'c'], () => ({ entries, head: 9 }))).toEqual({ replaced: [entry('a', 1)], entries: entries.slice(2), summary: { head: 9, latest: 9, count: 3 } });
  });
  test('is undefined where nothing changes, but not where only the head does', () => {
    expect(plan(['a'], () => ({ entries: [], head: 5 }))).toBe(undefined);
    expect(plan([], () => ({ entries: [], head: 9 }))).toEqual({ replaced: [], entries: [], summary: { head: 9, latest: 2, count: 2 } });
  });
  test('passes on why there is no decision', () => {
    const refuse = (): never => {
      throw new RangeError('no');
    };
    expect(() => plan([], refuse)).toThrow(RangeError);
  });
});

describe('takeNames', () => {
  const names = ['a', 'b', 'b!', 'bc', 'b\uff5e', 'b\u{1f600}', 'c'];
  const sorted = new SortedNames(names);
  const asked: string[] = [];
  const next = async (from: string): Promise<string | undefined> => {
    asked.push(from);
    return await Promise.resolve(names.find((name) => compareCodePoints(name, from) >= 0));
  };

  test.each([
    { prefix: '', after: null, limit: 99 },
    { prefix: 'b', after: null, limit: 99 },
    { prefix: 'b', after: 'a', limit: 2 },
    { prefix: 'b', after: 'b', limit: 2 },
    { prefix: 'b', after: 'bz', limit: 2 },
    { prefix: 'b', after: 'c', limit: 2 },
    { prefix: 'x', after: null, limit: 9 },
    { prefix: '', after: 'c', limit: 9 },
    { prefix: '', after: null, limit: 0 },
  ])('gives the names of $prefix after $after, at most $limit, and asks for no more', async (range) => {
    asked.length = 0;
    const taken = await takeNames(range, next);
    expect(taken).toEqual(sorted.range(range));
    expect(asked.length).toBeLessThanOrEqual(Math.min(taken.length + 1, range.limit));
  });
});
