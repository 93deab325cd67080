import type { Clause, ConformanceCase } from '@cw/store-core/conformance';

/** A clause with more cases than this has them listed by family. */
const MOST_LISTED = 6;

const AREAS: Readonly<Record<string, string>> = {
  lifecycle: 'Lifecycle', scopes: 'Scopes', open: 'Opening', order: 'Order', values: 'Values', identifiers: 'Identifiers', arguments: 'Arguments',
  errors: 'Errors', events: 'Event log', ledger: 'Ledger', artifacts: 'Artifacts', selectors: 'Selectors', episodes: 'Episodes', facts: 'Facts',
  transfer: 'Export and import', verify: 'Verify', 'read-only': 'Read-only stores', snapshot: 'Snapshots', durability: 'Durability',
  concurrent: 'Concurrency', crash: 'Crashes',
};

/** The ledger of clauses, as Markdown: which cases try each, and which have none and why. */
export function formatRequirements(clauses: readonly Clause[], cases: readonly ConformanceCase[]): string {
  const byClause = Map.groupBy(cases, ({ requirement }) => requirement);
  const byArea = Map.groupBy(clauses, ({ id }) => id.split('.')[0] ?? id);
  const untried = clauses.filter((clause) => clause.untried !== undefined);
  return [
    '# What the conformance kit requires',
    '',
    'Written by `pnpm requirements` from the clauses and cases in `packages/store-core/src/conformance`; a test holds it against them.',
    `${clauses.length} clauses of [the contract](contract.md), ${cases.length} cases, ${untried.length} ${untried.length === 1 ? 'clause' : 'clauses'} without a case.`,
    'A case is run alone with `npx cw-conformance ./subject.js --only ID`.',
    '',
    '## Clauses without a case',
    '',
    '| clause | what holds | why no case tries it |',
    '|---|---|---|',
    ...untried.map(({ id, text, untried }) => `| ${code(id)} | ${cell(text)} | ${cell(untried ?? '')} |`),
    ...[...byArea].flatMap(([area, ofArea]) => [
      '',
      `## ${AREAS[area] ?? area}`,
      '',
      '| clause | what holds | level | cases |',
      '|---|---|---|---|',
      ...ofArea.map(({ id, text }) => {
        const tried = byClause.get(id) ?? [];
        return `| ${code(id)} | ${cell(text)} | ${[...new Set(tried.map(({ level }) => level))].join(', ')} | ${listed(tried.map((one) => one.id))} |`;
      }),
    ]),
    '',
  ].join('\n');
}

function listed(ids: readonly string[]): string {
  if (ids.length === 0) return '—';
  if (ids.length <= MOST_LISTED) return ids.map(code).join(', ');
  const families = Map.groupBy(ids, (id) => id.slice(0, id.lastIndexOf('.')));
  return [...families].map(([family, members]) => (members.length === 1 ? code(members[0] ?? '') : `${code(`${family}.*`)} (${members.length})`)).join(', ');
}

function code(id: string): string {
  return `\`${id}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
