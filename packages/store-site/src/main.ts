import { parseArgs } from 'node:util';
import { build, createServer } from 'vitepress';
import { deadLinks } from './dead-links.ts';
import { ROOT } from './repository.ts';
import { writeReference } from './write-reference.ts';

const HERE = `${ROOT}packages/store-site`;

const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false }, base: { type: 'string', default: '/' } } });
const { dev, base } = values;
if (!/^\/(?:.*\/)?$/.test(base)) throw new Error(`--base: must begin and end with a slash, as /store/, not ${JSON.stringify(base)}`);

const warnings = await writeReference();
if (warnings > 0) {
  process.stderr.write(`${warnings} warnings about doc comments, see above; each must be put right in the sources\n`);
  process.exitCode = 1;
}
if (dev) {
  const server = await createServer(HERE, { base });
  await server.listen();
  server.printUrls();
} else {
  await build(HERE, { base });
  const dead = deadLinks(`${HERE}/dist`, base);
  for (const link of dead) process.stderr.write(`dead link: ${link}\n`);
  if (dead.length > 0) process.exitCode = 1;
}
