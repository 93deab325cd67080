import { fingerprint, type Image } from './image.ts';
import { describeOperation, type NodeId, type Operation } from './operation.ts';
import { randomContent, tornContents } from './torn-content.ts';
import { type Choice, Unsynced } from './unsynced.ts';

/** What may be on the disk after a power failure. */
export interface Remains {
  readonly image: Image;
  /** After how many operations the power failed. */
  readonly at: number;
  /** What came to the disk of what was not synced; for people. */
  readonly how: string;
}

/** How far to look. */
export interface Thoroughness {
  /** At how many places a write is cut. */
  readonly cuts: number;
  /** How many random choices are made after each operation. */
  readonly samples: number;
  readonly random: () => number;
}

type Content = Choice['content'];

const newest: Content = (_, versions) => versions.at(-1) ?? Buffer.alloc(0);
const oldest: Content = (_, versions) => versions[0] ?? Buffer.alloc(0);

/** All that a disk may hold if the power fails after any of the operations; no two that are alike. */
export function* powerFailures(start: Image, operations: readonly Operation[], thoroughness: Thoroughness): Generator<Remains, void, undefined> {
  const unsynced = new Unsynced(start);
  const seen = new Set<string>();
  let known = '';
  for (let at = 0; at <= operations.length; at += 1) {
    const operation = operations[at - 1];
    if (operation !== undefined) unsynced.advance(operation);
    // From here on, more may be asked of the same disk.
    if (operation?.kind === 'mark') known = operation.text;
    for (const { how, choice } of choicesOf(unsynced, operation, thoroughness)) {
      const image = unsynced.image(choice);
      const key = known + fingerprint(image);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { image, at, how: `${operation === undefined ? 'at the beginning' : `after "${describeOperation(operation)}"`}, ${how}` };
    }
  }
}

interface Named {
  readonly how: string;
  readonly choice: Choice;
}

function* choicesOf(unsynced: Unsynced, last: Operation | undefined, { cuts, samples, random }: Thoroughness): Generator<Named, void, undefined> {
  const all: Choice['names'] = (_, pending) => pending.length;
  const none: Choice['names'] = () => 0;
  yield { how: 'nothing unsynced is there', choice: { names: none, content: oldest } };
  yield { how: 'everything is there', choice: { names: all, content: newest } };
  yield { how: 'names without content', choice: { names: all, content: oldest } };
  yield { how: 'content without names', choice: { names: none, content: newest } };
  yield* choicesOfNames(unsynced);
  if (last?.kind === 'write' || last?.kind === 'truncate') {
    for (const { how, content } of tornContents(unsynced.versions(last.file), cuts)) {
      const torn: Content = (file, versions) => (file === last.file ? content : newest(file, versions));
      yield { how: `file ${last.file} ${how}`, choice: { names: all, content: torn } };
    }
  }
  if (unsynced.names.size === 0 && unsynced.data.size === 0) return;
  for (let sample = 0; sample < samples; sample += 1) {
    const names: Choice['names'] = (_, pending) => Math.floor(random() * (pending.length + 1));
    yield { how: `random choice ${sample}`, choice: { names, content: (_, versions) => randomContent(versions, random) } };
  }
}

/** The names in one folder as far as any of their changes, and those in the others all or not at all. */
function* choicesOfNames({ names }: Unsynced): Generator<Named, void, undefined> {
  for (const [folder, { length }] of names) {
    for (let count = 0; count <= length; count += 1) {
      for (const others of [true, false]) {
        const choose: Choice['names'] = (other: NodeId, pending) => (other === folder ? count : others ? pending.length : 0);
        const how = `${count} of ${length} names in folder ${folder}, ${others ? 'all' : 'none'} elsewhere`;
        for (const [what, content] of [['', newest], [', old content', oldest]] as const) yield { how: how + what, choice: { names: choose, content } };
      }
    }
  }
}
