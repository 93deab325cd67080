import { exportStore, type Store } from '@cw/store-core';

/** The whole export as one text. */
export async function exportText(store: Store): Promise<string> {
  let text = '';
  for await (const line of exportStore(store)) text += line;
  return text;
}
