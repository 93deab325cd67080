import type { AnyNode } from 'acorn';
import type { Operator } from '../change.ts';

/**
 * A statement that is not run: a call, an assignment, a throw, an early return, a break. Not where it is all that an `if` does, which is
 * the condition that never holds, nor the return at the end of a function, nor where a constructor keeps what it was given.
 */
export const statement: Operator = {
  name: 'statement',
  find: ({ node, parents }) => {
    const parent = parents.at(-1);
    if (parent === undefined || !isRemovable(node) || isAllThatAnIfDoes(node, parents)) return [];
    if (isKeeping(node, parents)) return [];
    if (node.type === 'ReturnStatement' && endsFunction(node, parents)) return [];
    return [{ start: node.start, end: node.end, replacement: null }];
  },
};

function isRemovable(node: AnyNode): boolean {
  switch (node.type) {
    case 'ExpressionStatement':
      return node.directive === undefined && !(node.expression.type === 'CallExpression' && node.expression.callee.type === 'Super');
    case 'ThrowStatement':
    case 'ReturnStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    default:
      return false;
  }
}

function isAllThatAnIfDoes(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1);
  if (parent?.type === 'BlockStatement' && parent.body.length === 1) return isAllThatAnIfDoes(parent, parents.slice(0, -1));
  return parent?.type === 'IfStatement' && parent.consequent === node && !parent.alternate;
}

function endsFunction(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const [around, body] = [parents.at(-2), parents.at(-1)];
  if (body?.type !== 'BlockStatement' || body.body.at(-1) !== node) return false;
  return around?.type === 'FunctionDeclaration' || around?.type === 'FunctionExpression' || around?.type === 'ArrowFunctionExpression';
}

function isKeeping(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const method = parents.at(-3);
  if (method?.type !== 'MethodDefinition' || method.kind !== 'constructor') return false;
  return node.type === 'ExpressionStatement' && node.expression.type === 'AssignmentExpression' && node.expression.right.type !== 'CallExpression';
}
