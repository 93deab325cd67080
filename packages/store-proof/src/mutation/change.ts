import type { AnyNode } from 'acorn';

/** What the value of an expression turned out to be: bits that can be put together. Null and undefined are NULLISH alone. */
export const TRUTHY: number = 1;
export const FALSY: number = 2;
export const NULLISH: number = 4;

/** An expression, and the values of it (as bits) with which a change makes a difference. With any other the change is none. */
export interface Watch {
  readonly start: number;
  readonly end: number;
  readonly values: number;
}

/** What stands between two positions of a source, and what takes its place. */
export interface Change {
  readonly start: number;
  readonly end: number;
  /** Null: a statement that goes. Anything else is an expression in place of an expression. */
  readonly replacement: string | null;
  /** Default: it makes a difference whatever the values. */
  readonly watch?: Watch;
}

/** A node, those around it from the outermost in, and the text that they were parsed from. */
export interface Place {
  readonly node: AnyNode;
  readonly parents: readonly AnyNode[];
  readonly text: string;
}

/** One way to break a program. */
export interface Operator {
  /** Part of the ids of its mutants: not to be renamed. */
  readonly name: string;
  find(place: Place): readonly Change[];
}

/** The text of a node. */
export function textOf({ text }: Pick<Place, 'text'>, node: AnyNode): string {
  return text.slice(node.start, node.end);
}

/** An expression in place of a node, which makes a difference only where `watched` has one of these values. */
export function insteadWhere(watched: AnyNode, values: number, node: AnyNode, replacement: string): Change {
  return { start: node.start, end: node.end, replacement, watch: { start: watched.start, end: watched.end, values } };
}

/** These expressions in place of a node. */
export function instead(node: AnyNode, ...replacements: readonly string[]): Change[] {
  return replacements.map((replacement) => ({ start: node.start, end: node.end, replacement }));
}
