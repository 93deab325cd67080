import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { Manifest } from './repository.ts';
import type { Tarball } from './tarballs.ts';

/** A registry on this machine: what is published to it, and nothing else. */
export interface Registry {
  readonly url: string;
  /** What npm says of each package that is here. */
  packages(): readonly Packument[];
  /** Lets npm and pnpm look here for `@cw/*` when they are called in a folder, and for all else where they always do. */
  serve(folder: string): Promise<void>;
  close(): Promise<void>;
}

/** A package as a registry describes it: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
export interface Packument {
  readonly name: string;
  readonly 'dist-tags': Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, Manifest & { readonly dist: { readonly tarball: string; readonly integrity: string } }>>;
}

/** What npm sends to publish a version. */
interface Publication extends Packument {
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>;
}

/** @param tarballs what has been published already */
export async function openRegistry(tarballs: readonly Tarball[] = []): Promise<Registry> {
  const packages = new Map<string, Packument>();
  const contents = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    // The next run has other content under the same name and version.
    response.setHeader('cache-control', 'no-store');
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(JSON.stringify({ error: String(error) })));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = urlOf(server);

  /** Says whether that version was not there yet. */
  function add(manifest: Manifest, content: Uint8Array): boolean {
    const { name, version } = manifest;
    const known = packages.get(name);
    if (known?.versions[version] !== undefined) return false;
    const path = `/-/${encodeURIComponent(name)}-${version}.tgz`;
    contents.set(path, content);
    const dist = { tarball: `${url}${path}`, integrity: `sha512-${createHash('sha512').update(content).digest('base64')}` };
    packages.set(name, { name, 'dist-tags': { latest: version }, versions: { ...known?.versions, [version]: { ...manifest, dist } } });
    return true;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const content = contents.get(path);
    const about = packages.get(decodeURIComponent(path.slice(1)));
    if (request.method === 'PUT') {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as npm sends it
      const { versions, _attachments } = (await json(request)) as Publication;
      const [manifest] = Object.values(versions);
      const [attachment] = Object.values(_attachments);
      if (manifest === undefined || attachment === undefined) response.writeHead(400).end('{"error":"a version and its tarball are needed"}');
      else if (add(manifest, Buffer.from(attachment.data, 'base64'))) response.writeHead(201).end('{"ok":true}');
      else response.writeHead(403).end('{"error":"You cannot publish over the previously published versions."}');
    } else if (content !== undefined) response.end(content);
    else if (about !== undefined) response.end(JSON.stringify(about));
    else response.writeHead(404).end('{}');
  }

  for (const { manifest, content } of tarballs) add(manifest, content);
  return {
    url,
    packages: () => [...packages.values()],
    serve: async (folder) => await writeFile(join(folder, '.npmrc'), `@cw:registry=${url}/\n`),
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
