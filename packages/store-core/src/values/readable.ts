import { InvalidValueError, isStoreError } from '../errors.ts';

/** Reads a value from outside: what its getters or its proxy throw is the cause of an InvalidValueError at `path`. */
export function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (isStoreError(cause)) throw cause;
    throw new InvalidValueError(path, 'could not be read', { cause });
  }
}
