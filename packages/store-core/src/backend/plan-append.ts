import type { Decide, Entry, Stored, Summary } from './backend.ts';

/** What an append changes. */
export interface AppendPlan {
  /** The records that go, since others take their place. */
  readonly replaced: readonly Stored[];
  /** The records that come, in rising order of offset; no two of them have the same id. */
  readonly entries: readonly Entry[];
  /** The summary of the collection from now on. */
  readonly summary: Summary;
}

/**
 * What an append changes, for storages that are read one by one: `get` finds the record with an id, `before` is the summary of the collection.
 * To be called under the lock that the write is made under. Undefined: there is nothing to write. What `decide` throws is passed on.
 */
export function planAppend(before: Summary, ids: readonly string[], get: (id: string) => Stored | undefined, decide: Decide): AppendPlan | undefined {
  const known = new Map<string, Stored>();
  for (const id of ids) {
    const stored = get(id);
    if (stored !== undefined) known.set(id, stored);
  }
  const { head, entries } = decide({ head: before.head, latest: before.latest, known });
  if (entries.length === 0 && head === before.head) return undefined;
  const lastOf = new Map(entries.map((entry) => [entry.id, entry]));
  const replaced = [...known].flatMap(([id, stored]) => (lastOf.has(id) ? [stored] : []));
  return {
    replaced,
    entries: entries.filter((entry) => lastOf.get(entry.id) === entry),
    summary: { head, latest: entries.at(-1)?.offset ?? before.latest, count: before.count + lastOf.size - replaced.length },
  };
}
