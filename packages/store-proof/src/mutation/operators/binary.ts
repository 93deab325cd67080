import type { AnyNode } from 'acorn';
import { instead, textOf } from '../change.ts';
import type { Change, Operator, Place } from '../change.ts';
import { isCondition } from './conditions.ts';

const EQUALITY: ReadonlyMap<string, string> = new Map([['===', '!=='], ['!==', '===']]);
const RELATION: ReadonlyMap<string, string> = new Map([['<', '<='], ['<=', '<'], ['>', '>='], ['>=', '>']]);
const ARITHMETIC: ReadonlyMap<string, string> = new Map([['+', '-'], ['-', '+'], ['*', '/'], ['/', '*'], ['%', '*'], ['+=', '-='], ['-=', '+=']]);

/** `===` for `!==`, and the other way round; not where it is a condition, whose two mutants it cannot outlive. */
export const equality: Operator = { name: 'equality', find: (place) => (isCondition(place.node, place.parents) ? [] : swap(place, EQUALITY)) };

/** A bound that takes in its edge for one that does not, and the other way round. */
export const relation: Operator = { name: 'relation', find: (place) => swap(place, RELATION) };

/** `+` for `-`, `*` for `/`, and the other way round; not where strings are put together, nor beside a number, which has mutants of its own. */
export const arithmetic: Operator = {
  name: 'arithmetic',
  find: (place) => {
    const { node } = place;
    if (node.type !== 'BinaryExpression' && node.type !== 'AssignmentExpression') return [];
    return isConstant(node.left) || isConstant(node.right) ? [] : swap(place, ARITHMETIC);
  },
};

function swap(place: Place, others: ReadonlyMap<string, string>): Change[] {
  const { node } = place;
  if (node.type !== 'BinaryExpression' && node.type !== 'AssignmentExpression') return [];
  const other = others.get(node.operator);
  if (other === undefined) return [];
  // The brackets of an operand are no part of it.
  const left = node.type === 'BinaryExpression' ? `(${textOf(place, node.left)})` : textOf(place, node.left);
  return instead(node, `${left} ${other} (${textOf(place, node.right)})`);
}

function isConstant(node: AnyNode): boolean {
  return node.type === 'TemplateLiteral' || node.type === 'Literal';
}
