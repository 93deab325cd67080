import { posix } from 'node:path';

/** What stands in the path of a page of the reference between its entry point and its name, and what it says of the name. */
const KINDS: Readonly<Record<string, string>> = { functions: 'Function', interfaces: 'Interface', 'type-aliases': 'Type', variables: 'Value', classes: 'Class' };

/**
 * A page of the reference as it reads best: one heading for each name instead of one for each list, so that search and outline name what somebody looks for;
 * unions on one line; the names of errors lead to them.
 * @param path the page, as `@cw/store-core/interfaces/Store.md`
 * @param pages every page of the reference by its path
 */
export function readablePage(markdown: string, path: string, pages: ReadonlySet<string>): string {
  const [, entryPoint = '', folder = ''] = /^(?<entryPoint>.+)\/(?<folder>[^/]+)\/[^/]+$/.exec(path) ?? [];
  const kind = KINDS[folder];
  const origin = kind === undefined ? '' : `${kind} of [\`${entryPoint}\`](../index.md)\n\n`;
  const text = markdown
    .replace(/^# .+\n\n/, (title) => `${title}${origin}`)
    // Overriding and inheriting are of no interest to who calls it; what it takes is told by the table itself.
    .replaceAll(/^#+ (?:Overrides|Inherited from|Implementation of)\n\n.+\n+/gm, '')
    .replaceAll(/^#+ (?:Parameters|Type Parameters|Call Signature|Get Signature|Set Signature|Type Literal|Union Members)\n\n/gm, '')
    .replaceAll(/^#+ (?<label>Returns|Throws|Example|Extended by)\n\n/gm, '**$<label>** ')
    .replaceAll(/^## Constructors\n\n### Constructor$/gm, '## Constructor')
    // The signature has them already.
    .replaceAll(/^\| Type Parameter \|\n\| -+ \|\n(?:\|.*\|\n)+\n?/gm, '')
    .replaceAll(/^## Type Aliases$/gm, '## Types')
    .replaceAll(/^## Variables$/gm, '## Values')
    .replaceAll(/^## Modules\n\n\| Module /gm, '| Entry point ')
    .replaceAll(/^#+ Extends\n\n- /gm, '**Extends** ')
    .replaceAll(/^\| `\w+\.\w+` \|.*\| - \|\n/gm, '')
    .replaceAll(/ \| - \|$/gm, ' | |')
    .replaceAll(/^\| (?<name>`[^|]+`) \| \\\| /gm, '| $<name> | ')
    .replaceAll(/: \n {2}\| .+(?:\n\| .+)*/g, (union) => union.replaceAll(/\s+/g, ' ').replace(': | ', ': '));
  return withLinksToErrors(text, path, pages);
}

/** Outside of headings, code and links. */
function withLinksToErrors(markdown: string, path: string, pages: ReadonlySet<string>): string {
  return markdown.replaceAll(/^```[^]*?^```|^#.*$|`[^`\n]*`|\[[^\]\n]*\]\([^)\n]*\)|\b[A-Z]\w*Error\b/gm, (found) => {
    const page = `@cw/store-core/classes/${found}.md`;
    return page === path || !pages.has(page) ? found : `[${found}](${posix.relative(posix.dirname(path), page)})`;
  });
}
