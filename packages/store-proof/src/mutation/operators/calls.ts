import type { AnyNode, CallExpression } from 'acorn';
import { instead, textOf } from '../change.ts';
import type { Operator } from '../change.ts';

const PAIRS = [['startsWith', 'endsWith'], ['some', 'every'], ['min', 'max'], ['indexOf', 'lastIndexOf']] as const;
const TWINS: ReadonlyMap<string, string> = new Map(PAIRS.flatMap(([one, other]) => [[one, other], [other, one]]));

/** Methods that give something like what they are called on. */
const TRANSFORMS: ReadonlySet<string> = new Set([
  'filter', 'padEnd', 'padStart', 'replaceAll', 'reverse', 'slice', 'sort', 'subarray', 'toLowerCase', 'toReversed', 'toSorted', 'toWellFormed', 'trim',
]);

/** `Math.min` for `Math.max`, `startsWith` for `endsWith`, `some` for `every`, and the other way round. */
export const twin: Operator = {
  name: 'twin',
  find: ({ node, text }) => {
    const method = methodOf(node);
    const other = method === undefined ? undefined : TWINS.get(method.name);
    if (method === undefined || other === undefined) return [];
    return instead(node, text.slice(node.start, method.start) + other + text.slice(method.start + method.name.length, node.end));
  },
};

/** A copy, a cut, an order or a filter left out: `x.slice(…)` as `x`, `Object.freeze(x)` as `x`. */
export const untransformed: Operator = {
  name: 'untransformed',
  find: (place) => {
    const { node } = place;
    const method = methodOf(node);
    if (method === undefined) return [];
    const [first] = method.call.arguments;
    if (method.name === 'freeze' && first !== undefined) return instead(node, textOf(place, first));
    return TRANSFORMS.has(method.name) ? instead(node, textOf(place, method.object)) : [];
  },
};

function methodOf(node: AnyNode): { readonly name: string; readonly start: number; readonly object: AnyNode; readonly call: CallExpression } | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  return property.type === 'Identifier' && !node.callee.computed ? { name: property.name, start: property.start, object, call: node } : undefined;
}
