import type { ScanRange, Stored } from '../backend/backend.ts';
import { isText } from '../backend/sealed-body.ts';
import { CorruptStoreError } from '../errors.ts';
import { compareCodePoints } from '../values/unicode.ts';

/**
 * A page of records, which must lie within its range and in order: whoever walks on from its last record would otherwise come by it
 * again and again.
 * @param where names the place of a record for the error; called only for it.
 * @throws CorruptStoreError at the first record that is out of order, or no text.
 */
export function recordsInOrder(page: readonly Stored[], { after, before, reverse }: ScanRange, where: (offset: number) => string): readonly Stored[] {
  let [low, high] = [after, before];
  for (const stored of page) {
    const { offset } = stored;
    if (!isText(stored.body)) refuse(where(offset), 'it is no text');
    if (offset <= low || offset >= high) refuse(where(offset), `stands out of order in the storage: offset ${offset} was read where one above ${low} and below ${high} must follow`);
    if (reverse) high = offset;
    else low = offset;
  }
  return page;
}

/** The same of a page of what has names, in code-point order. @param after what the page begins behind; null: at the beginning */
export function namesInOrder<Named>(page: readonly Named[], after: string | null, nameOf: (named: Named) => string, where: (named: Named) => string): readonly Named[] {
  let last = after;
  for (const named of page) {
    const name = nameOf(named);
    if (last !== null && compareCodePoints(name, last) <= 0) refuse(where(named), `stands out of order in the storage: ${JSON.stringify(name)} was read behind ${JSON.stringify(last)}`);
    last = name;
  }
  return page;
}

function refuse(where: string, how: string): never {
  throw new CorruptStoreError(`${where}: ${how}`, { details: { where } });
}
