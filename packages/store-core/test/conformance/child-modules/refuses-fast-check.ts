// Loads the packages that are named as arguments in a process in which fast-check cannot be loaded.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'fast-check') throw new Error('fast-check is not here');
    return nextResolve(specifier, context);
  },
});

for (const name of process.argv.slice(2)) await import(name);
