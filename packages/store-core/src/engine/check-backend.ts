import type { Backend } from '../backend/backend.ts';
import { BackendError } from '../errors.ts';
import { describe } from '../values/describe.ts';

type Methods = Omit<Backend, 'capabilities' | 'snapshot' | 'takeBack' | 'verify'>;

/** By name, so that the compiler demands one that is added to the waist. */
const METHODS: { readonly [Name in keyof Methods]: true } = {
  append: true,
  get: true,
  scan: true,
  values: true,
  summary: true,
  remove: true,
  upload: true,
  openArtifact: true,
  getArtifact: true,
  listArtifacts: true,
  removeArtifact: true,
  scopes: true,
  where: true,
  close: true,
};

/**
 * Refuses what is not a whole backend at once: an adapter without types would fail only at the first call of what it lacks. What there is of
 * it is closed; an error of that is the cause.
 * @throws BackendError that names everything missing.
 */
export async function checkBackend(adapter: string, backend: Backend): Promise<void> {
  const problem = problemOf(backend);
  if (problem === null) return;
  const message = `${adapter}: ${problem}`;
  const details = { adapter };
  try {
    if (hasMethod(backend, 'close')) await backend.close();
  } catch (cause) {
    throw new BackendError(message, { cause, details });
  }
  throw new BackendError(message, { details });
}

function problemOf(backend: unknown): string | null {
  if (!isObject(backend)) return `\`open\` must give a backend, not ${describe(backend)}`;
  const capabilities: unknown = Reflect.get(backend, 'capabilities');
  if (!isObject(capabilities)) return `the backend has no \`capabilities\``;
  const needed = [...Object.keys(METHODS), ...(Reflect.get(capabilities, 'snapshot') === true ? ['snapshot'] : [])];
  const missing = needed.filter((name) => !hasMethod(backend, name));
  return missing.length === 0 ? null : `the backend has no method ${missing.map((name) => `\`${name}\``).join(', ')}`;
}

function hasMethod(backend: unknown, name: string): boolean {
  return isObject(backend) && typeof Reflect.get(backend, name) === 'function';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
