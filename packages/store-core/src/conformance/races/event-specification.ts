import type { Specification } from '../linearizability/specification.ts';
import type { EventCall } from './event-calls.ts';

interface Log {
  /** `id text`, by offset from 1. */
  readonly items: readonly string[];
  /** The offset of each id. */
  readonly offsets: ReadonlyMap<string, number>;
}

/** The event log of one scope, as the contract has it: dense offsets, unique ids, batches whole, duplicates decided before `expectedOffset`. */
export const EVENT_SPECIFICATION: Specification<EventCall, Log> = {
  initial: { items: [], offsets: new Map() },
  key: ({ items }) => items.join('\n'),
  run(log, call) {
    const { items, offsets } = log;
    switch (call.do) {
      case 'append':
        return append(log, [call.id], call);
      case 'appendMany':
        return append(log, call.ids, call);
      case 'get': {
        const offset = offsets.get(call.id);
        return { state: log, outcome: offset === undefined ? 'ITEM_NOT_FOUND' : `${offset} ${items[offset - 1]}` };
      }
      case 'tail':
        return { state: log, outcome: listed(items, Math.max(0, items.length - call.n)) };
      case 'all':
        return { state: log, outcome: listed(items, 0) };
      default:
        return { state: log, outcome: String(items.length) };
    }
  },
};

interface Append {
  readonly text: string;
  readonly expectedOffset?: number;
}

function append(log: Log, ids: readonly string[], { text, expectedOffset }: Append): { readonly state: Log; readonly outcome: string } {
  if (ids.some((id) => log.offsets.has(id)) || new Set(ids).size < ids.length) return { state: log, outcome: 'DUPLICATE_ITEM' };
  if (expectedOffset !== undefined && expectedOffset !== log.items.length) return { state: log, outcome: 'OFFSET_CONFLICT' };
  const items = [...log.items, ...ids.map((id) => `${id} ${text}`)];
  const offsets = new Map([...log.offsets, ...ids.map((id, index) => [id, log.items.length + index + 1] as const)]);
  return { state: { items, offsets }, outcome: String(items.length) };
}

function listed(items: readonly string[], start: number): string {
  return items.slice(start).map((one, index) => `${start + index + 1} ${one}`).join(', ');
}
