import type { Files } from './files.ts';

/** What every part of an open store needs to know. */
export interface StoreContext {
  readonly files: Files;
  /** The folder of the store. */
  readonly root: string;
  readonly readOnly: boolean;
  /** Whether a write has to be on the device before it is acknowledged. */
  readonly durable: boolean;
  /** Bytes from which on an index of a log is kept in a file: to parse so many takes no time that anybody notices. */
  readonly indexFrom: number;
  /** Whether names that are found in folders may not be on the device yet, as the last writer was killed. */
  readonly unsettled: boolean;
  /** Before each write: whether the store is still this handle's to write to. @throws StoreLockedError, BackendError */
  checkLock(): void;
}
