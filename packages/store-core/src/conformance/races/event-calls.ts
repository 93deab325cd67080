import type { StoredItem } from '../../contract/event-log.ts';
import type { Store } from '../../contract/store.ts';
import { item } from '../samples.ts';

/** What races ask of an event log. `text` tells who wrote an item. */
export type EventCall = { readonly on: 'events' } & (
  | { readonly do: 'append'; readonly id: string; readonly text: string; readonly expectedOffset?: number }
  | { readonly do: 'appendMany'; readonly ids: readonly string[]; readonly text: string; readonly expectedOffset?: number }
  | { readonly do: 'get'; readonly id: string }
  | { readonly do: 'tail'; readonly n: number }
  | { readonly do: 'all' | 'count' | 'latestOffset' }
);

/** Makes the call, and gives what came of it as text. */
export async function callEvents({ events }: Store, call: EventCall): Promise<string> {
  switch (call.do) {
    case 'append':
      return String(await events.append(item(call.id, { text: call.text }), { expectedOffset: call.expectedOffset }));
    case 'appendMany':
      return String(await events.appendMany(call.ids.map((id) => item(id, { text: call.text })), { expectedOffset: call.expectedOffset }));
    case 'get':
      return listed([await events.get(call.id)]);
    case 'tail':
      return listed(await events.tail(call.n));
    case 'all':
      return listed(await events.all());
    default:
      return String(await events[call.do]());
  }
}

function listed(items: readonly StoredItem[]): string {
  return items.map(({ offset, id, text }) => `${offset} ${id} ${text}`).join(', ');
}
