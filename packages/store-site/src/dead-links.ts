import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

interface Page {
  readonly anchors: ReadonlySet<string>;
  readonly targets: readonly string[];
  /** What a browser loads by itself. */
  readonly loaded: readonly string[];
}

/** Also `mailto:` and `data:`. */
const ELSEWHERE = /^(?:[a-z]+:|\/\/)/i;

/**
 * The links of a built site, those to headings and to images included, that lead to nothing in it, as `docs/errors.html: /docs/eror.html`, each once for a page.
 * Links to elsewhere are not followed, but nothing may be loaded from there.
 * @param folder where the site is
 * @param base the path that it is served under, as `/` or `/store/`
 */
export function deadLinks(folder: string, base: string): readonly string[] {
  const files = new Set(globSync('**', { cwd: folder }).map((path) => path.replaceAll('\\', '/')));
  const pages = new Map([...files].filter((path) => path.endsWith('.html')).map((path) => [path, readPage(readFileSync(`${folder}/${path}`, 'utf8'))]));
  const leadsSomewhere = (from: string, target: string): boolean => {
    const { pathname, hash } = new URL(target, `file://${base}${from}`);
    if (!pathname.startsWith(base)) return false;
    const path = decodeURIComponent(pathname.slice(base.length));
    const file = path === '' || path.endsWith('/') ? posix.join(path, 'index.html') : path;
    const anchors = pages.get(file)?.anchors;
    return files.has(file) && (hash === '' || anchors?.has(decodeURIComponent(hash.slice(1))) === true);
  };
  return [...pages].flatMap(([from, { targets, loaded }]) =>
    [...targets.filter((target) => !ELSEWHERE.test(target) && !leadsSomewhere(from, target)), ...loaded.filter((target) => /^(?:https?:)?\/\//i.test(target))].map((target) => `${from}: ${target}`));
}

function readPage(html: string): Page {
  const values = (attributes: string): string[] => [...html.matchAll(new RegExp(`\\s(?:${attributes})="([^"]*)"`, 'g'))].map(([, value = '']) => unescape(value));
  return { anchors: new Set(values('id')), targets: [...new Set(values('href|src'))], loaded: values('src') };
}

function unescape(value: string): string {
  return value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
