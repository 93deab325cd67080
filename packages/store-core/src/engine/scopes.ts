import { COLLECTION_NAMES } from '../backend/collections.ts';
import { compareCodePoints } from '../values/unicode.ts';
import { Breather } from './breather.ts';
import type { Session } from './session.ts';

/** The scopes of a connection that hold data, in code-point order. */
export async function scopesWithData(session: Session): Promise<string[]> {
  return await session.read(async () => {
    const breather = new Breather();
    const found: string[] = [];
    for (const scope of await session.backend.scopes()) {
      if (await holdsData(session, scope)) found.push(scope);
      await breather.breathe();
    }
    return found.sort(compareCodePoints);
  });
}

/** Whether a scope holds a record or an artifact, or its ledger remembers offsets that must not be used again. */
export async function holdsData({ backend }: Session, scope: string): Promise<boolean> {
  for (const collection of COLLECTION_NAMES) {
    const { count, head } = await backend.summary(scope, collection);
    if (count > 0 || (collection === 'ledger' && head > 0)) return true;
  }
  return (await backend.listArtifacts(scope, { prefix: '', after: null, limit: 1 })).length > 0;
}
