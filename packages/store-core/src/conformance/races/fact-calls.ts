import type { StoredFact } from '../../contract/fact-store.ts';
import type { Store } from '../../contract/store.ts';

/** What races ask of facts. */
export type FactCall = { readonly on: 'facts' } & (
  | { readonly do: 'put'; readonly id: string; readonly key: string; readonly value: string }
  | { readonly do: 'get' | 'delete'; readonly id: string }
  | { readonly do: 'getByKey'; readonly key: string }
  | { readonly do: 'all' | 'listKeys' }
);

/** Makes the call, and gives what came of it as text. */
export async function callFacts({ facts }: Store, call: FactCall): Promise<string> {
  switch (call.do) {
    case 'put':
      await facts.put({ factId: call.id, key: call.key, value: call.value });
      return 'put';
    case 'get':
      return listed([await facts.get(call.id)]);
    case 'delete':
      await facts.delete(call.id);
      return 'deleted';
    case 'getByKey':
      return listed(await facts.getByKey(call.key));
    case 'all':
      return listed(await facts.all());
    default:
      return (await facts.listKeys()).join(', ');
  }
}

function listed(facts: readonly StoredFact[]): string {
  return facts.map(({ factId, key, value }) => `${factId} ${key} ${value}`).join(', ');
}
