import type { Block } from './blocks.ts';

/** A program that a page shows, in one block or in several. */
export interface Example {
  /** As `README.md:41`. */
  readonly where: string;
  readonly code: string;
  /** What it prints; null: the page does not say, so it is not run. */
  readonly output: string | null;
}

/** Printed between the parts of a program, so that each part's output is its own. */
const BREAK = '– the next block –';

/** The programs of a page. A block `ts continued` goes on with the program of the block before it; a block `text` right behind is what that part prints. */
export function readExamples(blocks: readonly Block[]): Example[] {
  const examples: Example[] = [];
  for (const [index, { where, info, body }] of blocks.entries()) {
    if (info !== 'ts' && info !== 'ts continued') continue;
    const next = blocks[index + 1];
    const printed = next?.info === 'text' && next.follows ? next.body : null;
    if (info === 'ts') examples.push({ where, code: body, output: printed });
    else {
      const begun = examples.pop();
      if (begun === undefined) throw new Error(`${where}: there is no program that this block could continue`);
      const output = begun.output === null && printed === null ? null : `${begun.output ?? ''}${BREAK}\n${printed ?? ''}`;
      examples.push({ where: begun.where, code: `${begun.code}console.log('${BREAK}');\n${body}`, output });
    }
  }
  return examples;
}

/** The name of the file that an example is written to. */
export function fileName({ where }: Example): string {
  return `${where.replaceAll(/[^\w.-]/g, '-')}.ts`;
}
