import { apply, changeContent, copyImage, type Image } from './image.ts';
import { type DataChange, isDataChange, isNameChange, type NameChange, type NodeId, type Operation } from './operation.ts';

/** How much of the unsynced changes came to the disk. */
export interface Choice {
  /** How many of the changes of the names in a folder; they come in their order. */
  names(folder: NodeId, pending: readonly NameChange[]): number;
  /** What a file holds, given what it held when it was synced, and after each change since. */
  content(file: NodeId, versions: readonly Buffer[]): Buffer;
}

/**
 * What a disk surely holds in the middle of a recording, and what may have come to it besides. A sync of a file makes its content and its length
 * durable, not its name; a sync of a folder makes the names in it durable, not those in other folders.
 */
export class Unsynced {
  /** What is surely there. */
  readonly durable: Image;
  readonly data: Map<NodeId, DataChange[]> = new Map();
  readonly names: Map<NodeId, NameChange[]> = new Map();

  constructor(start: Image) {
    this.durable = copyImage(start);
  }

  advance(operation: Operation): void {
    if (isDataChange(operation)) push(this.data, operation.file, operation);
    else if (isNameChange(operation)) push(this.names, operation.folder, operation);
    else if (operation.kind === 'sync') settle(this.durable, this.data, operation.file);
    else if (operation.kind === 'syncFolder') settle(this.durable, this.names, operation.folder);
  }

  /** What a file held when it was synced, and after each change since. */
  versions(file: NodeId): readonly Buffer[] {
    const versions = [this.durable.files.get(file) ?? Buffer.alloc(0)];
    for (const change of this.data.get(file) ?? []) versions.push(changeContent(versions.at(-1) ?? Buffer.alloc(0), change));
    return versions;
  }

  /** The disk after a power failure here, with what was chosen of the unsynced changes. */
  image({ names, content }: Choice): Image {
    const image = copyImage(this.durable);
    for (const [folder, pending] of this.names) {
      for (const change of pending.slice(0, names(folder, pending))) apply(image, change);
    }
    for (const file of this.data.keys()) image.files.set(file, content(file, this.versions(file)));
    return image;
  }
}

function push<T>(lists: Map<NodeId, T[]>, node: NodeId, change: T): void {
  const list = lists.get(node);
  if (list === undefined) lists.set(node, [change]);
  else list.push(change);
}

function settle(image: Image, lists: Map<NodeId, (DataChange | NameChange)[]>, node: NodeId): void {
  for (const change of lists.get(node) ?? []) apply(image, change);
  lists.delete(node);
}
