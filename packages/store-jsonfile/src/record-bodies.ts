import type { Stored } from '@cw/store-core/adapter';
import type { LogFile } from './log-file.ts';
import { splitLine } from './log-line.ts';
import type { Place } from './table/record-table.ts';

/** Bytes between two records that are rather read along than skipped by another call. */
const GAP_BYTES = 4096;

/** Bytes that are read at once; a longer record is read by itself. */
const SPAN_BYTES = 1024 * 1024;

/** A record, and where it stands. */
export type Found = Place & Pick<Stored, 'offset'>;

/** The bodies of many, in the same order; those that stand close together in the file are read together. */
export function readBodies(file: LogFile, records: readonly Found[]): Stored[] {
  const stored: Stored[] = [];
  for (let first = 0; first < records.length; ) {
    const span = spanFrom(records, first);
    const bytes = file.read(span.start, span.end - span.start);
    for (const { offset, position, length } of records.slice(first, span.next)) {
      const at = position - span.start;
      stored.push({ offset, body: splitLine(bytes.toString('utf8', at, at + length)).body });
    }
    first = span.next;
  }
  return stored;
}

interface Span {
  readonly start: number;
  readonly end: number;
  /** The first record that is not in it. */
  readonly next: number;
}

function spanFrom(records: readonly Found[], first: number): Span {
  let start = records[first]?.position ?? 0;
  let end = start + (records[first]?.length ?? 0);
  let next = first + 1;
  for (; next < records.length; next += 1) {
    const place = records[next];
    if (place === undefined) break;
    const from = place.position;
    const to = from + place.length;
    const close = from <= end + GAP_BYTES && to >= start - GAP_BYTES;
    if (!close || Math.max(end, to) - Math.min(start, from) > SPAN_BYTES) break;
    start = Math.min(start, from);
    end = Math.max(end, to);
  }
  return { start, end, next };
}
