import type { ArtifactRef, ListRefsOptions } from '../../../src/index.ts';
import { inArtifacts, like, only } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';

/** A mutant that picks from the whole list by itself. What the store refuses stays refused. */
function listing(death: Death, list: (all: readonly ArtifactRef[], options: ListRefsOptions) => readonly ArtifactRef[]): Mutant {
  return inArtifacts(death, (artifacts) => ({
    listRefs: async (options) => {
      await artifacts.listRefs(options);
      return [...list(await artifacts.listRefs(), options ?? {})];
    },
  }));
}

/** A mutant that asks for another list than it was asked for. */
function asking(death: Death, ask: (options: ListRefsOptions) => ListRefsOptions): Mutant {
  return inArtifacts(death, (artifacts) => ({
    listRefs: async (options) => await artifacts.listRefs(typeof options === 'object' && options !== null ? ask(options) : options),
  }));
}

const units = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a list of artifacts does wrong. */
export const ARTIFACT_LIST_MUTANTS: readonly Mutant[] = [
  listing({
    name: 'lists by UTF-16 unit', source: 'JavaScript: the default order of Array.prototype.sort and of IndexedDB\'s keys',
    dies: 'artifacts.list.order', message: /handles listed: expected at \[19\] "\\ue000", got "\u{10000}"/u,
  }, (all, { prefix = '', after, limit }) => all.toSorted((a, b) => units(a.handle, b.handle))
    .filter(({ handle }) => handle.startsWith(prefix) && (after === undefined || handle > after)).slice(0, limit)),
  listing({
    name: 'lists references without what only a look inside tells', source: 'S3: ListObjectsV2 gives keys, sizes and ETags, but neither the content type nor metadata',
    dies: 'artifacts.list.refs', message: /listRefs\(\): expected at \[0\]\.(mediaType|label)/,
  }, (all, { prefix = '', after, limit }) => all.filter(({ handle }) => handle.startsWith(prefix) && (after === undefined || handle > after))
    .slice(0, limit).map((ref) => ({ ...ref, mediaType: 'application/octet-stream', label: '' }))),
  listing({
    name: 'takes a prefix for a pattern', source: 'SQL: `handle LIKE ? || \'%\'`, in which % and _ stand for anything, and in SQLite case does not count',
    dies: 'artifacts.list.prefix', message: /prefix "[%_Aa]+": expected/,
  }, (all, { prefix = '', after, limit }) => {
    const pattern = like(`${prefix}%`);
    return all.filter(({ handle }) => pattern.test(handle) && (after === undefined || handle > after)).slice(0, limit);
  }),
  inArtifacts({
    name: 'lists what it was to begin after', source: 'Google Cloud Storage: startOffset is inclusive, and S3\'s StartAfter is not',
    dies: 'artifacts.list.after', message: /after "!": expected/,
  }, (artifacts) => ({
    listRefs: async (options) => {
      const refs = await artifacts.listRefs(options);
      const { prefix = '', after = '', limit = refs.length + 1 } = options ?? {};
      const [first] = await artifacts.listRefs({ prefix: after, limit: 1 });
      return first?.handle === after && after.startsWith(prefix) ? [first, ...refs].slice(0, limit) : refs;
    },
  })),
  asking({
    name: 'takes a limit of 0 of a list for none', source: 'Level/level-js#51, "fix iterator when limit is 0"; `if (limit)` in JavaScript',
    dies: 'artifacts.list.limit', message: /limit 0: expected \[\]/,
  }, (options) => (options.limit === 0 ? { ...options, limit: undefined } : options)),
  inArtifacts({
    name: 'keeps the last list for the next one', source: 'memoised listings, whose cache knows that nothing was written but not what was asked',
    dies: 'artifacts.list.after-nothing', message: /all handles, listed after \{"limit":0\}: expected/,
  }, (artifacts) => {
    let kept: ArtifactRef[] | undefined;
    return {
      listRefs: async (options) => {
        const refs = await artifacts.listRefs(options);
        kept ??= refs;
        return kept;
      },
      put: async (handle, content, options) => {
        kept = undefined;
        return await artifacts.put(handle, content, options);
      },
    };
  }),
  listing({
    name: 'limits a list before it looks at the prefix', source: 'DynamoDB: a filter is applied to a page that the limit has cut already',
    dies: 'artifacts.list.paging', message: /pages of 1 with prefix 'a'/,
  }, (all, { prefix = '', after, limit }) => {
    const following = after === undefined ? all : all.slice(all.findIndex(({ handle }) => handle === after) + 1);
    return following.slice(0, limit).filter(({ handle }) => handle.startsWith(prefix));
  }),
  asking({
    name: 'forgets the prefix where there is an after', source: 'LevelDB: a range has one lower bound, and `gt: after` takes the place of `gte: prefix`',
    dies: 'artifacts.list.after-outside-prefix', message: /after that lies before the prefix/,
  }, (options) => (options.after === undefined ? options : { ...options, prefix: undefined })),
  inArtifacts({
    name: 'lists the first page only', source: 'S3: ListObjectsV2 gives up to 1,000 keys at a time, and IsTruncated is forgotten; here a page has 256',
    dies: 'artifacts.list.several-hundred', message: /handles of 300 artifacts/,
  }, (artifacts) => ({ listRefs: async (options) => (await artifacts.listRefs(options)).slice(0, 256) })),
  asking({
    name: 'ignores options of a list that it does not know', source: 'JavaScript: destructured options; a misspelt prefix lists everything',
    dies: 'artifacts.list.bad-options', message: /listRefs\(\{"handle":"a"\}\): expected INVALID_ARGUMENT, but it succeeded/,
  }, (options) => only(options, 'prefix', 'after', 'limit')),
];
