/**
 * The lines of an export as the contract describes them, written here once more and not by the engine's own code, so that the two are
 * held against each other.
 */
export function exportText(lines: readonly object[]): string[] {
  return lines.map((line) => `${canonical(line)}\n`);
}

/** The export of a store with these scopes: `lines` without the first and the last one, which are added. */
export function wholeExport(scopes: readonly string[], lines: readonly object[]): string[] {
  const header = { type: 'header', format: 'cw-store-export', version: 1, scopes };
  return exportText([header, ...lines, { type: 'end', lines: lines.length + 1 }]);
}

/** Canonical JSON (RFC 8785) of a value that JSON can hold; members that are undefined are left out. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => Reflect.get(value, key) !== undefined);
  const members = keys.toSorted(byUnit).map((key) => `${JSON.stringify(key)}:${canonical(Reflect.get(value, key))}`);
  return `{${members.join(',')}}`;
}

/** By UTF-16 unit, as RFC 8785 has it. */
function byUnit(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
