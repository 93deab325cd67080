import { attempt } from './attempt.ts';
import { QueryWalk, type RecordQuery } from './record-query.ts';
import type { RecordReader } from './record-reader.ts';
import type { Session } from './session.ts';

/**
 * Streams the answer to a query that is checked now and run from the first step on; each page is a read of its own in the
 * order of calls. A bad query and a closed store are errors of the next step.
 */
export function streamQuery<T>(
  session: Session,
  reader: RecordReader<T>,
  query: unknown,
  check: (query: unknown) => RecordQuery<T>,
): AsyncGenerator<T, void, undefined> {
  const checked = attempt(() => check(query));
  return walkThrough(session, reader, checked);
}

async function* walkThrough<T>(session: Session, reader: RecordReader<T>, query: () => RecordQuery<T>): AsyncGenerator<T, void, undefined> {
  session.reading();
  const walk = new QueryWalk(reader, query());
  for (;;) {
    const page = await session.read(() => walk.next());
    if (page === null) return;
    for (const record of page) {
      yield record;
      session.reading();
    }
  }
}
