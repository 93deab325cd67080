import { isStoreError, type Store } from '@cw/store-core';
import { isLockFile } from '../../src/lock.ts';
import { parseOwner } from '../../src/lock-owner.ts';
import { clock, contentOf, findingsOf, item } from './content.ts';
import { demand } from './demand.ts';
import { Disk } from './disk/disk.ts';
import { applyAll, copyImage, emptyImage, type Image } from './disk/image.ts';
import { type NodeId, type Operation, ROOT } from './disk/operation.ts';
import { powerFailures, type Remains } from './disk/power-failure.ts';
import { COPY, type Step, STORE } from './power-workload.ts';
import { seededRandom } from './random.ts';
import { openOn } from './unsafe-files.ts';

/** How much of what a disk may leave is tried. */
export interface PowerLossOptions {
  readonly seed: number;
  /** At how many places each write is cut. Default: 12. */
  readonly cuts?: number;
  /** Random choices after each operation. Default: 2. */
  readonly samples?: number;
  /** Of how many states one is tried. Default: 1, all of them. */
  readonly every?: number;
  /** Of how many of these states one is recovered on a disk whose power fails again, after any operation of the recovery. Default: 50. */
  readonly everyAgain?: number;
  /** Of how many operations one is the last before the process is killed, and the power fails on the next one, after any operation. Default: 50. */
  readonly everyKill?: number;
  /** Bytes from which on an index of a log is kept in a file. Default: the adapter's, which no log here comes to. */
  readonly indexFrom?: number | undefined;
  /** Tells how far it has come. */
  readonly progress?: (text: string) => void;
  /** Default: `'power'`. Of `'process'`, nothing of this can be demanded. */
  readonly durability?: 'power' | 'process';
}

/** What was tried, and what was wrong. */
export interface PowerLossReport {
  readonly operations: number;
  /** Disks on which the power had failed once, and more than once. */
  readonly states: number;
  readonly statesAgain: number;
  /** For people; at most {@link MOST_FAILURES}. */
  readonly failures: readonly string[];
}

const MOST_FAILURES = 8;

/** Characters of a content that a failure shows. */
const SHOWN = 2000;

/** No process has this number. */
const GONE = 2 ** 30;

/**
 * Runs the steps on a disk in memory that records every operation. Then, for each operation, lets the power fail after it, opens the
 * store on all that the disk may have kept, and demands what `durability: 'power'` promises. The same once more for power failures in the
 * middle of that, and for a process that is killed first, so that the next one finds what has not come to the disk yet.
 */
export async function provePowerLoss(steps: readonly Step[], options: PowerLossOptions): Promise<PowerLossReport> {
  const { seed, cuts = 12, samples = 2, every = 1, everyAgain = 50, everyKill = 50, indexFrom, progress, durability = 'power' } = options;
  const random = seededRandom(seed);
  const one = (of: number): boolean => random() * of < 1;
  const run = await record(steps, durability, indexFrom);
  const report = { operations: run.operations.length, states: 0, statesAgain: 0, failures: new Array<string>() };
  const judge = async (remains: Remains, expected: Expected, again = false): Promise<Session | null> => {
    try {
      return await recover(remains, expected, { more: again, indexFrom });
    } catch (error) {
      report.failures.push(`seed ${seed}, ${remains.how}: ${describeFailure(error)}`);
      return null;
    }
  };
  const failAgain = async (start: Image, before: readonly Operation[], { how, operations, contentsAt }: Session, expected: Expected): Promise<void> => {
    for (const remains of powerFailures(start, [...before, ...operations], { cuts: 4, samples: 1, random })) {
      if (remains.at <= before.length || report.failures.length >= MOST_FAILURES) continue;
      report.statesAgain += 1;
      const contents = contentsAt(remains.at - before.length) ?? expected.contents;
      await judge({ ...remains, how: `${how}; then ${remains.how}` }, { ...expected, contents });
    }
  };

  for (const remains of powerFailures(emptyImage(), run.operations, { cuts, samples, random })) {
    if (report.failures.length >= MOST_FAILURES) break;
    if (!one(every)) continue;
    const expected = expectedAt(run, remains.at);
    report.states += 1;
    progress?.(`operation ${remains.at} of ${run.operations.length}, ${report.states} states and ${report.statesAgain} of a second failure`);
    const again = one(everyAgain);
    const session = await judge(remains, expected, again);
    if (again && session !== null) await failAgain(session.start, [], session, expected);
  }
  for (let at = 1; at <= run.operations.length && report.failures.length < MOST_FAILURES; at += 1) {
    if (!one(everyKill)) continue;
    progress?.(`killed after operation ${at} of ${run.operations.length}, ${report.statesAgain} states of a second failure`);
    const before = run.operations.slice(0, at);
    const expected = expectedAt(run, at);
    const session = await judge({ image: applyAll(emptyImage(), before), at, how: `the process is killed after operation ${at}` }, expected, true);
    if (session !== null) await failAgain(emptyImage(), before, session, expected);
  }
  return report;
}

/** What steps did to a disk. */
interface Run {
  readonly operations: readonly Operation[];
  /** The content after each acknowledged step, from that of a new store on. */
  readonly contents: readonly string[];
  /** After which step there is a snapshot; infinite: there is none. */
  readonly snapshot: number;
}

