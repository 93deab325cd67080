/** Imports a package that stands in this folder's own node_modules. The caller says what of it is used. */
export async function loadPeer<Module>(name: string): Promise<Module> {
  const module: Module = await import(name);
  return module;
}
