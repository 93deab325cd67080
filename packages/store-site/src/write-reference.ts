import { rm } from 'node:fs/promises';
import { Application, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { entryPoints, REFERENCE, ROOT } from './repository.ts';

const OPTIONS: TypeDocOptions & PluginOptions = {
  plugin: ['typedoc-plugin-markdown'],
  tsconfig: `${ROOT}packages/store-site/tsconfig.reference.json`,
  // `pnpm typecheck` checks the types, with the compiler that the packages are built with.
  skipErrorChecking: true,
  out: `${ROOT}${REFERENCE}`,
  readme: 'none',
  disableSources: true,
  excludeInternal: true,
  excludeExternals: true,
  sort: ['kind', 'source-order'],

  // Everything that a user sees is said, and can be named by the user.
  packagesRequiringDocumentation: ['@cw/store-core', '@cw/store-sqlite', '@cw/store-jsonfile', '@cw/store-memory', '@cw/store-cli'],
  requiredToBeDocumented: [
    'Class', 'Interface', 'TypeAlias', 'Function', 'Variable', 'Enum', 'EnumMember', 'Property', 'Accessor', 'GetSignature', 'SetSignature', 'Method', 'CallSignature',
  ],
  validation: { notExported: true, invalidLink: true, notDocumented: true, rewrittenLink: true, invalidPath: true, unusedMergeModuleWith: true },

  // How it reads
  router: 'member',
  entryFileName: 'index',
  hidePageHeader: true,
  useCodeBlocks: true,
  expandObjects: true,
  expandParameters: true,
  indexFormat: 'table',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  propertyMembersFormat: 'table',
  typeDeclarationFormat: 'table',
};

/**
 * Writes a page for each public export of the published packages, from their doc comments.
 * @returns how many warnings there were, each of which has been told: a missing comment, a link that leads nowhere, a type that is used but not exported.
 */
export async function writeReference(): Promise<number> {
  const entries = entryPoints();
  const app = await Application.bootstrapWithPlugins({ ...OPTIONS, entryPoints: entries.map(({ source }) => `${ROOT}${source}`) });
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc could not read the sources; what it said stands above');
  for (const module of project.children ?? []) {
    const entry = entries.find(({ source }) => source.replace(/^packages\//, '').replace(/(?:\/index)?\.ts$/, '') === module.name);
    if (entry === undefined) throw new Error(`TypeDoc calls a module ${module.name}, after none of the entry points`);
    module.name = entry.name;
  }
  app.validate(project);
  await rm(`${ROOT}${REFERENCE}`, { recursive: true, force: true });
  await app.generateOutputs(project);
  return app.logger.warningCount + app.logger.errorCount;
}
