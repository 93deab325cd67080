import { COLLECTIONS, type Collection } from '@cw/store-core/adapter';

const TIME = ',"createdAt":"2000-01-01T00:00:00.000Z"'.length;

/**
 * Whether the text of a record begins as one with this offset and this id does. False says nothing where the members stand in another
 * order, or where the text is damaged; but true is certain, and a hundred times as fast as parsing the text.
 */
export function beginsWithId(collection: Collection, body: string, offset: number, id: string): boolean {
  const begin = `{"offset":${offset}`;
  const member = `,"${COLLECTIONS[collection].id}":${JSON.stringify(id)},`;
  if (!body.startsWith(begin)) return false;
  return body.startsWith(member, begin.length) || (collection === 'ledger' && body.startsWith(',"createdAt":"', begin.length) && body.startsWith(`"${member}`, begin.length + TIME - 1));
}
