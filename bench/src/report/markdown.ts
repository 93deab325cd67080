import type { LimitResult, Measured, PairResult, Result } from '../result.ts';
import { EXPLANATIONS } from './explanations.ts';
import { ratio, target, value } from './format.ts';
import { notesOf, tablesOf } from './tables.ts';

/** Fills in what stands between `<!-- bench:NAME -->` and `<!-- /bench -->` of a page. @throws Error for a name that is none */
export function fillIn(page: string, results: readonly Measured[]): string {
  return page.replaceAll(/(<!-- bench:([\w -]+) -->\n)[\s\S]*?(<!-- \/bench -->)/g, (_, begin: string, name: string, end: string) => `${begin}${section(name, results)}${end}`);
}

function section(name: string, results: readonly Measured[]): string {
  if (name === 'origin') return originOf(results);
  if (name === 'targets') return targets(results);
  const members = results.filter(({ group }) => group === name);
  if (members.length === 0) throw new Error(`bench:${name}: no results of such a group`);
  return `\n${tables(members)}\n`;
}

function originOf(results: readonly Measured[]): string {
  const machines = [...new Set(results.map(({ origin }) => origin.machine))];
  const days = results.map(({ origin }) => origin.measuredAt.slice(0, 10)).toSorted((a, b) => Number(a > b) - Number(a < b));
  return `\n${machines.map((machine) => `- ${machine}`).join('\n')}\n- measured ${[...new Set([days[0], days.at(-1)])].join(' to ')}\n\n`;
}

function targets(results: readonly Result[]): string {
  const aimed = results.filter((result) => result.kind !== 'skipped').filter((result) => result.met !== null);
  const missed = aimed.filter(({ met }) => met === false);
  return `\n${aimed.length - missed.length} of ${aimed.length} targets are met.\n${missed.map(shortfall).join('')}\n`;
}

function shortfall(result: PairResult | LimitResult): string {
  const figure = result.kind === 'pair' ? ratio(result) : value(result);
  const subject = result.kind === 'pair' ? `${result.ours} beside ${result.other}` : result.subject;
  const profile = (result.profile ?? []).slice(0, 6).map(({ name, share }) => `\`${name}\` ${Math.round(100 * share)} %`).join(', ');
  return `\n- **${result.workload}, ${subject}: ${figure}** (target ${target(result)}). ${EXPLANATIONS[result.id] ?? ''}${profile === '' ? '' : `\n  Profile: ${profile}.`}\n`;
}

function tables(results: readonly Result[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const written = tablesOf(results).map(({ head, rows }) => `${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`);
  const notes = notesOf(results).map((note) => `- ${note}\n`).join('');
  return [...written, ...(notes === '' ? [] : [notes])].join('\n');
}
