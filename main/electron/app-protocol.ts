import { resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net, protocol } from 'electron';

const SCHEME = 'app';
const HOST = 'gateway';
/** A page may load our own files and speak to the preload; nothing else. */
const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const CONSOLE_PAGE = `${SCHEME}://${HOST}/index.html`;
export const CONSOLE_ORIGIN = `${SCHEME}://${HOST}`;

/** Gives the console an origin of its own. Electron wants to know before it is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Serves the files below `directory`, and none beside it. */
export function serveConsole(directory: string): void {
  const root = resolve(directory);
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    const file = resolve(root, `.${decodeURIComponent(pathname)}`);
    if (host !== HOST || !file.startsWith(root + sep)) return new Response(null, { status: 404 });
    const found = await net.fetch(pathToFileURL(file).href);
    const headers = new Headers(found.headers);
    headers.set('content-security-policy', CONTENT_POLICY);
    headers.set('x-content-type-options', 'nosniff');
    return new Response(found.body, { status: found.status, headers });
  });
}
