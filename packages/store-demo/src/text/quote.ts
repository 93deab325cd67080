const LINES = 8;
const WIDTH = 130;

/** A text as part of a report: its first lines, each behind `prefix`, cut where they are too long, with what is left out told. */
export function quote(text: string, prefix: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const shown = lines.slice(0, LINES).map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)} ...` : line));
  if (lines.length > LINES) shown.push(`... ${lines.length - LINES} more lines`);
  return shown.map((line) => `${prefix}${printable(line)}`.trimEnd()).join('\n');
}

/** What a tool printed must not drive the terminal: tabs become spaces, other control characters a dot. */
function printable(line: string): string {
  return line.replaceAll('\t', '  ').replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '.');
}
