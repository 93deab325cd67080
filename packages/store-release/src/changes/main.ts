/** Whether what users notice comes with a changeset. `pnpm check:changes`, compared with `CW_BASE`; default: origin/main */
import { REPOSITORY } from '../packed/repository.ts';
import { checkChanges } from './check-changes.ts';

const { skipped, problems } = await checkChanges(REPOSITORY, process.env['CW_BASE'] ?? 'origin/main');
if (skipped !== null) console.log(`nothing to check: ${skipped}`);
for (const problem of problems) console.log(problem);
if (problems.length > 0) process.exitCode = 1;
