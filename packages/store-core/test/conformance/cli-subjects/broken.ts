import type { ConformanceSubject } from '../../../src/conformance/index.ts';
import { MUTANTS } from '../mutants/index.ts';
import { HONEST } from '../mutants/mutant.ts';

const mutant = MUTANTS.find(({ dies }) => dies === 'scopes.separate.similar-names');

const subject: ConformanceSubject = { ...(mutant?.subject ?? HONEST), name: 'broken' };
// oxlint-disable-next-line import/no-default-export -- the other way to name a subject
export default subject;
