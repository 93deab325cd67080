/** What a reader of a guide does next. */
export type Step =
  | { readonly kind: 'file'; readonly path: string; readonly content: string }
  | { readonly kind: 'run'; readonly line: number; readonly script: string; readonly fails: boolean; readonly output: readonly string[] };

const FENCE = /^```(?<info>.*)$/;
const FILE_NAME = /^\*\*(?<path>[\w./-]+)\*\*$/;

interface Block {
  readonly info: string;
  /** The last line of text before it; empty where another block comes before. */
  readonly before: string;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly content: readonly string[];
}

/**
 * The steps of a guide in Markdown. A block below its file's name, alone in bold, is a file to write. A `sh` block is to be run and must succeed, or
 * fail where it says `sh fails`; a `text` block right after it is what has to come out.
 * @throws Error for a block that is none of these.
 */
export function guideSteps(markdown: string): Step[] {
  const steps: Step[] = [];
  const blocks = readBlocks(markdown.split('\n'));
  for (const [index, { info, before, line, content }] of blocks.entries()) {
    const path = FILE_NAME.exec(before)?.groups?.['path'];
    const next = blocks[index + 1];
    if (path !== undefined) steps.push({ kind: 'file', path, content: `${content.join('\n')}\n` });
    else if (/^sh( fails)?$/.test(info)) {
      const output = next?.info === 'text' && next.before === '' ? next.content : [];
      steps.push({ kind: 'run', line, script: content.join('\n'), fails: info === 'sh fails', output });
    } else if (info !== 'text' || before !== '') throw new Error(`line ${line}: the block \`${info}\` is no file, no command and no output`);
  }
  return steps;
}

function readBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let before = '';
  let open: { readonly info: string; readonly line: number; readonly start: number } | null = null;
  for (const [index, line] of lines.entries()) {
    const info = FENCE.exec(line)?.groups?.['info'];
    if (open !== null) {
      if (info !== '') continue;
      blocks.push({ info: open.info, before, line: open.line, content: lines.slice(open.start, index) });
      open = null;
      before = '';
    } else if (info !== undefined) open = { info, line: index + 1, start: index + 1 };
    else if (line.trim() !== '') before = line;
  }
  return blocks;
}
