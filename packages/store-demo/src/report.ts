import type { DemoOutcome, KillOutcome } from './demo-outcome.ts';
import type { StoreSummary } from './examine-store.ts';
import { count, grouped, size, sum, tally } from './text/amounts.ts';
import { quote } from './text/quote.ts';
import { table } from './text/table.ts';
import type { RunReport } from './worker/messages.ts';

export interface Section {
  readonly title: string;
  readonly body: string;
}

/** What a person wants to see of a run. */
export function reportSections({ capabilities, kill, report }: DemoOutcome): Section[] {
  return [
    { title: 'What was recorded', body: recorded(report.summary) },
    { title: 'What the agent found out', body: foundOut(report) },
    { title: 'What the drilldowns showed', body: drilledDown(report) },
    { title: 'What survived', body: kill === null ? '  The run was beyond the point where it is killed.' : survived(kill, report, capabilities.durability) },
    { title: 'Is it whole', body: integrity(report.summary) },
  ];
}

/** Also for an import. */
export function recorded({ events, ledger, artifacts, episodes, facts }: StoreSummary): string {
  const bytes = artifacts.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  return table([
    ['events', grouped(sum(events)), tally(events)],
    ['ledger events', grouped(sum(ledger)), tally(ledger)],
    ['artifacts', grouped(artifacts.length), size(bytes)],
    ['episodes', grouped(episodes), ''],
    ['facts', grouped(facts), ''],
  ]);
}

/** Also for an import. */
export function integrity({ findings, export: exported }: StoreSummary): string {
  const verdict = findings.length === 0 ? 'no findings' : count(findings.length, 'finding');
  return table([
    ['verify', verdict],
    ...findings.map(({ code, where, message }) => ['', `${code} ${where}: ${message}`]),
    ['export', `${count(exported.lines, 'line')}, ${size(exported.bytes)}, sha256 ${exported.sha256}`],
  ]);
}

export function artifactTable({ artifacts }: StoreSummary): string {
  return table(artifacts.map(({ handle, mediaType, sizeBytes, contentHash }) => [handle, size(sizeBytes), mediaType, `sha256 ${contentHash.slice(0, 12)}`]));
}

function foundOut({ answers, facts, search }: RunReport): string {
  const lines = answers.map((answer) => quote(answer, '  '));
  const rows = Object.entries(facts).map(([key, value]) => [`fact ${key}`, value]);
  return [...lines, table([...rows, [`episodes on "${search.query}"`, search.episodes.join(', ')]])].join('\n');
}

function drilledDown({ summary, drilldowns }: RunReport): string {
  const shown = drilldowns.map(({ call, ok, text }) => `  ${call}${ok ? '' : ' failed'}\n${quote(text === '' ? '(nothing)' : text, '    | ')}`);
  return [artifactTable(summary), ...shown].join('\n');
}

function survived({ step, signal, restart, survival, repeated }: KillOutcome, { known }: RunReport, durability: string): string {
  const rows = [
    ['killed', `${signal} in step ${step}`],
    ['acknowledged before', count(survival.acknowledged, 'write')],
    ['found after', grouped(survival.found)],
    ['lost', listed(survival.lost)],
    ['changed', listed(survival.changed)],
    ['under way, unacknowledged', survival.unacknowledged.length === 0 ? 'not there' : `there: ${survival.unacknowledged.join(', ')}`],
    ['whole at the restart', restart.findings === 0 ? 'no findings' : count(restart.findings, 'finding')],
    ['replayed', `${count(restart.replayed, 'ledger event')} after the checkpoint at offset ${restart.fromOffset}`],
    ['begun again', `${count(known, 'write')} that the store knew already, and did not repeat`],
    ['repeated', listed(repeated)],
  ];
  if (durability !== 'none') return table(rows);
  return `  This adapter's durability is 'none': it promises nothing beyond its process. The second process began from nothing.\n${table(rows)}`;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return '0';
  const shown = names.slice(0, 3).join(', ');
  return `${names.length} (${shown}${names.length > 3 ? ', ...' : ''})`;
}
