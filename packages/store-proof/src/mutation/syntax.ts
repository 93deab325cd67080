import { stripTypeScriptTypes } from 'node:module';
import { parse } from 'acorn';
import type { AnyNode, Program } from 'acorn';

/** A module as it is mutated: JavaScript in which every character stands where it stands in the TypeScript source. */
export interface Source {
  readonly text: string;
  readonly program: Program;
}

/** Blanks the types out and parses what is left. @throws SyntaxError */
export function parseSource(typescript: string): Source {
  const text = stripTypeScriptTypes(typescript, { mode: 'strip' });
  if (text.length !== typescript.length) throw new SyntaxError('the types could not be blanked out in place');
  return { text, program: parse(text, { ecmaVersion: 'latest', sourceType: 'module' }) };
}

/** The nodes right below a node, in no particular order. */
export function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Line and column, both from 1, of a position in a text. */
export function lineAndColumn(text: string, position: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position);
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n') };
}
