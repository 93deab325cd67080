import type { ConformanceReport } from '@cw/store-core/conformance';

/** What a report of the conformance kit says of cases that failed, and the levels that it grants. @param text the report as JSON */
export function readReport(text: string): { readonly failures: readonly string[]; readonly levels: readonly string[] } {
  const value: unknown = JSON.parse(text);
  if (!isReport(value)) throw new Error(`not a report: ${text.slice(0, 500)}`);
  return { failures: value.cases.filter(({ verdict }) => verdict === 'fail' || verdict === 'kit-error').map(({ id, message }) => `${id}: ${message ?? ''}`), levels: value.levels };
}

function isReport(value: unknown): value is ConformanceReport {
  return typeof value === 'object' && value !== null && 'cases' in value && 'levels' in value;
}
