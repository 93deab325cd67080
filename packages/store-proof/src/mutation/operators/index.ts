import type { Operator } from '../change.ts';
import { arithmetic, equality, relation } from './binary.ts';
import { twin, untransformed } from './calls.ts';
import { condition } from './conditions.ts';
import { defaultValue, emptied, spread } from './literals.ts';
import { boolean, negation, oneSide } from './logic.ts';
import { number } from './numbers.ts';
import { statement } from './statements.ts';

/** Every way in which a program is broken. Texts are left as they are: most of them are messages, for people. */
export const OPERATORS: readonly Operator[] = [
  condition, oneSide, negation, boolean, equality, relation, arithmetic, number, statement, twin, untransformed, spread, defaultValue, emptied,
];
