import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** One file of the console. */
export interface ConsoleAsset {
  readonly contentType: string;
  readonly cacheControl: string;
  /** Read when asked for: the console is opened rarely, the gateway runs for weeks. */
  read(): Promise<Buffer>;
}

/**
 * The files of the console by their path on the server. The directory is listed once, so that no request can name a
 * file outside it. A directory that does not exist holds no console.
 */
export async function loadConsoleAssets(directory: string): Promise<ReadonlyMap<string, ConsoleAsset>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch((failure: unknown) => {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw failure;
  });
  const assets = new Map<string, ConsoleAsset>();
  for (const entry of entries) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(directory, file).split(sep).join('/')}`;
    // The build puts a hash into the name of everything under assets/.
    const cacheControl = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    assets.set(path === '/index.html' ? '/' : path, { contentType, cacheControl, read: () => readFile(file) });
  }
  return assets;
}
