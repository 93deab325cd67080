/** What a process asked of a store, and what it was told. Calls are told apart by what they are called on, and what they do. */
export interface Call {
  readonly on: string;
  readonly do: string;
}

/** One call in a history. */
export interface Operation<C extends Call> {
  /** Who made it. The calls of one process take effect in the order in which it made them, awaited or not. */
  readonly process: string;
  readonly call: C;
  /** Nanoseconds on a clock that all processes of the history share. */
  readonly calledAt: number;
  /** Null: it never returned, as its process died. */
  readonly returnedAt: number | null;
  /** What it was told, as text. Null: nobody knows, and it may have taken effect between its call and its return, or not at all. */
  readonly outcome: string | null;
}

/** An operation as a line for people: who, when, what, and the outcome. */
export function describeOperation<C extends Call>({ process, call, calledAt, returnedAt, outcome }: Operation<C>, origin: number): string {
  const members = Object.entries(call).filter(([name]) => name !== 'on' && name !== 'do').map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const from = milliseconds(calledAt - origin);
  const when = returnedAt === null ? `from ${from} ms on` : `${from} to ${milliseconds(returnedAt - origin)} ms`;
  return `${process}, ${when}: ${call.on}.${call.do}(${members.join(', ')}) -> ${outcome ?? 'not returned'}`;
}

function milliseconds(nanoseconds: number): string {
  return (nanoseconds / 1e6).toFixed(3);
}
