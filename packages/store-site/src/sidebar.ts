import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { addressOf } from './pages.ts';
import { entryPoints, REFERENCE, ROOT } from './repository.ts';

/** An entry of the sidebar, as VitePress takes it. */
export interface SidebarItem {
  readonly text: string;
  readonly link?: string;
  readonly items?: readonly SidebarItem[];
}

/** The pages that people write, in the order in which one would read them, under what they are for. A test compares it with the folder. */
export const GUIDE: readonly { readonly text: string; readonly pages: readonly string[] }[] = [
  { text: 'Start', pages: ['README.md', 'docs/README.md', 'docs/getting-started.md', 'docs/concepts.md'] },
  {
    text: 'Use',
    pages: ['docs/selectors.md', 'docs/errors.md', 'docs/durability-and-concurrency.md', 'docs/operations.md', 'docs/upgrading.md', 'docs/performance.md', 'docs/contract.md'],
  },
  {
    text: 'Packages',
    pages: ['packages/store-core/README.md', 'packages/store-sqlite/README.md', 'packages/store-jsonfile/README.md', 'packages/store-memory/README.md', 'packages/store-cli/README.md'],
  },
  { text: 'Write an adapter', pages: ['docs/writing-an-adapter.md', 'docs/conformance-requirements.md', 'docs/conformance-mutants.md'] },
  { text: 'Contribute', pages: ['docs/architecture.md', 'CONTRIBUTING.md', 'docs/releasing.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'] },
];

/** Called otherwise in the sidebar than by their own first heading. */
const NAMES: Readonly<Record<string, string>> = { 'README.md': 'Overview', 'docs/README.md': 'What to read' };

/** The pages of the guide. */
export function guideSidebar(): readonly SidebarItem[] {
  return GUIDE.map(({ text, pages }) => ({
    text,
    items: pages.filter((page) => existsSync(`${ROOT}${page}`)).map((page) => ({ text: NAMES[page] ?? titleOf(page), link: addressOf(page) })),
  }));
}

/**
 * The pages of the reference that {@link writeReference} has written, a sidebar for the part of the site that each entry point has. Each names all entry points,
 * and what is in its own: all names in every page would be most of the site.
 */
export function referenceSidebars(): Readonly<Record<string, readonly SidebarItem[]>> {
  const names = entryPoints().map(({ name }) => name);
  const sidebars = names.map((name) => [addressOf(`${REFERENCE}${name}/index.md`), referenceSidebar(names, name)] as const);
  return { '/api/': referenceSidebar(names, null), ...Object.fromEntries(sidebars) };
}

function referenceSidebar(names: readonly string[], open: string | null): readonly SidebarItem[] {
  const links = names.map((name) => ({ text: name.replace('@cw/', ''), link: addressOf(`${REFERENCE}${name}/index.md`) }));
  const kinds = open === null ? [] : Object.entries(KINDS).flatMap(([folder, text]) => kindItems(`${REFERENCE}${open}/${folder}`, text));
  return [{ text: 'API reference', link: addressOf(`${REFERENCE}index.md`), items: links }, ...kinds];
}

/** The folders of the members of an entry point, in the order of its page. */
const KINDS: Readonly<Record<string, string>> = { functions: 'Functions', interfaces: 'Interfaces', 'type-aliases': 'Types', variables: 'Values', classes: 'Classes' };

function kindItems(folder: string, text: string): readonly SidebarItem[] {
  if (!existsSync(`${ROOT}${folder}`)) return [];
  const names = readdirSync(`${ROOT}${folder}`).map((file) => file.replace(/\.md$/, ''));
  return [{ text, items: names.toSorted((a, b) => a.localeCompare(b, 'en')).map((name) => ({ text: name, link: addressOf(`${folder}/${name}.md`) })) }];
}

function titleOf(page: string): string {
  const title = /^# +(?<title>.+)$/m.exec(readFileSync(`${ROOT}${page}`, 'utf8'))?.groups?.['title'];
  if (title === undefined) throw new Error(`${page} has no heading of the first level`);
  return title;
}
