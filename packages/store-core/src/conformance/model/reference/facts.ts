import type { StoredFact } from '../../../contract/fact-store.ts';
import { byCodePoint } from '../../samples.ts';
import { jsonObject } from './json.ts';
import { refuse } from './refusal.ts';
import type { RoomModel } from './room.ts';
import * as check from './values.ts';
import { copied } from './world.ts';
import type { ScopeData } from './world.ts';

const MEMBERS = ['factId', 'key', 'value', 'tags', 'metadata', 'sensitivity'];

export function factsModel(data: ScopeData): RoomModel<'facts'> {
  const known = (id: unknown): StoredFact => {
    const asked = check.identifier(id, 'id');
    return data.facts.find(({ factId }) => factId === asked) ?? refuse('ITEM_NOT_FOUND');
  };
  return {
    put: (value) => {
      const fact = readFact(value);
      data.facts = [...data.facts.filter(({ factId }) => factId !== fact.factId), fact];
    },
    get: (id) => copied(known(id)),
    getByKey: (key) => {
      const asked = check.identifier(key, 'key');
      return copied(inOrder(data.facts).filter((fact) => fact.key === asked));
    },
    listKeys: (prefix) => {
      const begin = prefix === undefined ? '' : check.bound(prefix);
      return [...new Set(data.facts.map(({ key }) => key))].filter((key) => key.startsWith(begin)).toSorted(byCodePoint);
    },
    delete: (id) => {
      const gone = known(id);
      data.facts = data.facts.filter((fact) => fact !== gone);
    },
    all: () => copied(inOrder(data.facts)),
  };
}

/** By factId in code-point order. */
export function inOrder(facts: readonly StoredFact[]): StoredFact[] {
  return facts.toSorted((a, b) => byCodePoint(a.factId, b.factId));
}

function readFact(value: unknown): StoredFact {
  const fact = check.members(value, 'fact', MEMBERS);
  return {
    factId: check.identifier(fact['factId'], 'factId'),
    key: check.identifier(fact['key'], 'key'),
    value: check.text(fact['value'], 'value'),
    tags: check.tags(fact['tags'], 'tags'),
    metadata: jsonObject(fact['metadata'], 'metadata'),
    sensitivity: check.sensitivity(fact['sensitivity'], 'sensitivity'),
  };
}
