/** What is told of an adapter that is broken on purpose. */
export interface ToldMutant {
  readonly name: string;
  readonly source: string;
  /** The id of the case. */
  readonly dies: string;
}

/** The adapters that are broken on purpose, as Markdown, by the area of the case that finds them out. */
export function formatMutants(mutants: readonly ToldMutant[]): string {
  const byArea = Map.groupBy(mutants.toSorted((a, b) => (a.dies < b.dies ? -1 : 1)), ({ dies }) => dies.split('.')[0] ?? dies);
  return [
    '# The broken adapters that the kit finds out',
    '',
    'Written by `pnpm requirements` from `packages/store-core/test/conformance/mutants`. Each is an honest adapter with one mistake that a real store has made or that',
    'its kind of storage invites; the tests demand that it fails in the case named here, and that every case of the kit fails at least one of them.',
    `There are ${mutants.length}.`,
    ...[...byArea].flatMap(([area, ofArea]) => [
      '',
      `## ${area}`,
      '',
      '| an adapter that | as | fails in |',
      '|---|---|---|',
      ...ofArea.map(({ name, source, dies }) => `| ${cell(name)} | ${cell(source)} | \`${dies}\` |`),
    ]),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
