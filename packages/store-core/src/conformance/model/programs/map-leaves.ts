/** A copy of plain objects and arrays, with what stands in them, and is neither, put through a function. */
export function mapLeaves(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => mapLeaves(element, leaf));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return leaf(value);
  const copy = {};
  // Not by assignment, which has a meaning of its own for `__proto__`.
  for (const [key, member] of Object.entries(value)) Object.defineProperty(copy, key, { value: mapLeaves(member, leaf), enumerable: true, configurable: true, writable: true });
  return copy;
}
