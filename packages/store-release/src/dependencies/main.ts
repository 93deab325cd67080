/** What the packages depend on: vulnerabilities, licences, and where the lockfile has it from. `pnpm check:dependencies` */
import { readFile } from 'node:fs/promises';
import { REPOSITORY } from '../packed/repository.ts';
import { auditDependencies } from './audit.ts';
import { licenceProblems, licencesOfDependencies } from './licences.ts';
import { lockfileProblems } from './lockfile.ts';

const audit = await auditDependencies();
if (audit.skipped !== null) console.log(`audit skipped: ${audit.skipped}`);
const licences = await licencesOfDependencies();
const lockfile = lockfileProblems(await readFile(`${REPOSITORY}pnpm-lock.yaml`, 'utf8'));
const problems = [...audit.problems, ...licenceProblems(licences), ...lockfile];
for (const problem of problems) console.log(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`licences: ${[...new Set(licences.flatMap((each) => Object.keys(each)))].join(', ')}; the lockfile has everything from the registry, with its checksum`);
