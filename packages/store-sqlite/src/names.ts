import { compareCodePoints, type NameRange } from '@cw/store-core/adapter';

/** The least name that a range can begin with; `after` itself is then to be left out. */
export function firstName({ prefix, after }: NameRange): string {
  return after !== null && compareCodePoints(after, prefix) > 0 ? after : prefix;
}

/** The part of rows in rising order of their names, from `firstName` on, that is in the range. Reads one row beyond it at most. */
export function takeNames<Row>(rows: Iterable<Row>, nameOf: (row: Row) => string, { prefix, after, limit }: NameRange): Row[] {
  const taken: Row[] = [];
  for (const row of rows) {
    const name = nameOf(row);
    // Names with the same prefix stand together.
    if (taken.length >= limit || !name.startsWith(prefix)) break;
    if (name !== after) taken.push(row);
  }
  return taken;
}
