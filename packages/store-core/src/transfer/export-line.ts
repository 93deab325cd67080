/** The first line of an export, so that a reader knows what it has before it. */
export const EXPORT_FORMAT = 'cw-store-export';
/** Raised when a line's form changes. */
export const EXPORT_VERSION = 1;

/** The types of the lines that hold one record of a collection each. */
export const RECORD_LINES = { events: 'event', ledger: 'ledger', episodes: 'episode', facts: 'fact' } as const;

/** One line: canonical JSON (RFC 8785) and a line feed. The value is one that JSON can hold. */
export function exportLine(members: Readonly<Record<string, unknown>>): string {
  return `${canonicalText(members)}\n`;
}

/** The line of a piece of bytes: base64 has nothing to escape, and to look for it would take most of the time of an export. */
export function bytesLine(base64: string): string {
  return `{"bytes":"${base64}","type":"bytes"}\n`;
}

function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  // oxlint-disable-next-line typescript/require-array-sort-compare -- the order of RFC 8785 is that of UTF-16 units, which is the default
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(Reflect.get(value, key))}`).join(',')}}`;
}
