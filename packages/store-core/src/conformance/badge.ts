import type { Level } from './case.ts';
import type { ConformanceReport } from './report.ts';

const NAMES: Readonly<Record<Level, string>> = { core: 'Core', concurrent: 'Concurrent', durable: 'Durable', 'crash-safe': 'Crash-safe' };

/** A line of Markdown for the README of an adapter: the levels that it was granted, and by which kit. */
export function badgeOf({ levels, kit, contract, kitScore }: Pick<ConformanceReport, 'levels' | 'kit' | 'contract' | 'kitScore'>): string {
  const granted = levels.length === 0 ? 'no level' : levels.map((level) => NAMES[level]).join(', ');
  const colour = levels.length === 0 ? 'red' : 'brightgreen';
  const url = `https://img.shields.io/badge/${part(`@cw/store contract v${contract}`)}-${part(granted)}-${colour}`;
  return `![Conformance: ${granted}](${url} "kit ${kit}, which found out ${kitScore.killed} of ${kitScore.mutants} broken adapters")`;
}

/** In such an address a hyphen and an underscore are written twice, and a space as an underscore. */
function part(text: string): string {
  return encodeURIComponent(text.replaceAll('-', '--').replaceAll('_', '__').replaceAll(' ', '_'));
}
