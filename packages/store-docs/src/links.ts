import { withoutBlocks, withoutCode } from './blocks.ts';

/** A link of a page. */
export interface Link {
  /** As `docs/README.md:12`. */
  readonly where: string;
  readonly target: string;
}

/** `[text](target)`, `![text](target)`, also one in the text of another. */
const LINK = /\]\((?<target>[^()\s]+)(?: "[^"]*")?\)/g;

/** The links of a page, but not those in code. */
export function readLinks(page: string, text: string): Link[] {
  // Line by line what it was, so that places hold.
  const blank = text.replaceAll(/^ *```.*\n[^]*?^ *```$/gm, (block) => block.replaceAll(/[^\n]/g, ''));
  return blank.split('\n').flatMap((line, index) =>
    [...withoutCode(line).matchAll(LINK)].map(({ groups }) => ({ where: `${page}:${index + 1}`, target: groups?.['target'] ?? '' })));
}

/** The headings of a page as anchors, as GitHub makes them. */
export function readAnchors(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#{1,6} +(.*)$/gm)) {
    const anchor = anchorOf(heading);
    let free = anchor;
    for (let number = 1; anchors.has(free); number += 1) free = `${anchor}-${number}`;
    anchors.add(free);
  }
  return anchors;
}

function anchorOf(heading: string): string {
  const text = heading.trim().replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1');
  return text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
}
