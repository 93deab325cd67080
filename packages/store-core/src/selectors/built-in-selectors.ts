import type { SelectorDefinition } from '../contract/selector.ts';
import { bytesSelector } from './bytes.ts';
import { grepSelector } from './grep.ts';
import { headSelector } from './head.ts';
import { jsonKeysSelector } from './json-keys.ts';
import { jsonPointerSelector } from './json-pointer.ts';
import { linesSelector } from './lines.ts';
import { outlineSelector } from './outline.ts';
import { rowsSelector } from './rows.ts';
import { tailSelector } from './tail.ts';

/** The selectors that every store has. */
export const BUILT_IN_SELECTORS: readonly SelectorDefinition[] = Object.freeze([
  headSelector,
  tailSelector,
  linesSelector,
  rowsSelector,
  jsonKeysSelector,
  jsonPointerSelector,
  grepSelector,
  bytesSelector,
  outlineSelector,
]);
