import type { Files } from '../../../src/files.ts';
import { apply, copyImage, type Image } from './image.ts';
import { type NodeId, type Operation, ROOT } from './operation.ts';

/**
 * A file system in memory that records what is done to it. It offers what the adapter asks for and nothing more: a rename or a
 * link from one folder to another is refused, as no promise of a disk is known for it.
 */
export class Disk {
  readonly operations: Operation[] = [];
  readonly files: Files;
  readonly #image: Image;
  readonly #open = new Map<number, NodeId>();
  readonly #versions = new Map<NodeId, number>();
  #lastFile = 2;
  #lastNode: NodeId;

  /** @param image what is on it to begin with */
  constructor(image: Image) {
    this.#image = copyImage(image);
    this.#lastNode = Math.max(...image.files.keys(), ...image.folders.keys());
    this.files = this.#makeFiles();
  }

  /** How many files are open. */
  get open(): number {
    return this.#open.size;
  }

  /** The disk as it is now. */
  image(): Image {
    return copyImage(this.#image);
  }

  mark(text: string): void {
    this.#do({ kind: 'mark', text });
  }

  #do(operation: Operation): void {
    this.operations.push(operation);
    apply(this.#image, operation);
    if ('file' in operation) this.#versions.set(operation.file, this.operations.length);
  }

  #makeFiles(): Files {
    return {
      kind: (path) => {
        const node = this.#find(path);
        if (node === undefined) return undefined;
        return this.#image.folders.has(node) ? 'folder' : 'file';
      },
      list: (path) => {
        const node = this.#find(path);
        return node === undefined ? undefined : [...this.#names(node, path).keys()];
      },
      listLarge: async (path) => this.files.list(path),
      version: (path) => {
        const node = this.#find(path);
        return node === undefined ? undefined : `${node}:${this.#image.files.get(node)?.length}:${this.#versions.get(node)}`;
      },
      // Always just now: nothing may be kept for later.
      folderVersion: (path) => (this.#find(path) === undefined ? undefined : { version: '', changedAt: Number.POSITIVE_INFINITY }),
      open: (path) => {
        const node = this.#find(path);
        if (node === undefined) return undefined;
        if (!this.#image.files.has(node)) throw failure('EISDIR', path);
        return this.#newFile(node);
      },
      create: (path) => {
        const [folder, name] = this.#free(path);
        this.#lastNode += 1;
        this.#do({ kind: 'create', folder, name, file: this.#lastNode });
        return this.#newFile(this.#lastNode);
      },
      createFolder: (path) => {
        const [folder, name] = this.#free(path);
        this.#lastNode += 1;
        this.#do({ kind: 'createFolder', folder, name, child: this.#lastNode });
      },
      close: (file) => {
        this.#node(file);
        this.#open.delete(file);
      },
      closeLarge: async (file) => this.files.close(file),
      size: (file) => this.#content(file).length,
      identity: (file) => String(this.#node(file)),
      identityAt: (path) => this.#find(path)?.toString(),
      read: (file, target, position) => this.#read(file, target, position),
      readAsync: async (file, target, position) => this.#read(file, target, position),
      write: (file, bytes, position) => this.#write(file, bytes, position),
      writeAsync: async (file, bytes, position) => this.#write(file, bytes, position),
      truncate: (file, length) => this.#do({ kind: 'truncate', file: this.#node(file), length }),
      sync: async (file) => this.#do({ kind: 'sync', file: this.#node(file) }),
      syncFolder: async (path) => this.#do({ kind: 'syncFolder', folder: this.#folder(path) }),
      rename: async (from, to) => {
        const [folder, source, target] = this.#sameFolder(from, to);
        if (this.#find(from) === undefined) throw failure('ENOENT', from);
        this.#do({ kind: 'rename', folder, from: source, to: target });
      },
      link: (from, to) => {
        const [folder, source, target] = this.#sameFolder(from, to);
        if (this.#find(from) === undefined || this.#find(to) !== undefined) return false;
        this.#do({ kind: 'link', folder, from: source, to: target });
        return true;
      },
      remove: (path) => this.#removeFile(path),
      removeLarge: async (path) => this.#removeFile(path),
      removeFolder: (path) => this.#removeTree(path),
    };
  }

  #newFile(node: NodeId): number {
    this.#lastFile += 1;
    this.#open.set(this.#lastFile, node);
    return this.#lastFile;
  }

  #node(file: number): NodeId {
    const node = this.#open.get(file);
    if (node === undefined) throw failure('EBADF', String(file));
    return node;
  }

  #content(file: number): Buffer {
    return this.#image.files.get(this.#node(file)) ?? Buffer.alloc(0);
  }

  #read(file: number, target: Uint8Array, position: number): number {
    return this.#content(file).copy(target, 0, position);
  }

  #write(file: number, bytes: Uint8Array, position: number): void {
    this.#do({ kind: 'write', file: this.#node(file), position, bytes: Buffer.from(bytes) });
  }

  #removeFile(path: string): void {
    const node = this.#find(path);
    if (node === undefined) return;
    if (this.#image.folders.has(node)) throw failure('EISDIR', path);
    this.#remove(path);
  }

  #remove(path: string): void {
    const [folder, name] = this.#split(path);
    this.#do({ kind: 'remove', folder, name });
  }

  #removeTree(path: string): void {
    const node = this.#find(path);
    if (node === undefined) return;
    for (const name of this.#image.folders.get(node)?.keys() ?? []) this.#removeTree(`${path}/${name}`);
    this.#remove(path);
  }

  #find(path: string): NodeId | undefined {
    let node: NodeId = ROOT;
    for (const name of path.split('/').filter((part) => part !== '')) {
      const found = this.#image.folders.get(node)?.get(name);
      if (found === undefined) return undefined;
      node = found;
    }
    return node;
  }

  #folder(path: string): NodeId {
    const node = this.#find(path);
    if (node === undefined) throw failure('ENOENT', path);
    this.#names(node, path);
    return node;
  }

  #names(node: NodeId, path: string): Map<string, NodeId> {
    const names = this.#image.folders.get(node);
    if (names === undefined) throw failure('ENOTDIR', path);
    return names;
  }

  #split(path: string): readonly [folder: NodeId, name: string] {
    const at = path.lastIndexOf('/');
    return [this.#folder(path.slice(0, at)), path.slice(at + 1)];
  }

  #free(path: string): readonly [folder: NodeId, name: string] {
    const place = this.#split(path);
    if (this.#find(path) !== undefined) throw failure('EEXIST', path);
    return place;
  }

  #sameFolder(from: string, to: string): readonly [folder: NodeId, from: string, to: string] {
    const [folder, source] = this.#split(from);
    const [other, target] = this.#split(to);
    if (folder !== other) throw new TypeError(`from ${from} to ${to}: another folder`);
    return [folder, source, target];
  }
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
