import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The URL that `import name` leads to for a module in `folder`; undefined: no package of this name is installed there. A CommonJS `require.resolve` would not do: it
 * finds no package that only offers an `import`.
 * @throws what Node says of a package that is there and has no such entry
 */
export function resolveFrom(name: string, folder: string): string | undefined {
  const parentURL = pathToFileURL(join(folder, 'noname.js')).href;
  const hooks = registerHooks({ resolve: (specifier, context, next) => next(specifier, specifier === name ? { ...context, parentURL } : context) });
  try {
    return import.meta.resolve(name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  } finally {
    hooks.deregister();
  }
}
