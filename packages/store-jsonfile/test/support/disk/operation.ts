/** A file or a folder, whatever names it has. */
export type NodeId = number;

/** The folder that everything is in. */
export const ROOT: NodeId = 0;

/** A change of the content of one file. */
export type DataChange =
  | { readonly kind: 'write'; readonly file: NodeId; readonly position: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: NodeId; readonly length: number };

/** A change of the names in one folder. */
export type NameChange =
  | { readonly kind: 'create'; readonly folder: NodeId; readonly name: string; readonly file: NodeId }
  | { readonly kind: 'createFolder'; readonly folder: NodeId; readonly name: string; readonly child: NodeId }
  | { readonly kind: 'rename'; readonly folder: NodeId; readonly from: string; readonly to: string }
  | { readonly kind: 'link'; readonly folder: NodeId; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly folder: NodeId; readonly name: string };

/** What makes changes durable: those of one file, or those of one folder. */
export type Sync = { readonly kind: 'sync'; readonly file: NodeId } | { readonly kind: 'syncFolder'; readonly folder: NodeId };

/** What whoever uses the store knows from here on. */
export interface Mark {
  readonly kind: 'mark';
  readonly text: string;
}

/** One step of a recording. */
export type Operation = DataChange | NameChange | Sync | Mark;

export function isDataChange(operation: Operation): operation is DataChange {
  return operation.kind === 'write' || operation.kind === 'truncate';
}

export function isNameChange(operation: Operation): operation is NameChange {
  return 'folder' in operation && operation.kind !== 'syncFolder';
}

/** For people. */
export function describeOperation(operation: Operation): string {
  switch (operation.kind) {
    case 'mark':
      return operation.text;
    case 'write':
      return `write ${operation.bytes.length} bytes at ${operation.position} of file ${operation.file}`;
    case 'truncate':
      return `truncate file ${operation.file} to ${operation.length}`;
    case 'sync':
      return `sync file ${operation.file}`;
    case 'syncFolder':
      return `sync folder ${operation.folder}`;
    case 'rename':
    case 'link':
      return `${operation.kind} ${operation.from} to ${operation.to} in folder ${operation.folder}`;
    case 'create':
    case 'createFolder':
    case 'remove':
      return `${operation.kind} ${operation.name} in folder ${operation.folder}`;
  }
}
