import type { Store } from '../contract/store.ts';
import type { CaseContext } from './context.ts';
import { episode, fact, fill, item, ledgerEvent, patterned } from './samples.ts';

/** Content with everything that an import may get wrong: several scopes, holes in the ledger, a head alone, large and empty artifacts. */
export async function fillWell(store: Store): Promise<void> {
  await fill(store);
  await fill(store.withScope('other \u{1f600}'));
  const rich = store.withScope('rich');
  await rich.events.appendMany(Array.from({ length: 1200 }, (_, index) => item(`e${index}`, { metadata: { index } })));
  await rich.ledger.appendMany(['a', 'b', 'a', 'c', 'c'].map((runId, index) => ledgerEvent(`l${index}`, { runId, createdAt: `20${30 - index}-01-01` })));
  await rich.ledger.reset({ runId: 'a' });
  await rich.ledger.reset({ runId: 'c' });
  for (const size of [0, 1, 131_072, 150_000]) await rich.artifacts.put(`a${size}`, patterned(size), { label: `${size} bytes` });
  for (const id of ['z', 'gone', 'a', 'm']) await rich.episodes.add(episode(id));
  await rich.episodes.delete('gone');
  for (const id of ['z', 'a', 'z']) await rich.facts.put(fact(id));
  const head = store.withScope('only-a-head');
  await head.ledger.append(ledgerEvent('l1'));
  await head.ledger.reset();
}

/** An open store in another place. */
export async function anotherStore(kit: CaseContext): Promise<Store> {
  return await (await kit.newPlace()).open();
}
