export { BUILT_IN_SELECTORS } from './built-in-selectors.ts';
export { isStoppedAtLimit } from './selection-limit.ts';
export type { ParsedSelector, SelectorTable } from './selector-table.ts';
export { createSelectorTable } from './selector-table.ts';
