import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { runScript } from './shell.ts';

/** A registry on this machine that has nothing but the package which this repository would publish as `@cw/store-core`. */
export interface CoreRegistry {
  readonly version: string;
  /** Lets npm look here for `@cw/*` when it is called in a folder, and for all else where it always does. */
  serve(folder: string): Promise<void>;
  close(): Promise<void>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** Builds and packs core as a release does, and serves the package. @param folder where the package is written. */
export async function openCoreRegistry(repository: string, folder: string): Promise<CoreRegistry> {
  const core = join(repository, 'packages', 'store-core');
  // What an earlier build left of files that are no more would be packed as well.
  await rm(join(core, 'dist'), { recursive: true, force: true });
  await succeed(`${join(repository, 'node_modules', '.bin', 'tsc')} -p tsconfig.build.json && pnpm pack --pack-destination '${folder}'`, core, repository);
  await succeed('tar -xzf *.tgz package/package.json', folder, repository);
  const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const tarball = await readFile(join(folder, file));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as pnpm has just packed it
  const manifest = JSON.parse(await readFile(join(folder, 'package', 'package.json'), 'utf8')) as Manifest;

  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = urlOf(server);
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const versions = { [manifest.version]: { ...manifest, dist: { tarball: `${url}/core.tgz`, integrity } } };
  const about = JSON.stringify({ name: manifest.name, 'dist-tags': { latest: manifest.version }, versions });
  server.on('request', (request, response) => {
    // The next run has other content under the same name and version.
    response.setHeader('cache-control', 'no-store');
    if (request.url === '/core.tgz') response.end(tarball);
    else if (decodeURIComponent(request.url ?? '') === `/${manifest.name}`) response.end(about);
    else response.writeHead(404).end('{}');
  });

  return {
    version: manifest.version,
    serve: async (user) => await writeFile(join(user, '.npmrc'), `@cw:registry=${url}/\n`),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`;
}

async function succeed(script: string, folder: string, repository: string): Promise<void> {
  const { code, output } = await runScript(script, folder, repository);
  if (code !== 0) throw new Error(`${script}: exit code ${code}\n${output}`);
}
