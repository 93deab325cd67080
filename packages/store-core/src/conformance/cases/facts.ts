import type { StoredFact } from '../../contract/fact-store.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { NO_IDENTIFIERS, CODE_POINT_ORDER, EASILY_MISTAKEN, fact, outcomes, range, shuffled, wrong } from '../samples.ts';

const FULL = {
  factId: 'full', key: 'user.name', value: 'Ann \u0000 \u{1f600}', tags: ['b', 'a', 'b'], metadata: { nested: { list: [1, 'two', null] } },
  sensitivity: 'confidential',
} as const;

/** Keys that a pattern, a case-insensitive comparison or a range that ends too early or too late would mix up. In code-point order. */
const KEYS = [
  '%', '%%', '*', '.', 'A', 'A.b', 'Ab', '_', '__', 'a', 'a%', 'a%b', 'a*b', 'a.', 'a.b', 'a.b.c', 'aX', 'aXb', 'a\\', 'a_', 'a_b', 'ab', 'abc', 'b',
  'e\u0301', '\u00e9',
  '\ud7ff', '\ue000', '\uff5e', '\uffff', '\uffffb', '\u{10000}', '\u{1f600}', '\u{1f600}b', '\u{10ffff}', '\u{10ffff}b', '\u{10ffff}\u{10ffff}',
];

function factIds(facts: readonly StoredFact[]): string[] {
  return facts.map((one) => one.factId);
}

