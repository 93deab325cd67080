import type { StoredArtifact } from '../backend/backend.ts';
import { namesInOrder } from '../engine/in-order.ts';
import { PAGE_RECORDS } from '../engine/page.ts';
import type { Session } from '../engine/session.ts';
import { whereArtifact } from './artifact-body.ts';

/** The handles of every artifact of a scope, in code-point order, page by page. @throws CorruptStoreError if they are out of order. */
export async function* allHandles(view: Session): AsyncGenerator<string, void, undefined> {
  let after: string | null = null;
  for (;;) {
    const page: readonly StoredArtifact[] = await nextPage(view, after);
    if (page.length === 0) return;
    for (const { handle } of page) {
      yield handle;
      after = handle;
    }
  }
}

async function nextPage(view: Session, after: string | null): Promise<readonly StoredArtifact[]> {
  const page = await view.read(() => view.backend.listArtifacts(view.scope, { prefix: '', after, limit: PAGE_RECORDS }));
  return namesInOrder(page, after, ({ handle }) => handle, ({ handle }) => whereArtifact(view, handle));
}
