import { abortable } from '../abortable.ts';
import type { Context } from '../context.ts';
import { usageError } from '../errors/cli-error.ts';
import type { Column } from '../output/table.ts';
import { follow, type FollowOptions, inPages, type Numbered } from './follow.ts';

/** The options that both logs have. */
export interface LogOptions {
  readonly since?: number | undefined;
  readonly limit?: number | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly tail?: number | undefined;
  readonly follow?: true | undefined;
  readonly interval?: number | undefined;
  readonly json?: true | undefined;
}

/** The part of a query that says where it begins and ends. */
export interface LogRange {
  readonly since?: number | undefined;
  readonly limit?: number | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

/** A log with the conditions that were asked for. */
export interface Log<T extends Numbered> {
  readonly columns: readonly Column[];
  readonly row: (record: T) => readonly string[];
  readonly stream: (range: LogRange) => AsyncIterable<T>;
  readonly latestOffset: () => Promise<number>;
}

const INTERVAL = 250;

/** @throws CliError for options that do not fit together */
export function checkLogOptions({ order, tail, follow, limit, interval }: LogOptions): void {
  if (tail !== undefined && order !== undefined) throw usageError('--tail: does not go with --order');
  if (tail !== undefined && limit !== undefined && follow !== true) throw usageError('--tail: goes with --limit only where --follow does too');
  if (follow === true && order === 'desc') throw usageError('--follow: what is appended comes oldest first, so it does not go with --order desc');
  if (interval !== undefined && follow !== true) throw usageError('--interval: is only for --follow');
}

/** Writes what a log holds, and with `follow` what is appended to it, until `limit` or a signal ends it. Gives how many records that were. */
export async function showLog<T extends Numbered>(context: Context, log: Log<T>, options: LogOptions): Promise<number> {
  const { out } = context;
  const table = context.table(log.columns);
  let shown = 0;
  for await (const page of pagesOf(context, log, options)) {
    shown += page.length;
    if (options.json === true) for (const record of page) await out.json(record);
    else await out.write(table.page(page.map(log.row)));
  }
  return shown;
}

async function* pagesOf<T extends Numbered>({ signal }: Context, log: Log<T>, options: LogOptions): AsyncGenerator<readonly T[], void, undefined> {
  const { since = 0, limit, order, tail, interval = INTERVAL } = options;
  if (options.follow !== true) {
    if (tail === undefined) yield* inPages(abortable(log.stream({ since, limit, order }), signal));
    else yield await lastOf(log, since, tail);
    return;
  }
  let left = limit ?? Number.POSITIVE_INFINITY;
  if (left === 0) return;
  for await (const page of followed(log, { since, tail, interval, signal })) {
    yield page.slice(0, left);
    left -= page.length;
    if (left <= 0) return;
  }
}

interface Following extends FollowOptions {
  readonly since: number;
  readonly tail: number | undefined;
}

async function* followed<T extends Numbered>(log: Log<T>, { since, tail, ...options }: Following): AsyncGenerator<readonly T[], void, undefined> {
  const read = (after: number): AsyncIterable<T> => log.stream({ since: after });
  if (tail === undefined) {
    yield* follow(read, since, options);
    return;
  }
  // Asked for first: what is appended meanwhile belongs to what follows.
  const head = await log.latestOffset();
  yield (await lastOf(log, since, tail)).filter(({ offset }) => offset <= head);
  yield* follow(read, Math.max(since, head), options);
}

async function lastOf<T extends Numbered>(log: Log<T>, since: number, tail: number): Promise<readonly T[]> {
  const newestFirst: T[] = [];
  for await (const record of log.stream({ since, limit: tail, order: 'desc' })) newestFirst.push(record);
  return newestFirst.toReversed();
}
