import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A block of code in a page, and the output that stands after it. */
export interface Snippet {
  /** As `README.md:41`. */
  readonly where: string;
  readonly code: string;
  /** What the block of type `text` that follows says; undefined: there is none. */
  readonly output: string | undefined;
}

const BLOCK = /^```(\w+)\n(.*?)^```$/gms;

export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url));

/** The TypeScript blocks of a page. @param page its path from the root of the repository */
export async function readSnippets(page: string): Promise<Snippet[]> {
  const text = await readFile(`${ROOT}${page}`, 'utf8');
  const blocks = [...text.matchAll(BLOCK)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    body: match[2] ?? '',
  }));
  return blocks.flatMap(({ line, language, body }, index) => {
    if (language !== 'ts') return [];
    const next = blocks[index + 1];
    return [{ where: `${page}:${line}`, code: body, output: next?.language === 'text' ? next.body : undefined }];
  });
}
