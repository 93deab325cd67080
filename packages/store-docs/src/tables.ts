import { withoutBlocks } from './blocks.ts';

/** A part of a page. */
export interface Section {
  readonly heading: string;
  /** Up to the next heading of this level or of one above; blocks of code included. */
  readonly body: string;
}

/** The sections of a page at a level, from 1. */
export function readSections(text: string, level: number): Section[] {
  const marks = '#'.repeat(level);
  return text
    .split(new RegExp(`^(?=#{1,${level}} )`, 'm'))
    .filter((part) => part.startsWith(`${marks} `))
    .map((part) => {
      const end = part.indexOf('\n');
      return { heading: part.slice(level, end).trim().replaceAll('`', ''), body: part.slice(end + 1) };
    });
}

/** The rows of the table that begins with a line, each as its cells. @throws Error if there is none. */
export function readTable(text: string, firstLine: string): string[][] {
  const lines = withoutBlocks(text).split('\n');
  const start = lines.indexOf(firstLine);
  if (start === -1) throw new Error(`there is no table that begins with ${firstLine}`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end === -1 ? undefined : end).map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()));
}

/** What stands in backticks. */
export function codesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
