import { resolve, sep } from 'node:path';
import { kindOfUrl, PAGES } from './window-kinds';

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
