import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
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

/** What the build puts into pages. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Gives our pages origins of their own. Electron wants to know before it is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Serves the pages below `directory`: each origin has its own page, and what pages are made of. */
export function serveApp(session: Session, directory: string): void {
  session.protocol.handle(SCHEME, async ({ url, method }) => {
    const file = method === 'GET' ? servedFile(directory, url) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers: HEADERS });
    // Not `net.fetch`: it goes through the session, which loads no files.
    const body = await readFile(file).catch(() => undefined);
    if (body === undefined) return new Response(null, { status: 404, headers: HEADERS });
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'content-type': type } });
  });
}
