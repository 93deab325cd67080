import { FALSY, instead, insteadWhere, NULLISH, textOf, TRUTHY } from '../change.ts';
import type { Operator } from '../change.ts';
import { isCondition } from './conditions.ts';

/** With which values of its left side an operator gives the right one. */
const GOES_ON = { '&&': TRUTHY, '||': FALSY | NULLISH, '??': NULLISH };

/** One side of `&&`, `||` or `??` alone. What tells both of these from the original tells `&&` from `||` as well. */
export const oneSide: Operator = {
  name: 'one-side',
  find: (place) => {
    const { node } = place;
    if (node.type !== 'LogicalExpression') return [];
    const { left, right } = node;
    const goesOn = GOES_ON[node.operator];
    const stops = (TRUTHY | FALSY | NULLISH) & ~goesOn;
    return [insteadWhere(left, goesOn, node, textOf(place, left)), insteadWhere(left, stops, node, textOf(place, right))];
  },
};

/** `!x` as `x`, and `-x` as `x`; not where it is a condition, whose two mutants it cannot outlive. */
export const negation: Operator = {
  name: 'negation',
  find: (place) => {
    const { node, parents } = place;
    if (node.type !== 'UnaryExpression' || isCondition(node, parents)) return [];
    return node.operator === '!' || node.operator === '-' ? instead(node, textOf(place, node.argument)) : [];
  },
};

/** `true` for `false`, and the other way round. */
export const boolean: Operator = {
  name: 'boolean',
  find: ({ node }) => (node.type === 'Literal' && typeof node.value === 'boolean' ? instead(node, String(!node.value)) : []),
};
