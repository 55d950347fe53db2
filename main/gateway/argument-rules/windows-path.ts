import { win32 } from 'node:path';

const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:[ .]|$)/i;

/** Whether a text has the form of a whole Windows path: a drive, a share, or one of the raw forms. */
export function isWindowsPath(text: string): boolean {
  return /^(?:[A-Za-z]:|[\\/]{2})/.test(text);
}

/**
 * The one way to write a Windows path: `c:\…` or `\\server\share\…`, without `.` and `..`, in lower case, because
 * Windows does not tell letters apart. `undefined` for forms that name something else than they seem to: devices,
 * streams, volumes, paths that depend on the current drive, dots and spaces that Windows drops.
 */
export function plainWindowsPath(text: string, base?: string): string | undefined {
  const bare = withoutRawPrefix(text.replaceAll('/', '\\'));
  if (bare === undefined) return undefined;
  const isWhole = /^[A-Za-z]:\\/.test(bare) || /^\\\\[^\\?.][^\\]*\\[^\\]+/.test(bare);
  if (!isWhole && (base === undefined || /^(?:[A-Za-z]:|\\)/.test(bare))) return undefined;
  const whole = isWhole ? bare : win32.join(base ?? '', bare);
  const parts = whole.slice(2).split('\\');
  if (parts.some((part) => isTricky(part))) return undefined;
  const plain = win32.normalize(whole).toLowerCase();
  return plain.length > 3 && plain.endsWith('\\') ? plain.slice(0, -1) : plain;
}

function isTricky(part: string): boolean {
  if (part === '' || part === '.' || part === '..') return false;
  return /[. ]$|[:<>"|?*\p{Cc}]/u.test(part) || DEVICE.test(part);
}

/** `\\?\C:\x` and `\\?\UNC\server\share` have plain forms; all other raw names are none of a file’s. */
function withoutRawPrefix(path: string): string | undefined {
  const [, rest] = /^\\(?:\\[?.]|\?\?)\\(.*)$/s.exec(path) ?? [];
  if (rest === undefined) return path;
  if (/^UNC\\/i.test(rest)) return `\\\\${rest.slice(4)}`;
  return /^[A-Za-z]:\\/.test(rest) ? rest : undefined;
}

export function isInsideWindows(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith('\\') ? root : `${root}\\`);
}
