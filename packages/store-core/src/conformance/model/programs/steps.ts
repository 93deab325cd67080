import type { Store } from '../../../contract/store.ts';
import type { MethodOf, Room } from '../reference/room.ts';

/** The arguments of a method. */
export type Arguments<R extends Room, M extends MethodOf<R>> = Store[R][M] extends (...args: infer A) => unknown ? A : never;

/** One call of one method of one of the five stores, in one scope. Arguments are kept as they are: each run passes copies. */
export interface Call {
  readonly kind: 'call';
  readonly scope: string;
  /** Whether it is called on a view made for this call alone. Default: on the one that the program has of the scope. */
  readonly ownView?: boolean;
  readonly room: Room;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** One command of a program. */
export type Step =
  | Call
  /** Calls that are made one after the other without waiting, and `close` after them if asked for; then all are awaited. */
  | { readonly kind: 'together'; readonly calls: readonly Call[]; readonly close: boolean }
  | { readonly kind: 'scopes'; readonly scope: string }
  | { readonly kind: 'verify'; readonly scope: string }
  | { readonly kind: 'export' }
  /** Makes a new view, which the calls in its scope use from then on. */
  | { readonly kind: 'view'; readonly scope: string }
  | { readonly kind: 'closeView'; readonly scope: string }
  | { readonly kind: 'close' }
  /** Closes the store if it is open, and opens it again. */
  | { readonly kind: 'reopen'; readonly scope: string; readonly readOnly: boolean }
  /** Copies the store, if it is open, to a new place, and goes on with the copy. */
  | { readonly kind: 'move'; readonly scope: string }
  | { readonly kind: 'tick'; readonly milliseconds: number };

const WRITES: ReadonlySet<string> = new Set([
  'events.append', 'events.appendMany', 'ledger.append', 'ledger.appendMany', 'ledger.reset', 'artifacts.put', 'artifacts.delete',
  'episodes.add', 'episodes.delete', 'facts.put', 'facts.delete',
]);

/** Whether a call is READ_ONLY on a store opened with `readOnly`. */
export function isWrite({ room, method }: Call): boolean {
  return WRITES.has(`${room}.${method}`);
}

/** Whether a command is one call that changes nothing. */
export function isRead(step: Step): boolean {
  return step.kind === 'call' && !isWrite(step);
}

/** Commands in their order, run on a store that begins empty, open in the scope `default`. */
export type Program = readonly Step[];
