/** Of options that many commands have. */
export const HELP = {
  path: 'the store: a file or a folder',
  json: 'write JSON Lines instead of a table; errors too, to stderr',
  jsonResult: 'write the result as JSON; errors too, to stderr',
  adapter: 'sqlite, jsonfile, a package, or a module as ./adapter.js (default: told from the path)',
  scope: 'the scope to look into (default: "default")',
  kind: 'of this kind; may be given several times',
  since: 'with a greater offset than this',
  limit: 'at most this many',
  order: 'from the oldest or the newest (default: asc)',
  tail: 'only the last of them, oldest first',
  follow: 'go on with what other processes append, until Ctrl-C',
  interval: 'milliseconds between two looks, with --follow (default: 250)',
} as const;
