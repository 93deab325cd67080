import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Headless; nothing that looks for the network; a page of ours needs no sandbox, and root could have none. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The Chromium of this machine; null where there is none. */
export function findChromium(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

/**
 * Runs a module in a page of a browser of its own, and gives what it sends with `fetch('/result', { method: 'POST', body })`.
 * @param files the module, which is the first one, and those that it imports, by name
 * @throws Error with what the browser wrote, if it ends without.
 */
export async function runInBrowser(chromium: string, files: ReadonlyMap<string, string>): Promise<string> {
  const result = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    if (request.method === 'POST') text(request).then(result.resolve, result.reject);
    const script = files.get((request.url ?? '').slice(1));
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(script ?? `<!doctype html><meta charset="utf-8"><script type="module" src="/${[...files.keys()][0]}"></script>`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const profile = await mkdtemp(join(tmpdir(), 'cw-browser-'));
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}/`;
  const browser = spawn(chromium, [...FLAGS, `--user-data-dir=${profile}`, url], { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  browser.stderr.setEncoding('utf8').on('data', (part: string) => (output += part));
  const ended = once(browser, 'close');
  browser.once('error', result.reject);
  void ended.then(() => result.reject(new Error(`the browser ended without a result\n${output}`)));
  try {
    return await result.promise;
  } finally {
    browser.kill('SIGKILL');
    await ended;
    server.close();
    server.closeAllConnections();
    // Chromium's own processes write there for a moment longer.
    await rm(profile, { recursive: true, maxRetries: 10, retryDelay: 100 });
  }
}