/** Facts. */
export const factsCases: readonly ConformanceCase[] = [
  defineCase('facts.put.read-back', 'facts.values', 'every member reads back as it was given', async (kit) => {
    const { facts } = await kit.open();
    kit.expect.equal(await facts.put(FULL), undefined, 'what put gives');
    kit.expect.equal(await facts.get('full'), FULL, 'get');
    kit.expect.equal([await facts.all(), await facts.getByKey('user.name')], [[FULL], [FULL]], 'all and getByKey');
  }),

  defineCase('facts.put.defaults', 'facts.defaults', 'what is left out, or undefined, is filled in', async (kit) => {
    const { facts } = await kit.open();
    const defaults = { tags: [], metadata: {}, sensitivity: 'public' };
    await facts.put({ factId: 'a', key: 'k', value: '' });
    await facts.put({ factId: 'b', key: 'k', value: '', tags: undefined, metadata: undefined, sensitivity: undefined });
    kit.expect.equal(await facts.all(), ['a', 'b'].map((factId) => ({ factId, key: 'k', value: '', ...defaults })), 'all()');
  }),

  defineCase('facts.put.replaces', 'facts.replace', 'put replaces every member of the fact with that id', async (kit) => {
    const { facts } = await kit.open();
    await facts.put(fact('other'));
    await facts.put(FULL);
    await facts.put({ factId: 'full', key: 'new key', value: 'new' });
    const replaced = { factId: 'full', key: 'new key', value: 'new', tags: [], metadata: {}, sensitivity: 'public' };
    kit.expect.equal(await facts.get('full'), replaced, 'get after put of the same id');
    kit.expect.equal(factIds(await facts.all()), ['full', 'other'], 'all()');
    kit.expect.equal([await facts.getByKey('user.name'), factIds(await facts.getByKey('new key'))], [[], ['full']], 'getByKey of the old key and of the new');
    kit.expect.equal(await facts.listKeys(), ['key', 'new key'], 'listKeys()');
  }),

  defineCase('facts.put.replaces-often', 'facts.replace', 'a fact put many times is there once, as it was put last', async (kit) => {
    const { facts } = await kit.open();
    await Promise.all(range(1, 300).map((n) => facts.put(fact(`f${n % 3}`, { key: `k${n % 2}`, value: `${n}` }))));
    kit.expect.equal((await facts.all()).map(({ factId, key, value }) => [factId, key, value]), [['f0', 'k0', '300'], ['f1', 'k0', '298'], ['f2', 'k1', '299']], 'all()');
    kit.expect.equal([factIds(await facts.getByKey('k0')), factIds(await facts.getByKey('k1'))], [['f0', 'f1'], ['f2']], 'getByKey of k0 and k1');
  }),

  defineCase('facts.put.refused', 'facts.replace', 'a put that is refused leaves the old fact', async (kit) => {
    const store = await kit.open();
    await store.facts.put(FULL);
    await kit.expect.unchanged(store, async () => {
      await kit.expect.rejects(store.facts.put(wrong({ ...FULL, value: 5 })), 'INVALID_VALUE', 'put with the value 5');
      await kit.expect.rejects(store.facts.put(wrong({ ...FULL, confidence: 1 })), 'INVALID_VALUE', 'put with a member `confidence`');
    }, 'a refused put');
  }),

  defineCase('facts.get.unknown', 'facts.get', 'get of an unknown id is ITEM_NOT_FOUND', async (kit) => {
    const { facts } = await kit.open();
    await facts.put(fact('a'));
    for (const id of ['b', 'A', 'a ', '%', '*', 'key', 'constructor', '__proto__', '0']) {
      await kit.expect.rejects(facts.get(id), 'ITEM_NOT_FOUND', `get('${id}') where only 'a' is stored`);
    }
  }),

  defineCase('facts.all.order', 'facts.order', 'all and getByKey are by factId in code-point order, not by when they were put', async (kit) => {
    const { facts } = await kit.open();
    for (const id of shuffled(CODE_POINT_ORDER)) await facts.put(fact(id, { key: CODE_POINT_ORDER.indexOf(id) % 2 === 0 ? 'even' : 'odd' }));
    kit.expect.equal(factIds(await facts.all()), CODE_POINT_ORDER, 'all()');
    kit.expect.equal(factIds(await facts.getByKey('even')), CODE_POINT_ORDER.filter((_, index) => index % 2 === 0), 'getByKey');
    await facts.put(fact('!', { key: 'even', value: 'put last' }));
    kit.expect.equal((await facts.all())[0]?.value, 'put last', 'value of the first of all() after it was put last');
  }),

  defineCase('facts.read.many', 'facts.order', 'an answer is whole, however many facts or keys it has', async (kit) => {
    const { facts } = await kit.open();
    const all = range(1_000, 1_799).map((n) => fact(`f${n}`, { key: n % 2 === 0 ? 'many' : `key ${n}` }));
    const many = all.filter(({ key }) => key === 'many').map(({ factId }) => factId);
    await Promise.all(all.map((one) => facts.put(one)));
    kit.expect.equal(factIds(await facts.all()), all.map(({ factId }) => factId), 'all() of 800 facts');
    kit.expect.equal(factIds(await facts.getByKey('many')), many, 'getByKey of a key with 400 facts');
    kit.expect.equal((await facts.listKeys()).length, 401, 'how many keys listKeys() gives');
    kit.expect.equal((await facts.listKeys('key ')).length, 400, 'how many keys listKeys gives with a prefix');
  }),

  defineCase('facts.get-by-key.exact', 'facts.get-by-key', 'getByKey gives the facts of exactly that key', async (kit) => {
    const { facts } = await kit.open();
    await Promise.all(EASILY_MISTAKEN.map((key, index) => facts.put(fact(`f${index}`, { key }))));
    for (const [index, key] of EASILY_MISTAKEN.entries()) {
      kit.expect.equal(factIds(await facts.getByKey(key)), [`f${index}`], `getByKey(${JSON.stringify(key)})`);
    }
    kit.expect.equal(await facts.getByKey('nowhere'), [], 'getByKey of a key that no fact has');
  }),

  defineCase('facts.distinct-ids', 'identifiers.exact', 'ids that differ at all are different facts', async (kit) => {
    const { facts } = await kit.open();
    await Promise.all(EASILY_MISTAKEN.map((id, index) => facts.put(fact(id, { value: `number ${index}` }))));
    for (const [index, id] of EASILY_MISTAKEN.entries()) kit.expect.equal((await facts.get(id)).value, `number ${index}`, `get(${JSON.stringify(id)})`);
  }),

  defineCase('facts.list-keys.order', 'facts.list-keys', 'listKeys gives each key once, in code-point order', async (kit) => {
    const { facts } = await kit.open();
    kit.expect.equal(await facts.listKeys(), [], 'where there is no fact');
    await Promise.all(shuffled([...KEYS, ...KEYS]).map((key, index) => facts.put(fact(`f${index}`, { key }))));
    kit.expect.equal(await facts.listKeys(), KEYS, 'listKeys()');
    kit.expect.equal(await facts.listKeys(undefined), KEYS, 'listKeys(undefined)');
  }),

  defineCase('facts.list-keys.prefix', 'facts.list-keys-prefix', 'a prefix is literal: % and _ mean themselves, case and composition count', async (kit) => {
    const { facts } = await kit.open();
    await Promise.all(shuffled(KEYS).map((key, index) => facts.put(fact(`f${index}`, { key }))));
    for (const prefix of ['', ...KEYS, 'z', 'a.b.c.d', '\u0000', `a${'x'.repeat(600)}`]) {
      kit.expect.equal(await facts.listKeys(prefix), KEYS.filter((key) => key.startsWith(prefix)), `listKeys(${JSON.stringify(prefix.slice(0, 20))})`);
    }
  }),

  defineCase('facts.list-keys.bad-prefix', 'arguments.unknown-keys', 'a prefix that is no string is refused', async (kit) => {
    const { facts } = await kit.open();
    await facts.put(fact('a'));
    for (const bad of [5, null, {}, { prefix: 'a' }, ['a'], '\ud800']) {
      await kit.expect.rejects(() => facts.listKeys(wrong(bad)), 'INVALID_ARGUMENT', `listKeys(${JSON.stringify(bad)})`);
    }
  }),

  defineCase('facts.delete.gone', 'facts.delete', 'what was deleted is gone for every method, and its key with the last fact that has it', async (kit) => {
    const { facts } = await kit.open();
    for (const [id, key] of [['a', 'k'], ['b', 'k'], ['c', 'other']] as const) await facts.put(fact(id, { key }));
    kit.expect.equal(await facts.delete('a'), undefined, 'what delete gives');
    await kit.expect.rejects(facts.get('a'), 'ITEM_NOT_FOUND', 'get');
    kit.expect.equal([factIds(await facts.all()), factIds(await facts.getByKey('k'))], [['b', 'c'], ['b']], 'all and getByKey');
    kit.expect.equal(await facts.listKeys(), ['k', 'other'], 'keys while a fact has them');
    await facts.delete('b');
    kit.expect.equal([await facts.listKeys(), await facts.getByKey('k')], [['other'], []], 'keys and getByKey after the last fact of a key was deleted');
    await facts.put(fact('a', { key: 'k', value: 'anew' }));
    kit.expect.equal([(await facts.get('a')).value, await facts.listKeys()], ['anew', ['k', 'other']], 'what was put anew, and the keys');
  }),

  defineCase('facts.delete.unknown', 'facts.delete', 'delete of an unknown id is ITEM_NOT_FOUND', async (kit) => {
    const store = await kit.open();
    await store.facts.put(fact('a'));
    await kit.expect.unchanged(store, async () => {
      for (const id of ['b', 'A', '%', '_', '*', 'key']) await kit.expect.rejects(store.facts.delete(id), 'ITEM_NOT_FOUND', `delete('${id}')`);
    }, 'delete of an unknown id');
  }),

  defineCase('facts.bad-identifier', 'arguments.identifiers', 'what is no identifier cannot be asked for either', async (kit) => {
    const { facts } = await kit.open();
    for (const bad of NO_IDENTIFIERS) {
      const calls = { get: () => facts.get(bad), getByKey: () => facts.getByKey(bad), delete: () => facts.delete(bad) };
      for (const [name, call] of Object.entries(calls)) await kit.expect.rejects(call, 'INVALID_VALUE', `${name}(${JSON.stringify(bad.slice(0, 20))})`);
    }
  }),

  defineCase('facts.not-awaited', 'order.calls', 'calls that are not awaited take effect in their order', async (kit) => {
    const { facts } = await kit.open();
    const value = async (): Promise<string> => (await facts.get('a')).value;
    const calls = [facts.put(fact('a', { value: '1' })), value(), facts.put(fact('a', { value: '2', key: 'k2' })), value(), facts.listKeys(), facts.delete('a'), value(),
      facts.delete('a'), facts.put(fact('a', { value: '3' })), value(), facts.listKeys()];
    const expected = [undefined, '1', undefined, '2', ['k2'], undefined, 'ITEM_NOT_FOUND', 'ITEM_NOT_FOUND', undefined, '3', ['key']];
    kit.expect.equal(await outcomes(calls), expected, 'put, get, put, get, listKeys, delete, get, delete, put, get, listKeys');
  }),
];
