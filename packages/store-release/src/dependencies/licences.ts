import { publishedFolders, REPOSITORY } from '../packed/repository.ts';
import { succeed } from '../packed/shell.ts';

/** Licences that ask of those who use a package no more than to name its authors. */
const ALLOWED: ReadonlySet<string> = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/** Of each licence, the packages that are under it. */
export type Licences = Readonly<Record<string, readonly { readonly name: string }[]>>;

/** What comes along with the packages that are published. */
export async function licencesOfDependencies(): Promise<Licences[]> {
  return await Promise.all(
    publishedFolders().map(async (folder) => {
      const printed = await succeed('pnpm licenses list --prod --json 2> /dev/null', folder, { repository: REPOSITORY });
      // Where there is nothing, it says so in words.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as pnpm writes it
      return printed.startsWith('{') ? (JSON.parse(printed) as Licences) : {};
    }),
  );
}

/** What is wrong with licences, in words; empty: nothing. */
export function licenceProblems(licences: readonly Licences[]): string[] {
  const problems = licences.flatMap((each) => Object.entries(each)).filter(([licence]) => !ALLOWED.has(licence));
  return [...new Set(problems.flatMap(([licence, packages]) => packages.map(({ name }) => `${name} is under ${licence}, which src/dependencies/licences.ts does not allow`)))];
}
