import { compareCodePoints, type NameRange } from '@cw/store-core/adapter';
import { corrupt } from './errors.ts';

/** The least name that a range can begin with; `after` itself is then to be left out. */
export function firstName({ prefix, after }: NameRange): string {
  return after !== null && compareCodePoints(after, prefix) > 0 ? after : prefix;
}

/**
 * The part of rows in rising order of their names, from `firstName` on, that is in the range. Reads one row beyond it at most.
 * @param place the database, for the error
 * @throws CorruptStoreError if a name does not rise: in a damaged index, the next name may be an earlier one, again and again.
 */
export function takeNames<Row>(rows: Iterable<Row>, nameOf: (row: Row) => string, range: NameRange, place: string): Row[] {
  const { prefix, after, limit } = range;
  const taken: Row[] = [];
  let last: string | null = null;
  for (const row of rows) {
    const name: unknown = nameOf(row);
    if (typeof name !== 'string') throw corrupt(place, 'an index is damaged: a name in it is no text');
    if (last === null ? compareCodePoints(name, firstName(range)) < 0 : compareCodePoints(name, last) <= 0) {
      throw corrupt(place, `an index is damaged: ${JSON.stringify(name)} stands out of order`);
    }
    last = name;
    // Names with the same prefix stand together.
    if (taken.length >= limit || !name.startsWith(prefix)) break;
    if (name !== after) taken.push(row);
  }
  return taken;
}
