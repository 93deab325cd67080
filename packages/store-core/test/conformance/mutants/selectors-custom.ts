import { type CustomSelection, type CustomSelector, isStoreError, type SelectorDefinition, SelectorError, type Store } from '../../../src/index.ts';
import { MapBackend, openOn } from '../../support/map-backend.ts';
import { codeOf } from './changing.ts';
import { type Death, HONEST, type Mutant, overriding, wrapping } from './mutant.ts';
import { ALL_TYPES, selectingBy } from './selector-mutant.ts';

const CUSTOM = ['count', 'custom'];

type Open = (selectors: unknown) => Promise<Store>;

/** A mutant that opens in a way of its own with selectors that the user defined. */
function opening(death: Death, opened: (selectors: unknown, open: Open) => Promise<Store>): Mutant {
  const place: Mutant['subject']['place'] = async () => ({
    open: async (env) => await opened(Reflect.get(env, 'selectors'), async (selectors) => await openOn(new MapBackend(), { ...env, selectors })),
    destroy: async () => undefined,
  });
  return { ...death, subject: { ...HONEST, name: death.name, place } };
}

/** The same for what changes each definition. */
function defining(death: Death, define: (definition: SelectorDefinition) => SelectorDefinition): Mutant {
  const isDefinition = (one: unknown): one is SelectorDefinition => typeof one === 'object' && one !== null && 'select' in one && typeof one.select === 'function';
  return opening(death, async (selectors, open) => await open(Array.isArray(selectors) && selectors.every(isDefinition) ? selectors.map(define) : selectors));
}

const registry = new Map<string, SelectorDefinition>();

/** What is wrong with selectors of the user's own. */
export const CUSTOM_SELECTOR_MUTANTS: readonly Mutant[] = [
  wrapping({
    name: 'knows own selectors in the first scope only', source: 'views made by copying what a constructor was given, but for what was added later',
    dies: 'selectors.custom.used', message: /unexpected: INVALID_SELECTOR/,
  }, ({ scope, artifacts }) => ({
    artifacts: overriding(artifacts, {
      drilldown: async (handle, selector) => {
        if (scope !== 'default' && selector.type === 'count') throw new SelectorError('count: no such selector');
        return await artifacts.drilldown(handle, selector);
      },
    }),
  })),
  opening({
    name: 'has one registry for all stores', source: 'registries at the level of the module, as for codecs, dialects and plugins',
    dies: 'selectors.custom.own-store-only', message: /the selector of another store: expected INVALID_SELECTOR, but it succeeded/,
  }, async (selectors, open) => {
    if (Array.isArray(selectors)) for (const one of selectors as SelectorDefinition[]) registry.set(one.type, one);
    return await open(selectors === undefined || Array.isArray(selectors) ? [...registry.values()] : selectors);
  }),
  defining({
    name: 'gives a selector all of the bytes, whatever it asks for', source: 'sources that ignore the range, as HTTP servers may that answer 200 to a Range',
    dies: 'selectors.custom.source', message: /bytes\(0, 1\)/,
  }, (definition) => ({
    type: definition.type,
    parse: (selector) => definition.parse(selector),
    select: async ({ ref, bytes }, selector) => await definition.select({ ref, bytes: () => bytes() }, selector),
  })),
  selectingBy({
    name: 'passes on what a selector throws', source: 'callbacks of users called without a catch: what they throw comes out of the store as it is',
    dies: 'selectors.custom.throws', message: /a selector whose select throws: expected INVALID_SELECTOR, got what is no StoreError: Error: cannot be read/,
  }, CUSTOM, (_, honest) => async (handle, selector) => await honest(handle, selector).catch((error: unknown) => {
    throw isStoreError(error) && error.cause instanceof Error ? error.cause : error;
  })),
  defining({
    name: 'makes a selection of whatever a selector gives', source: 'results of callbacks used without a look: `const { text = \'\' } = (await select(…)) ?? {}`',
    dies: 'selectors.custom.no-selection', message: /a selector that gives undefined: expected INVALID_SELECTOR, but it succeeded/,
  }, (definition) => ({
    type: definition.type,
    parse: (selector) => definition.parse(selector),
    select: async (source, selector) => {
      const given: Partial<CustomSelection> | undefined = await definition.select(source, selector);
      return { text: '', truncated: false, next: null, ...given };
    },
  })),
  opening({
    name: 'lets an own selector stand before one built in', source: 'registries that are written into in order, so that the last of a name counts',
    dies: 'selectors.custom.bad-definition', message: /"type":"head".*expected INVALID_ARGUMENT, but it succeeded/,
  }, async (selectors, open) => {
    const isBuiltIn = (one: unknown): boolean => ALL_TYPES.includes(String((one as CustomSelector | null)?.type));
    if (!Array.isArray(selectors) || !selectors.some(isBuiltIn)) return await open(selectors);
    return await open(selectors.filter((one) => !isBuiltIn(one)));
  }),
  opening({
    name: 'leaves out own selectors that it does not understand', source: 'plugins loaded with a catch around each, so that one that is broken is merely not there',
    dies: 'selectors.custom.bad-definition', message: /selectors: null: expected INVALID_ARGUMENT, but it succeeded/,
  }, async (selectors, open) => await open(selectors).catch(async (error: unknown) => {
    if (codeOf(error) !== 'INVALID_ARGUMENT' || selectors === undefined) throw error;
    return await open(undefined);
  })),
  defining({
    name: 'takes every error in a selector for one of the selector', source: 'callbacks of users in a catch that wraps whatever comes, errors of the library\'s own among them',
    dies: 'selectors.custom.store-error', message: /a selector that reads another artifact, which is not there: expected ARTIFACT_NOT_FOUND, got "INVALID_SELECTOR"/,
  }, (definition) => ({
    type: definition.type,
    parse: (selector) => definition.parse(selector),
    select: async (source, selector) => {
      try {
        return await definition.select(source, selector);
      } catch (cause) {
        throw isStoreError(cause) ? new Error(`the selector failed: ${cause.message}`, { cause }) : cause;
      }
    },
  })),
];
