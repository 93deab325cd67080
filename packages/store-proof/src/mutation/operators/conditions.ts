import type { AnyNode } from 'acorn';
import { FALSY, insteadWhere, NULLISH, TRUTHY } from '../change.ts';
import type { Change, Operator } from '../change.ts';

/** A condition that always holds, or never. A loop's never always holds: that it has no end shows nothing. */
export const condition: Operator = {
  name: 'condition',
  find: ({ node }) => {
    switch (node.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        return isLiteral(node.test) ? [] : [always(node.test), never(node.test)];
      case 'WhileStatement':
      case 'DoWhileStatement':
        return isLiteral(node.test) ? [] : [never(node.test)];
      case 'ForStatement':
        return node.test ? [never(node.test)] : [];
      default:
        return [];
    }
  },
};

function always(test: AnyNode): Change {
  return insteadWhere(test, FALSY | NULLISH, test, 'true');
}

function never(test: AnyNode): Change {
  return insteadWhere(test, TRUTHY, test, 'false');
}

/** Whether a node is the condition of something, and so has mutants that always hold and never. */
export function isCondition(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1);
  return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === node;
}

function isLiteral(node: AnyNode): boolean {
  return node.type === 'Literal';
}
