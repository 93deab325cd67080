import { readFile, rm, writeFile } from 'node:fs/promises';
import { Application, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { readablePage } from './readable-page.ts';
import { entryPoints, packageNames, paths, REFERENCE, ROOT } from './repository.ts';
import { undocumented } from './undocumented.ts';
import { unexported } from './unexported.ts';

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

  // Beside these, `undocumented` and `unexported` look at what there is.
  validation: { notExported: false, invalidLink: true, notDocumented: false, rewrittenLink: true, invalidPath: true, unusedMergeModuleWith: true },

  // How it reads
  router: 'member',
  entryFileName: 'index',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  name: 'API reference',
  sortEntryPoints: false,
  groupOrder: ['Functions', 'Interfaces', 'Type Aliases', 'Variables', 'Classes', 'Constructors', 'Properties', 'Accessors', 'Methods'],
  pageTitleTemplates: { index: 'API reference', module: ({ name }) => name, member: ({ name }) => name },
  tableColumnSettings: { hideModifiers: true, hideDefaults: true, hideInherited: true, hideOverrides: true, hideSources: true },
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
  for (const use of unexported(project, packageNames())) app.logger.warn(`a type that no entry point exports: ${use}`);
  await rm(`${ROOT}${REFERENCE}`, { recursive: true, force: true });
  await app.generateOutputs(project);
  await makeReadable();
  return app.logger.warningCount + app.logger.errorCount;
}

async function makeReadable(): Promise<void> {
  const pages = new Set(paths(`${REFERENCE}**/*.md`).map((path) => path.replace(REFERENCE, '')));
  for (const page of pages) {
    const file = `${ROOT}${REFERENCE}${page}`;
    await writeFile(file, readablePage(await readFile(file, 'utf8'), page, pages));
  }
}
