import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface StaticServer {
  /** Address of the site's home page, with its base. */
  readonly url: string;
  /** Paths that were asked for and are not there. */
  readonly missing: readonly string[];
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
};

const POLICY = /<meta http-equiv="content-security-policy"[^>]*>/;

/**
 * Serves a built site as a static host would, under `base`, on this machine only and on a free port.
 * A folder answers with its `index.html`, anything else that is not there with `404.html`.
 * @param options.withoutPolicy to see whether pages are safe without their content security policy, too.
 */
export async function serveFolder(
  folder: string,
  base = '/',
  { withoutPolicy = false } = {},
): Promise<StaticServer> {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then(({ status, type, body }) => {
      const isPage = withoutPolicy && type === TYPES['.html'];
      const sent = isPage ? Buffer.from(body).toString().replace(POLICY, '') : body;
      response.writeHead(status, { 'content-type': type }).end(sent);
    });
  });

  async function answer(url: string): Promise<{ status: number; type: string; body: Uint8Array }> {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = path.startsWith(base) ? fileOf(folder, path.slice(base.length)) : undefined;
    try {
      if (file === undefined) throw new Error('outside');
      return {
        status: 200,
        type: TYPES[extname(file)] ?? 'application/octet-stream',
        body: await readFile(file),
      };
    } catch {
      missing.push(path);
      return {
        status: 404,
        type: 'text/html; charset=utf-8',
        body: await readFile(join(folder, '404.html')),
      };
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    missing,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileOf(folder: string, path: string): string | undefined {
  const inside = normalize(path);
  if (inside.startsWith('..')) return undefined;
  return join(folder, path === '' || path.endsWith('/') ? join(inside, 'index.html') : inside);
}
