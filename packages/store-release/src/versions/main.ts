/**
 * Publishes tarballs that were packed and tried out before.
 *
 *   pnpm --filter @cw/store-release publish-tarballs FOLDER [what is handed on to npm publish, as --provenance]
 */
import { resolve } from 'node:path';
import { REPOSITORY } from '../packed/repository.ts';
import { publishTarballs } from './publish.ts';

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: publish-tarballs FOLDER [flags of npm publish]\n');
  process.exitCode = 2;
} else {
  for (const { name, version, before } of await publishTarballs(resolve(process.env['INIT_CWD'] ?? '.', folder), REPOSITORY, flags, { repository: REPOSITORY })) {
    process.stdout.write(`${name}@${version}: ${before ? 'was there' : 'published'}\n`);
  }
}
