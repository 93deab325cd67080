import type { Store } from '../../../contract/store.ts';
import type { MethodOf, Room } from '../reference/room.ts';

/** The arguments of a method. */
export type Arguments<R extends Room, M extends MethodOf<R>> = Store[R][M] extends (...args: infer A) => unknown ? A : never;

/** One call of one method of one of the five stores, in one scope. Arguments are kept as they are: each run passes copies. */
export interface Call {
  /** Tells it from other commands. */
  readonly kind: 'call';
  /** The scope whose view it is called on. */
  readonly scope: string;
  /** Whether it is called on a view made for this call alone. Default: on the one that the program has of the scope. */
  readonly ownView?: boolean;
  /** Which of the five stores. */
  readonly room: Room;
  /** The name of the method. */
  readonly method: string;
  /** What it is called with. */
  readonly args: readonly unknown[];
}

/** One command of a program. */
export type Step =
  | Call
  /** Calls that are made one after the other without waiting, and `close` after them if asked for; then all are awaited. */
  | { readonly kind: 'together'; readonly calls: readonly Call[]; readonly close: boolean }
  /** Lists the scopes, from the view of one. */
  | { readonly kind: 'scopes'; readonly scope: string }
  /** Verifies the store, from the view of one scope: the codes of the findings, sorted. */
  | { readonly kind: 'verify'; readonly scope: string }
  /** Exports the whole store. */
  | { readonly kind: 'export' }
  /** Makes a new view, which the calls in its scope use from then on. */
  | { readonly kind: 'view'; readonly scope: string }
  /** Closes the view of a scope. */
  | { readonly kind: 'closeView'; readonly scope: string }
  /** Closes the store. */
  | { readonly kind: 'close' }
  /** Closes the store if it is open, and opens it again. */
  | { readonly kind: 'reopen'; readonly scope: string; readonly readOnly: boolean }
  /** Copies the store, if it is open, to a new place, and goes on with the copy. */
  | { readonly kind: 'move'; readonly scope: string }
  /** Moves the clock on. */
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
