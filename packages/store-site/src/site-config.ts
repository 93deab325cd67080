import { slug } from 'github-slugger';
import type { UserConfig } from 'vitepress';
import { linkOnSite } from './links.ts';
import { PAGES, placeOf } from './pages.ts';
import { paths, REFERENCE, repositoryUrl, ROOT } from './repository.ts';
import { guideSidebar, referenceSidebars } from './sidebar.ts';

type Markdown = Parameters<NonNullable<NonNullable<UserConfig['markdown']>['config']>>[0];

/** The site as VitePress builds it: straight from the pages of the repository, of which there are no copies. */
export function siteConfig(): UserConfig {
  const shown = new Set(PAGES);
  return {
    title: '@cw/store',
    description: 'Storage for agents and long-running jobs in TypeScript',
    srcDir: ROOT,
    outDir: `${ROOT}packages/store-site/dist`,
    cacheDir: `${ROOT}packages/store-site/node_modules/.cache/vitepress`,
    srcExclude: [...paths('**/*.md', '**/.*/**/*.md').filter((path) => !shown.has(path) && !path.startsWith(REFERENCE)), '**/dist/**'],
    rewrites: placeOf,
    // Pages that have an address of their own on any host that serves files.
    cleanUrls: false,
    transformPageData: ({ relativePath, frontmatter }) => (relativePath.startsWith('api/') ? { frontmatter: { ...frontmatter, pageClass: 'reference' } } : undefined),
    markdown: { config: onlyLinksOfTheSite, anchor: { slugify: slug }, toc: { level: [2, 3] }, languageAlias: { plain: 'text' } },
    // Browsers ask every host for an icon; there is none.
    head: [['link', { rel: 'icon', href: 'data:,' }]],
    // Each page is loaded by itself.
    vite: { build: { chunkSizeWarningLimit: 4096 } },
    themeConfig: {
      outline: { level: [2, 3] },
      nav: [
        { text: 'Guide', link: '/docs/getting-started', activeMatch: '^/(?!api/)' },
        { text: 'API', link: '/api/', activeMatch: '^/api/' },
        { text: 'Source', link: repositoryUrl() },
      ],
      sidebar: { ...Object.fromEntries(Object.entries(referenceSidebars()).map(([address, items]) => [address, [...items]])), '/': [...guideSidebar()] },
      search: {
        provider: 'local',
        options: { detailedView: true, miniSearch: { options: { tokenize: words }, searchOptions: { tokenize: parts, combineWith: 'AND', fuzzy: 0.1, prefix: true, boost: { title: 4, titles: 1, text: 2 } } } },
      },
    },
  };
}

/*
 * What is looked for in a search. VitePress sends these two to the browser as their own text, so neither may use anything from outside of it.
 * A name in camel case is indexed as it is and by its parts, and looked for by its parts: `appendBatch` finds a page that has `appendMany` and tells of batches.
 */

function words(text: string): string[] {
  return text.split(/[\n\r\p{Z}\p{P}\p{S}]+/u).flatMap((word) => [...new Set([word, ...word.split(/(?<=\p{Ll})(?=\p{Lu})/u)])]);
}

function parts(text: string): string[] {
  return text.split(/[\n\r\p{Z}\p{P}\p{S}]+|(?<=\p{Ll})(?=\p{Lu})/u);
}

/** Links are written for GitHub, which shows every file; on the site some of them lead out of it. Images of other hosts are told, not loaded: a reader meets nobody but this site. */
function onlyLinksOfTheSite(markdown: Markdown): void {
  markdown.core.ruler.push('links-of-the-site', (state) => {
    const page = pageOf(state.env);
    for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
      const target = token.type === 'link_open' ? token.attrGet('href') : null;
      if (target !== null) token.attrSet('href', linkOnSite(page, target));
      if (token.type === 'image' && /^https?:/.test(token.attrGet('src') ?? '')) token.type = 'text';
    }
  });
}

/** From the root of the repository. @param env what VitePress tells of the page that is read */
function pageOf(env: unknown): string {
  const path: unknown = typeof env === 'object' && env !== null ? (Reflect.get(env, 'realPath') ?? Reflect.get(env, 'path')) : undefined;
  if (typeof path !== 'string') throw new TypeError('VitePress does not tell which page it reads');
  return path.replaceAll('\\', '/').replace(ROOT, '');
}
