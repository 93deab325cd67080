import { REPOSITORY } from '../packed/repository.ts';
import { runScript } from '../packed/shell.ts';

/** What the registry knows of the vulnerabilities of what is published with the packages. */
export interface Audit {
  /** Why nothing is known; null: it is. */
  readonly skipped: string | null;
  /** In words. */
  readonly problems: readonly string[];
}

/** Vulnerabilities that are told, by their severity: the others wait for the next update. */
const TOLD = ['high', 'critical'];

export async function auditDependencies(): Promise<Audit> {
  const { output } = await runScript('pnpm audit --prod --json', REPOSITORY, { repository: REPOSITORY });
  return readAudit(output);
}

/** @param output what `pnpm audit --json` writes. @throws Error if it is neither a report nor says that the registry gives none */
export function readAudit(output: string): Audit {
  if (/ERR_PNPM_AUDIT_(?:BAD_RESPONSE|ENDPOINT_NOT_EXISTS)/.test(output)) {
    return { skipped: `the registry has no audit: ${output.trim().split('\n').map((line) => line.replace(/^[\s×│]+/, '')).join(' ')}`, problems: [] };
  }
  const report: unknown = output.trimStart().startsWith('{') ? JSON.parse(output) : null;
  if (!isReport(report)) throw new Error(`pnpm audit did not write a report:\n${output}`);
  const told = Object.values(report.advisories).filter(({ severity }) => TOLD.includes(severity));
  return { skipped: null, problems: told.map((advisory) => `${advisory.module_name}: ${advisory.title} (${advisory.severity}), ${advisory.url}`) };
}

interface Report {
  readonly advisories: Readonly<Record<string, { readonly module_name: string; readonly severity: string; readonly title: string; readonly url: string }>>;
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'advisories' in value && typeof value.advisories === 'object';
}
