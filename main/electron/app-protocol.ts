import { resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net, protocol, type Session } from 'electron';
import { kindOfUrl, PAGES, SCHEME } from './window-kinds';

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

/** The file that an address names; `undefined` for what is not served at its origin, and for every path out of the directory. */
export function servedFile(directory: string, url: string): string | undefined {
  const kind = kindOfUrl(url);
  if (kind === undefined) return undefined;
  const root = resolve(directory);
  const path = decoded(new URL(url).pathname);
  if (path === undefined || path.includes('\0')) return undefined;
  const file = resolve(root, `.${path}`);
  return file === resolve(root, PAGES[kind]) || file.startsWith(resolve(root, 'assets') + sep) ? file : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
