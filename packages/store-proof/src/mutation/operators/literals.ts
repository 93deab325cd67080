import type { AnyNode } from 'acorn';
import { instead } from '../change.ts';
import type { Operator } from '../change.ts';

/** What is spread into an object, an array or a call: nothing. */
export const spread: Operator = {
  name: 'spread',
  find: ({ node, parents }) => {
    if (node.type !== 'SpreadElement') return [];
    return instead(node.argument, parents.at(-1)?.type === 'ObjectExpression' ? '{}' : '[]');
  },
};

/** A default: none. */
export const defaultValue: Operator = {
  name: 'default',
  find: ({ node }) => (node.type === 'AssignmentPattern' ? instead(node.right, 'undefined') : []),
};

/** An array, or an object that is an argument or the details of an error: empty. Any other object is a result, and missed at once. */
export const emptied: Operator = {
  name: 'emptied',
  find: ({ node, parents }) => {
    const parent = parents.at(-1);
    if (node.type === 'ArrayExpression') {
      const onlySpread = node.elements.length === 1 && node.elements[0]?.type === 'SpreadElement';
      return node.elements.length === 0 || onlySpread ? [] : instead(node, '[]');
    }
    if (node.type !== 'ObjectExpression' || node.properties.length === 0) return [];
    const onlyDetails = node.properties.length === 1 && isDetails(node.properties[0]);
    const isArgument = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
    return (isArgument && !onlyDetails) || isDetails(parent) ? instead(node, '{}') : [];
  },
};

function isDetails(node: AnyNode | undefined): boolean {
  return node?.type === 'Property' && node.key.type === 'Identifier' && node.key.name === 'details';
}
