/**
 * Changes whatever can be changed in a value, at every level: members are replaced, added and removed, bytes are overwritten,
 * dates are moved. What is frozen stays, without an error.
 */
export function scramble(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Uint8Array) {
    value.fill(0xee);
    return;
  }
  if (value instanceof Date) {
    value.setTime(0);
    return;
  }
  for (const key of Object.keys(value)) {
    scramble(Reflect.get(value, key));
    Reflect.set(value, key, 'scrambled');
  }
  if (Array.isArray(value)) Reflect.set(value, value.length, 'added');
  else Reflect.set(value, 'added', true);
}
