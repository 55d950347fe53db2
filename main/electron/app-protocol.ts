import { pathToFileURL } from 'node:url';
import { net, protocol, type Session } from 'electron';
import { servedFile } from './served-file';
import { SCHEME } from './window-kinds';

/** A page may load our own files and speak to its preload; nothing else. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Gives our pages origins of their own. Electron wants to know before it is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Serves the pages below `directory`: each origin has its own page, and what pages are made of. */
export function serveApp(session: Session, directory: string): void {
  session.protocol.handle(SCHEME, async ({ url, method }) => {
    const file = method === 'GET' ? servedFile(directory, url) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers: HEADERS });
    const found = await net.fetch(pathToFileURL(file).href);
    const headers = new Headers(found.headers);
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
    return new Response(found.body, { status: found.status, headers });
  });
}
