/** One of Node's own modules, without importing it: undefined outside Node. */
export function builtinModule(name: string): Readonly<Record<string, unknown>> | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => Record<string, unknown> | undefined } };
  return process?.getBuiltinModule?.(name);
}
