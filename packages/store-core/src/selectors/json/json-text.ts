import { compareCodePoints } from '../../values/unicode.ts';

/** The string that a JSON string stands for. */
export function parseJsonString(text: string): string {
  if (!text.includes('\\')) return text.slice(1, -1);
  const parsed: unknown = JSON.parse(text);
  return String(parsed);
}

/** A JSON string with only the escapes that it needs. */
export function canonicalJsonString(text: string): string {
  return text.includes('\\') ? JSON.stringify(parseJsonString(text)) : text;
}

/** An object of members that are written already, keys in code-point order; `level` is that of its own first line. */
export function writeJsonObject(members: ReadonlyMap<string, string>, level: number): string {
  if (members.size === 0) return '{}';
  const indent = indentation(level + 1);
  const keys = [...members.keys()].toSorted(compareCodePoints);
  const lines = keys.map((key) => `${indent}${JSON.stringify(key)}: ${members.get(key) ?? ''}`);
  return `{\n${lines.join(',\n')}\n${indentation(level)}}`;
}

/** The white space before a line. */
export function indentation(level: number): string {
  return '  '.repeat(level);
}
