/** What a script can tell the outcome by; listed in the help and in the README. */
export const EXIT = {
  ok: 0,
  /** Findings of `verify`, a session that was not imported, or any failure that has no code of its own. */
  failed: 1,
  usage: 2,
  /** No store at the path, or nothing in it under that name. */
  notFound: 3,
  /** Another process holds the store: the same call may succeed later. */
  busy: 4,
  /** What is there already is in the way. */
  conflict: 5,
  /** What is stored does not read back as it was written. */
  damaged: 6,
  /** The adapter is missing, or too old for the store. */
  adapter: 7,
  /** 128 and the number of the signal, as shells have it. */
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
