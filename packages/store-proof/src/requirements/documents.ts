import { CLAUSES, CONFORMANCE_CASES } from '@cw/store-core/conformance';
import { MUTANTS } from '../../../store-core/test/conformance/mutants/index.ts';
import { formatMutants } from './format-mutants.ts';
import { formatRequirements } from './format-requirements.ts';

/** A file of the documentation that is written from the kit. */
export interface GeneratedDocument {
  readonly file: URL;
  readonly text: string;
}

const DOCS = new URL('../../../../docs/', import.meta.url);

/** Every such file, as it should be. */
export const DOCUMENTS: readonly GeneratedDocument[] = [
  { file: new URL('conformance-requirements.md', DOCS), text: formatRequirements(CLAUSES, CONFORMANCE_CASES) },
  { file: new URL('conformance-mutants.md', DOCS), text: formatMutants(MUTANTS) },
];
