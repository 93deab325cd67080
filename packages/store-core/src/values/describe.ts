/** Names a value in an error message: its type, or the value itself where it is short. */
export function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return 'a bigint';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return typeof value === 'object' ? describeObject(value) : `a ${typeof value}`;
}

function describeObject(value: object): string {
  try {
    if (Array.isArray(value)) return 'an array';
    const name: unknown = value.constructor?.name;
    return `an object (${typeof name === 'string' && name !== '' ? name : 'no class'})`;
  } catch {
    // A proxy or a getter that throws must not replace the error that is being written.
    return 'an object (unreadable)';
  }
}
