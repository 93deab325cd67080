/** A block of code in a page. */
export interface Block {
  /** As `README.md:41`. */
  readonly where: string;
  /** What stands behind the fence: the language, and a mark. */
  readonly info: string;
  readonly body: string;
  /** Whether nothing stands between it and the block before. */
  readonly follows: boolean;
}

const FENCE = /^(?<indent> *)```(?<info>.*)$/;

/** The blocks of a page, in order. @throws Error for one that does not end, or that has another fence than three backticks. */
export function readBlocks(page: string, text: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly line: number; readonly info: string; readonly indent: string } | null = null;
  let body: string[] = [];
  let follows = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (open === null && /^ *(?:~~~|````)/.test(line)) throw new Error(`${page}:${index + 1}: a block begins with three backticks`);
    const { info, indent = '' } = FENCE.exec(line)?.groups ?? {};
    if (open === null && info !== undefined) {
      open = { line: index + 1, info: info.trim(), indent };
      body = [];
    } else if (open !== null && info === '' && indent === open.indent) {
      blocks.push({ where: `${page}:${open.line}`, info: open.info, body: body.map((each) => `${each}\n`).join(''), follows });
      open = null;
      follows = true;
    } else if (open !== null) body.push(line.slice(open.indent.length));
    else if (line.trim() !== '') follows = false;
  }
  if (open !== null) throw new Error(`${page}:${open.line}: this block does not end`);
  return blocks;
}

/** A page without its blocks, and without code in its lines: what may hold headings and links. */
export function withoutCode(text: string): string {
  return withoutBlocks(text).replaceAll(/(`+)[^`\n]+\1/g, '');
}

/** A page without its blocks. */
export function withoutBlocks(text: string): string {
  return text.replaceAll(/^ *```.*\n[^]*?^ *```$/gm, '');
}
