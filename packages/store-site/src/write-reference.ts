import { rm } from 'node:fs/promises';
import { Application, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { entryPoints, REFERENCE, ROOT } from './repository.ts';
import { undocumented } from './undocumented.ts';

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

  // What a public signature names can be imported, and links lead somewhere. That everything is documented, `undocumented` says.
  validation: { notExported: true, invalidLink: true, notDocumented: false, rewrittenLink: true, invalidPath: true, unusedMergeModuleWith: true },

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
  for (const name of undocumented(project)) app.logger.warn(`${name} has no doc comment that says what it is or does`);
  await rm(`${ROOT}${REFERENCE}`, { recursive: true, force: true });
  await app.generateOutputs(project);
  return app.logger.warningCount + app.logger.errorCount;
}
