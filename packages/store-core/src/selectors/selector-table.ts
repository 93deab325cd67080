import type { CustomSelector, SelectorDefinition } from '../contract/selector.ts';
import { InvalidArgumentError, SelectorError, isStoreError } from '../errors.ts';
import { describe } from '../values/describe.ts';
import { BUILT_IN_SELECTORS } from './built-in-selectors.ts';
import { copySelector } from './selector-options.ts';

/** A selector that was found good, with its defaults filled in, and the definition that reads it. */
export interface ParsedSelector {
  readonly definition: SelectorDefinition;
  readonly options: CustomSelector;
  /** Whether it is one of core's own. */
  readonly builtIn: boolean;
}

/** Checks a selector from outside. @throws SelectorError for an unknown type or key, a wrong type or a bad bound. */
export type SelectorTable = (selector: unknown) => ParsedSelector;

/**
 * The built-in selectors and those of the user's own.
 * @throws InvalidArgumentError for a definition that is not one, or whose type is taken.
 */
export function createSelectorTable(custom: unknown): SelectorTable {
  const definitions = new Map(BUILT_IN_SELECTORS.map((definition) => [definition.type, definition]));
  const given = custom === undefined ? [] : custom;
  if (!Array.isArray(given)) throw refuse('selectors', `must be an array of selector definitions, not ${describe(given)}`);
  for (const [index, definition] of Array.from<unknown>(given).entries()) {
    const name = `selectors[${index}]`;
    if (!isDefinition(definition)) throw refuse(name, 'must have a type (a string that is not empty) and the functions parse and select');
    const { type } = definition;
    if (definitions.has(type)) throw refuse(name, `there is a selector of type ${JSON.stringify(type)} already`);
    definitions.set(type, definition);
  }
  return (selector) => {
    const copy = copySelector(selector);
    const definition = definitions.get(copy.type);
    if (definition === undefined) throw unknownType(copy.type, definitions.keys());
    return { definition, options: parse(definition, copy), builtIn: BUILT_IN_SELECTORS.includes(definition) };
  };
}

function parse(definition: SelectorDefinition, selector: CustomSelector): CustomSelector {
  try {
    return definition.parse(selector);
  } catch (cause) {
    if (isStoreError(cause)) throw cause;
    throw new SelectorError(`${selector.type}: its definition could not parse the selector`, { cause, details: { type: selector.type } });
  }
}

function isDefinition(value: unknown): value is SelectorDefinition {
  if (typeof value !== 'object' || value === null) return false;
  const { type, parse, select }: { readonly type?: unknown; readonly parse?: unknown; readonly select?: unknown } = value;
  return typeof type === 'string' && type !== '' && typeof parse === 'function' && typeof select === 'function';
}

function unknownType(type: string, known: Iterable<string>): SelectorError {
  return new SelectorError(`there is no selector of type ${describe(type)}; known are ${[...known].join(', ')}`, { details: { type } });
}

function refuse(argument: string, problem: string): InvalidArgumentError {
  return new InvalidArgumentError(`${argument}: ${problem}`, { details: { argument } });
}
