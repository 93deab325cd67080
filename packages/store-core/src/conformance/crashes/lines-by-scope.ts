/** The lines of an export by the scope that they are of, without the first and the last line and those that begin a scope. */
export function linesByScope(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const scopes = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of lines.slice(1, -1)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a line of an export
    const { type, scope } = JSON.parse(line) as { readonly type: string; readonly scope?: string };
    if (type === 'scope' && scope !== undefined) scopes.set(scope, (current = []));
    else current.push(line);
  }
  return scopes;
}
