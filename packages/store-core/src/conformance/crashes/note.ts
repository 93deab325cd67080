/** What a process that is going to be killed tells of itself: each a line, written before it goes on. */
export type Note =
  /** Of its store, and of a piece of something long. */
  | { readonly at: 'opening' | 'open' | 'piece' | 'closing' | 'closed' }
  /** A call, by its thread and its number: about to be made. */
  | { readonly at: 'begin'; readonly thread: number; readonly number: number }
  /** The same call: acknowledged, with what it gave. */
  | { readonly at: 'done'; readonly thread: number; readonly number: number; readonly result?: unknown };

export type Tell = (note: Note) => void;