/** What a disk must hold. */
interface Expected {
  /** One of these: what was acknowledged last, and what the call after it makes of that. */
  readonly contents: readonly string[];
  /** What the snapshot holds, if there is one. */
  readonly copy: string | undefined;
  readonly copyAcknowledged: boolean;
}

async function record(steps: readonly Step[], durability: 'power' | 'process', indexFrom: number | undefined): Promise<Run> {
  const disk = new Disk(emptyImage());
  const contents: string[] = [];
  let snapshot = Number.POSITIVE_INFINITY;
  const store = await openOn(disk.files, { path: STORE, clock, durability }, indexFrom);
  disk.mark('0');
  contents.push(await contentOf(store));
  for (const step of steps) {
    await step.run(store);
    if (disk.files.kind(COPY) !== undefined) snapshot = Math.min(snapshot, contents.length);
    disk.mark(String(contents.length));
    contents.push(await contentOf(store));
  }
  await store.close();
  return { operations: disk.operations, contents, snapshot };
}

function expectedAt({ operations, contents, snapshot }: Run, at: number): Expected {
  const mark = operations.slice(0, at).findLast(({ kind }) => kind === 'mark');
  const last = mark?.kind === 'mark' ? Number(mark.text) : 0;
  return { contents: contents.slice(last, last + 2), copy: contents[snapshot], copyAcknowledged: last >= snapshot };
}

/** What a process did with the disk that it found. */
interface Session {
  readonly how: string;
  readonly start: Image;
  readonly operations: readonly Operation[];
  /** What has to be there if the power fails after so many of its operations; undefined: what had to be there before. */
  contentsAt(at: number): readonly string[] | undefined;
}

interface RecoverOptions {
  /** Whether to write more, and to look at it after each write. */
  readonly more: boolean;
  readonly indexFrom: number | undefined;
}

/**
 * Opens the store that a disk has kept, reads all of it, writes to it, and demands that all is well.
 */
async function recover({ image, how }: Remains, { contents, copy, copyAcknowledged }: Expected, { more, indexFrom }: RecoverOptions): Promise<Session> {
  const start = withoutOwners(image);
  const disk = new Disk(start);
  const store = await openOn(disk.files, { path: STORE, clock }, indexFrom);
  const known: { readonly from: number; readonly content: string }[] = [];
  const look = async (): Promise<string> => {
    const content = await contentOf(store);
    // What has been seen stays.
    known.push({ from: disk.operations.length, content });
    return content;
  };
  const content = await look();
  demand(contents.includes(content), `holds\n${content.slice(0, SHOWN)}\ninstead of\n${contents.map((each) => each.slice(0, SHOWN)).join('\nor\n')}`);
  await demandNoFindings(store);
  const latest = await store.events.latestOffset();
  const offset = await store.events.append(item(`after ${latest}`));
  demand(offset === latest + 1, `the next event has the offset ${offset}`);
  if (more) {
    await look();
    await store.withScope('one more').facts.put({ factId: `f${latest}`, key: 'k', value: 'v' });
    await look();
    await store.artifacts.put(`after ${latest}`, 'bytes');
    await look();
  }
  await store.close();
  await checkCopy(disk, copy, copyAcknowledged);
  return {
    how,
    start,
    operations: disk.operations,
    contentsAt: (end) => {
      const last = known.findLastIndex(({ from }) => from <= end);
      return last === -1 ? undefined : known.slice(last, last + 2).map((each) => each.content);
    },
  };
}

/** A snapshot is there whole or not at all, and there if it was acknowledged. */
async function checkCopy(disk: Disk, content: string | undefined, acknowledged: boolean): Promise<void> {
  if (disk.files.kind(COPY) === undefined) {
    demand(!acknowledged, 'the snapshot is gone');
    return;
  }
  const copy = await openOn(disk.files, { path: COPY, clock, readOnly: true });
  const found = await contentOf(copy);
  demand(found === content, `the snapshot holds\n${found.slice(0, SHOWN)}`);
  await demandNoFindings(copy);
  await copy.close();
}

async function demandNoFindings(store: Store): Promise<void> {
  const findings = await findingsOf(store);
  demand(findings.length === 0, `verify finds ${JSON.stringify(findings)}`);
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isStoreError(error) ? `${error.code}: ${error.message}` : error.message;
}

/**
 * The same disk, on a machine that was started anew: whoever is named by a lock is gone. A lock that does not name anybody any more
 * stays as it is, and locks everybody out.
 */
function withoutOwners(image: Image): Image {
  const copy = copyImage(image);
  const folder = ['data', 'store'].reduce<NodeId | undefined>((node, name) => copy.folders.get(node ?? -1)?.get(name), ROOT);
  for (const [name, node] of copy.folders.get(folder ?? -1) ?? []) {
    const owner = isLockFile(name) ? parseOwner(String(copy.files.get(node))) : undefined;
    if (owner !== undefined) copy.files.set(node, Buffer.from(`${JSON.stringify({ ...owner, pid: GONE })}\n`));
  }
  return copy;
}
