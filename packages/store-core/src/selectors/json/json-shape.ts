/** What the values at one place of a JSON text are; elements of an array are one place. */
export interface JsonShape {
  /** `null`, `boolean`, `number` and `string`, as they were met. */
  readonly scalars: Set<string>;
  /** How many objects there were, and their members. */
  objects: number;
  readonly members: Map<string, { readonly shape: JsonShape; count: number }>;
  /** Whether there were members besides those, or what is deeper was not looked at. */
  moreMembers: boolean;
  /** The lengths of the shortest and the longest array; undefined if there was none. */
  lengths: { least: number; most: number } | undefined;
  /** Undefined if no array had an element, or it was not looked at. */
  element: JsonShape | undefined;
}

export function emptyShape(): JsonShape {
  return { scalars: new Set(), objects: 0, members: new Map(), moreMembers: false, lengths: undefined, element: undefined };
}

/** Writes a shape out, as `{ "id": number, "tags"?: array (0 to 3) of string }` over several lines; `?` is on members that some objects lack. */
export function writeShape(shape: JsonShape, indent = ''): string {
  const parts: string[] = [];
  if (shape.objects > 0) parts.push(writeObject(shape, indent));
  if (shape.lengths !== undefined) parts.push(writeArray(shape, shape.lengths, indent));
  parts.push(...shape.scalars);
  return parts.join(' | ');
}

function writeObject(shape: JsonShape, indent: string): string {
  const inner = `${indent}  `;
  const lines = Array.from(shape.members, ([key, member]) => {
    const mark = member.count < shape.objects ? '?' : '';
    return `${inner}${JSON.stringify(key)}${mark}: ${writeShape(member.shape, inner)}`;
  });
  if (shape.moreMembers) lines.push(`${inner}…`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

function writeArray(shape: JsonShape, { least, most }: { readonly least: number; readonly most: number }, indent: string): string {
  const length = least === most ? String(least) : `${least} to ${most}`;
  if (most === 0) return `array (${length})`;
  return `array (${length}) of ${shape.element === undefined ? '…' : writeShape(shape.element, indent)}`;
}
