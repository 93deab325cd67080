import { createHash } from 'node:crypto';
import { type DataChange, isDataChange, isNameChange, type NameChange, type NodeId, type Operation, ROOT } from './operation.ts';

const NOTHING = Buffer.alloc(0);

/** What is on a disk, or what the system shows of it. Contents are replaced, never changed, so that images can share them. */
export interface Image {
  readonly files: Map<NodeId, Buffer>;
  readonly folders: Map<NodeId, Map<string, NodeId>>;
}

/** A disk with nothing on it. */
export function emptyImage(): Image {
  return { files: new Map(), folders: new Map([[ROOT, new Map<string, NodeId>()]]) };
}

export function copyImage({ files, folders }: Image): Image {
  return { files: new Map(files), folders: new Map(Array.from(folders, ([id, names]) => [id, new Map(names)])) };
}

/** The image after every one of these operations. */
export function applyAll(image: Image, operations: readonly Operation[]): Image {
  const copy = copyImage(image);
  for (const operation of operations) apply(copy, operation);
  return copy;
}

/** Changes an image as an operation does. */
export function apply(image: Image, operation: Operation): void {
  if (isDataChange(operation)) image.files.set(operation.file, changeContent(image.files.get(operation.file) ?? NOTHING, operation));
  else if (isNameChange(operation)) changeNames(image, operation);
}

/** The content of a file after a change of it. */
export function changeContent(content: Buffer, change: DataChange): Buffer {
  if (change.kind === 'truncate') return resized(content, change.length);
  const changed = resized(content, Math.max(content.length, change.position + change.bytes.length));
  change.bytes.copy(changed, change.position);
  return changed;
}

/** A copy of another length, with zeros where there was nothing. */
export function resized(content: Buffer, length: number): Buffer {
  const copy = Buffer.alloc(length);
  content.copy(copy);
  return copy;
}

/** Tells images apart in which something else could be read. */
export function fingerprint(image: Image): string {
  const hash = createHash('sha1');
  addFolder(hash, image, ROOT);
  return hash.digest('base64');
}

function addFolder(hash: ReturnType<typeof createHash>, image: Image, folder: NodeId): void {
  const names = [...(image.folders.get(folder) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, node] of names) {
    const content = image.files.get(node);
    hash.update(`${name}\0${content === undefined ? 'folder' : content.length}\0`);
    if (content === undefined) addFolder(hash, image, node);
    else hash.update(content);
  }
  hash.update('\0\0');
}

function changeNames({ files, folders }: Image, change: NameChange): void {
  // A folder whose own name did not come to the disk has its names all the same; nobody will find them.
  const names = folders.get(change.folder) ?? new Map<string, NodeId>();
  folders.set(change.folder, names);
  switch (change.kind) {
    case 'create':
      names.set(change.name, change.file);
      if (!files.has(change.file)) files.set(change.file, NOTHING);
      return;
    case 'createFolder':
      names.set(change.name, change.child);
      if (!folders.has(change.child)) folders.set(change.child, new Map());
      return;
    case 'remove':
      names.delete(change.name);
      return;
    case 'link':
    case 'rename': {
      const node = names.get(change.from);
      if (node === undefined) throw new Error(`${change.kind}: there is no ${change.from}`);
      names.set(change.to, node);
      if (change.kind === 'rename') names.delete(change.from);
    }
  }
}
