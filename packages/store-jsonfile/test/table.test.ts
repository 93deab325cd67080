import { describe, expect, test } from 'vitest';
import { Column } from '../src/table/column.ts';
import { HashTable } from '../src/table/hash-table.ts';
import { Postings } from '../src/table/postings.ts';
import { RecordTable } from '../src/table/record-table.ts';
import { hashText } from '../src/table/text-hash.ts';
import { WideColumn } from '../src/table/wide-column.ts';
import { seededRandom } from './support/random.ts';

/** Numbers around which a column, a list or a table takes another shape. */
const SIZES = [0, 1, 2, 7, 8, 9, 63, 64, 65, 16_379, 16_380, 16_381, 32_767, 32_768, 32_769, 100_000];

describe('a column', () => {
  test.each(SIZES)('keeps %i numbers, however they came', (count) => {
    const pushed = new Column();
    const numbers = Array.from({ length: count }, (_, index) => (index * 21_001) | 0);
    expect(numbers.map((number) => pushed.push(number))).toEqual([...numbers.keys()]);
    const grown = new Column();
    expect(grown.grow(count)).toBe(0);
    const bytes = [...pushed.bytes(count)];
    let taken = 0;
    for (const target of grown.bytes(count)) {
      target.set(Buffer.concat(bytes).subarray(taken, taken + target.length));
      taken += target.length;
    }
    expect(taken).toBe(4 * count);
    expect(numbers.map((_, index) => grown.get(index))).toEqual(numbers);
    expect(grown.get(count)).toBe(0);
  });

  test('that is wide keeps whole numbers up to 2^53', () => {
    const column = new WideColumn();
    const numbers = [0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 3, Number.MAX_SAFE_INTEGER];
    for (const number of numbers) column.push(number);
    expect(numbers.map((_, index) => column.get(index))).toEqual(numbers);
  });
});

describe('a table of hashes', () => {
  function filled(count: number, hashOf: (member: number) => number): { readonly table: HashTable; readonly hashes: Column } {
    const hashes = new Column();
    const table = new HashTable(hashes);
    for (let member = 0; member < count; member += 1) {
      hashes.push(hashOf(member));
      table.insert(member);
      // While it grows, too, every member is found.
      const asked = (member * 31) % (member + 1);
      expect(table.find(hashOf(asked), (found) => found === asked)).toBe(asked);
    }
    return { table, hashes };
  }

  test.each([['different', (member: number) => hashText(7, String(member))], ['alike', (member: number) => member % 3]] as const)('finds members whose hashes are %s, and no others', (_, hashOf) => {
    const { table } = filled(800, hashOf);
    for (let member = 0; member < 800; member += 1) expect(table.find(hashOf(member), (found) => found === member)).toBe(member);
    expect(table.find(hashOf(1), () => false)).toBe(-1);
    expect(table.find(123_456_789, () => true)).toBe(-1);
  });

  test('is the same from its memory, also where that was copied while members came', () => {
    const hashOf = (member: number): number => hashText(1, `m-${member}`);
    for (const count of [1, 5, 6, 40, 171, 300]) {
      const { table, hashes } = filled(count, hashOf);
      for (const _step of table.settle(16));
      const { slots } = table;
      for (let member = count; member < count + 60; member += 1) {
        hashes.push(hashOf(member));
        table.insert(member);
      }
      const known = new Column();
      for (let member = 0; member < count; member += 1) known.push(hashOf(member));
      const copy = new HashTable(known);
      for (const _step of copy.restore(Int32Array.from(slots ?? []), 16));
      // Others come in their place than those that the copy has something of.
      for (let member = count; member < 3 * count + 200; member += 1) {
        known.push(hashOf(-member));
        copy.insert(member);
      }
      for (let member = 0; member < 3 * count + 200; member += 1) {
        expect(copy.find(hashOf(member < count ? member : -member), (found) => found === member)).toBe(member);
      }
    }
  });
});

describe('lists of records', () => {
  test.each(SIZES)('keep %i members in one list beside others', (count) => {
    const postings = new Postings();
    postings.create(3);
    for (let member = 0; member < count; member += 1) {
      postings.add(1, 3 * member);
      if (member % 5 === 0) postings.add(2, member);
    }
    const list = postings.list(1);
    expect(list.length).toBe(count);
    expect(Array.from({ length: count }, (_, index) => list.at(index))).toEqual(Array.from({ length: count }, (_, index) => 3 * index));
    const other = postings.list(2);
    expect(Array.from({ length: other.length }, (_, index) => other.at(index))).toEqual(Array.from({ length: Math.ceil(count / 5) }, (_, index) => 5 * index));
    expect(postings.list(0).length).toBe(0);
  });
});

describe('a table of records', () => {
  test('knows what is present, and the last of it, whatever comes and goes', () => {
    const random = seededRandom(5);
    const ids: string[] = [];
    const table = new RecordTable(1, 9, { hasId: (record, id) => ids[record] === id, hasValue: (record, _, value) => `value ${record % 3}` === value });
    const present = new Set<number>();
    for (let turn = 0; turn < 4000; turn += 1) {
      const [last] = [...present].slice(-1);
      const gone = random() < 0.45 ? [...present][Math.floor(random() * present.size)] : random() < 0.3 ? last : undefined;
      if (gone === undefined) {
        const record = ids.push(`id ${ids.length}`) - 1;
        table.add(10 + record, ids[record] ?? '', [`value ${record % 3}`], { position: record, length: 1 });
        present.add(record);
      } else {
        table.remove(gone);
        present.delete(gone);
      }
      const latest = Math.max(-10, ...present);
      const asked = Math.floor(random() * ids.length);
      const found = table.find(ids[asked] ?? '');
      expect([table.count, table.bytes, table.latest, found]).toEqual([present.size, 2 * present.size, 10 + latest, present.has(asked) ? asked : -1]);
    }
    for (const value of [0, 1, 2]) {
      const term = table.terms.find(0, `value ${value}`);
      const list = table.terms.records(term);
      const found = Array.from({ length: list.length }, (_, index) => list.at(index)).filter((record) => table.isPresent(record));
      expect(found).toEqual([...present].filter((record) => record % 3 === value));
      expect(table.terms.recordsPresent(term)).toBe(found.length);
    }
    expect(table.terms.find(0, 'value 3')).toBe(-1);
  });

  test('tells a value of one field from one of another with the same hash, in one record', () => {
    const seed = 9;
    const hashes = (field: number): Map<number, string> => new Map(Array.from({ length: 150_000 }, (_, n) => [hashText(hashText(seed, String(field)), `${n * 7919} of ${field}`), `${n * 7919} of ${field}`]));
    const [runs, sessions] = [hashes(0), hashes(1)];
    const [hash = 0, run = ''] = [...runs].find(([each]) => sessions.has(each)) ?? [];
    const session = sessions.get(hash) ?? '';
    expect(session).not.toBe('');
    const records = [[run, session], ['another', session]];
    // What was looked for last is remembered by its value: so much that these are not.
    for (let n = 0; n < 20_000; n += 1) records.push([`other run ${n}`, `other session ${n}`]);
    const table = new RecordTable(2, seed, { hasId: () => false, hasValue: (record, field, value) => records[record]?.[field] === value });
    records.forEach((values, record) => table.add(1 + record, `id ${record}`, values, { position: record, length: 1 }));
    expect([table.terms.find(0, run), table.terms.find(1, session)].map((term) => table.terms.recordsPresent(term))).toEqual([1, 2]);
  });
});
