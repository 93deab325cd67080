/** What is wrong with a pnpm-lock.yaml, in words: every package must come from the registry, and be held by its checksum. */
export function lockfileProblems(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const resolution = /^ {4}resolution: (?<value>.*)$/.exec(line)?.groups?.['value'];
    if (resolution === undefined || /^\{integrity: sha512-[\w+/=]+\}$/.test(resolution)) return [];
    return [`pnpm-lock.yaml:${index + 1}: ${(lines[index - 1] ?? '').trim()} ${resolution}: neither from the registry alone nor held by a checksum`];
  });
}
