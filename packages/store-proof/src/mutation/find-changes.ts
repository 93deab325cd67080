import type { AnyNode } from 'acorn';
import type { Change, Place } from './change.ts';
import { OPERATORS } from './operators/index.ts';
import { childrenOf } from './syntax.ts';
import type { Source } from './syntax.ts';

const WORDS = /\p{L} | \p{L}/u;

/** A change, by what it was made, and in which declaration it stands. */
export interface FoundChange extends Change {
  readonly operator: string;
  /** As `CoreLedger.append`; empty outside of declarations. */
  readonly owner: string;
}

/** Every change that some operator makes of a source, in the order of their places. */
export function findChanges(source: Source): FoundChange[] {
  const found: FoundChange[] = [];
  const visit = (node: AnyNode, parents: readonly AnyNode[]): void => {
    const place: Place = { node, parents, text: source.text };
    const owner = ownerOf([...parents, node]);
    for (const operator of OPERATORS) {
      for (const change of operator.find(place)) {
        if (!isForTheTypes(node) && !isLink(node, parents) && changes(source.text, change)) found.push({ ...change, operator: operator.name, owner });
      }
    }
    for (const child of childrenOf(node)) {
      if (!isLeftAlone(child, node, parents)) visit(child, [...parents, node]);
    }
  };
  visit(source.program, []);
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

/** What is no code that could run wrong, and messages. */
function isLeftAlone(node: AnyNode, parent: AnyNode, parents: readonly AnyNode[]): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'TaggedTemplateExpression':
      return true;
    case 'TemplateLiteral':
      return isSentence(node) && isMessage(parent, parents);
    case 'ConditionalExpression':
      return isSentence(node);
    case 'Literal':
      return isName(node, parent) || (parent.type === 'LogicalExpression' && parent.right === node && isForTheTypes(parent));
    default:
      return false;
  }
}

/**
 * A default for an element or a character that is there, as in `names[middle] ?? ''`: the type checker asks for it, and no program ever
 * comes to it. Not that of a group of a regular expression, nor of a Map's `get`, which may well find nothing.
 */
function isForTheTypes(node: AnyNode): boolean {
  if (node.type !== 'LogicalExpression' || node.operator !== '??') return false;
  const { left, right } = node;
  if (right.type !== 'Literal' && right.type !== 'Identifier') return false;
  if (left.type === 'MemberExpression') return left.computed && left.property.type !== 'Literal';
  return left.type === 'CallExpression' && left.callee.type === 'MemberExpression' && left.callee.property.type === 'Identifier' && left.callee.property.name === 'codePointAt';
}

/** Whether an argument is that of an error or of what makes one. */
function isMessage(parent: AnyNode, parents: readonly AnyNode[]): boolean {
  const call = [...parents, parent].findLast(({ type }) => type !== 'ConditionalExpression' && type !== 'LogicalExpression');
  return call?.type === 'NewExpression' || call?.type === 'CallExpression' || call?.type === 'ReturnStatement';
}

/** A text in words, or a choice of them. */
function isSentence(node: AnyNode): boolean {
  switch (node.type) {
    case 'TemplateLiteral':
      return node.quasis.some(({ value }) => WORDS.test(value.raw));
    case 'Literal':
      return typeof node.value === 'string' && WORDS.test(node.value);
    case 'ConditionalExpression':
      return isSentence(node.consequent) && isSentence(node.alternate);
    default:
      return false;
  }
}

/** A literal that names a member, or a module. */
function isName(node: AnyNode, parent: AnyNode): boolean {
  if (parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') return parent.key === node;
  return parent.type === 'ExportNamedDeclaration';
}

/** Whether a node is an inner link of an optional chain, which brackets would cut off from what comes after it. */
function isLink(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1);
  const goesOn = (parent?.type === 'MemberExpression' && parent.object === node) || (parent?.type === 'CallExpression' && parent.callee === node);
  if (!goesOn) return false;
  for (const around of parents.toReversed()) {
    if (around.type === 'ChainExpression') return true;
    if (around.type !== 'MemberExpression' && around.type !== 'CallExpression') return false;
  }
  return false;
}

/** Not where the change is none, as `x` for `(x)`. */
function changes(text: string, { start, end, replacement }: Change): boolean {
  return replacement !== text.slice(start, end);
}

function ownerOf(path: readonly AnyNode[]): string {
  return path.flatMap(nameOf).slice(0, 2).join('.');
}

function nameOf(node: AnyNode): string[] {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id === null ? [] : [node.id.name];
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? [node.id.name] : [];
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return node.key.type === 'Identifier' || node.key.type === 'PrivateIdentifier' ? [node.key.type === 'Identifier' ? node.key.name : `#${node.key.name}`] : [];
    default:
      return [];
  }
}
