import type { ArtifactStore } from '../../../src/index.ts';
import { careless, inArtifacts, only } from './changing.ts';
import type { Death, Mutant } from './mutant.ts';
import { ALL_TYPES, asking, selectingBy } from './selector-mutant.ts';

const KEYS: Readonly<Record<string, readonly string[]>> = {
  head: ['chars', 'start'], tail: ['chars'], lines: ['start', 'end'], rows: ['start', 'end', 'columns', 'delimiter', 'header'], json_keys: ['keys'],
  json_pointer: ['pointer'], grep: ['pattern', 'regex', 'ignoreCase', 'before', 'after', 'limit', 'start'], bytes: ['start', 'end'], outline: [],
};
const BOUNDS = ['chars', 'start', 'end', 'before', 'after', 'limit'];

/** A mutant that takes another selector for whatever it is given. */
function taking(death: Death, take: (selector: unknown) => unknown): Mutant {
  return inArtifacts(death, (artifacts) => {
    const call = (name: 'drilldown' | 'select') => (handle: string, selector: unknown): unknown => Reflect.apply(artifacts[name], artifacts, [handle, take(selector)]);
    return { drilldown: call('drilldown') as ArtifactStore['drilldown'], select: call('select') as ArtifactStore['select'] };
  });
}

/** A mutant whose selectors of one type ignore options that they do not know. */
function ignoring(type: string, dies: string, source: string): Mutant {
  const message = /drilldown with the key 'char': expected INVALID_SELECTOR, but it succeeded|of "text": expected INVALID_SELECTOR, but it succeeded/;
  return asking({ name: `ignores options of ${type} that it does not know`, source, dies, message }, [type], (selector) => only(selector, 'type', ...(KEYS[type] ?? [])));
}

/** What is wrong with how selectors are checked. */
export const OPTION_SELECTOR_MUTANTS: readonly Mutant[] = [
  taking({
    name: 'takes a selector without a type for a head', source: 'contextweaver\'s artifacts (store/artifacts.py): selector.get("type", "head"), and whatever it does not know is a head as well',
    dies: 'selectors.options.none', message: /drilldown with \{ chars: 5 \}: expected INVALID_SELECTOR, but it succeeded|drilldown with \{ {2}\}: expected INVALID_SELECTOR, but it succeeded/,
  }, (selector) => (typeof selector === 'object' && selector !== null && !Array.isArray(selector) && !('type' in selector) ? { type: 'head', ...selector } : selector)),
  ...([
    ['head', 'selectors.options.head', 'contextweaver\'s artifacts (store/artifacts.py): selector.get("chars", 500), so that a misspelt option is no option'],
    ['tail', 'selectors.options.tail', 'JavaScript: `{ chars = 500 } = selector`, so that a misspelt option is no option'],
    ['rows', 'selectors.options.rows', 'contextweaver\'s artifacts (store/artifacts.py): selector.get("end", 5), so that a misspelt option is no option'],
    ['json_keys', 'selectors.options.json-keys', 'contextweaver\'s artifacts (store/artifacts.py): selector.get("keys", []), so that a misspelt option is no option'],
    ['json_pointer', 'selectors.options.json-pointer', 'JavaScript: `{ pointer } = selector`, so that an option of another selector is no option'],
    ['grep', 'selectors.options.grep', 'JavaScript: `{ pattern, ...rest } = selector`, with a rest that nobody looks at'],
    ['bytes', 'selectors.options.bytes', 'JavaScript: `{ start, end } = selector`, so that a length is no option'],
    ['outline', 'selectors.outline.bad-options', 'functions without options, which do not look at what they are given'],
  ] as const).map(([type, dies, source]) => ignoring(type, dies, source)),
  asking({
    name: 'makes bounds of what is none', source: 'JSON from a model: numbers come as strings, and parseInt takes them, and worse',
    dies: 'selectors.options.lines', message: /drilldown with start: -1: expected INVALID_SELECTOR, but it succeeded/,
  }, ['lines'], (selector) => ({ ...selector, start: careless(selector['start'], 0), end: selector['end'] === 0 ? 0 : careless(selector['end'], undefined) })),
  asking({
    name: 'takes an option that is undefined for 0', source: 'JavaScript: `\'chars\' in selector ? Number(selector.chars) || 0 : 500`',
    dies: 'selectors.options.undefined', message: /type: "head", chars: undefined.*: expected/,
  }, ALL_TYPES, (selector) => Object.assign({}, selector, Object.fromEntries(BOUNDS.filter((key) => key in selector && selector[key] === undefined).map((key) => [key, 0])))),
  selectingBy({
    name: 'does not check a selector of an empty artifact', source: '`if (sizeBytes === 0) return \'\'`, before anything is looked at',
    dies: 'selectors.options.content-unread', message: /of an empty artifact: expected INVALID_SELECTOR, but it succeeded/,
  }, ['head', 'lines', 'grep', 'json_pointer'], (artifacts, honest) => async (handle, selector) => {
    return (await artifacts.ref(handle)).sizeBytes === 0 ? { text: '', truncated: false, next: null } : await honest(handle, selector);
  }),
];
