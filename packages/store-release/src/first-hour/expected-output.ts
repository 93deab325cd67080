/**
 * The first expected line that an output lacks; null if it has them all, in their order, whatever stands between them. `…` stands for any
 * text within a line, or alone for any lines; spaces at the end of a line do not count.
 */
export function missingLine(expected: readonly string[], output: string): string | null {
  const lines = output.split('\n').map((line) => line.trimEnd());
  let from = 0;
  for (const line of expected) {
    if (line.trim() === '…' || line.trim() === '') continue;
    const found = lines.findIndex((candidate, index) => index >= from && matches(candidate, line.trimEnd().split('…')));
    if (found === -1) return line;
    from = found + 1;
  }
  return null;
}

/** Whether a line has all parts in their order, beginning with the first and ending with the last. */
function matches(line: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return line === first;
  if (!line.startsWith(first) || !line.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = line.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= line.length - last.length;
}
