import { isUrl } from '../../../shared/text/is-url';
/** Longer than any system takes. */
const MAX_LENGTH = 32_768;

/**
 * All that a server could take a text for: as it is, percent-decoded once and twice, with backslashes as slashes, in
 * plain letters. Each must stay where paths may lead. `undefined` for what nobody should read as a path.
 */
export function readingsOf(text: string): readonly string[] | undefined {
  if (text === '' || text.length > MAX_LENGTH || text.includes('\0')) return undefined;
  const given = /^file:/i.test(text) ? pathOfFileUrl(text) : text;
  if (given === undefined) return undefined;
  const readings = new Set<string>();
  for (const spelled of new Set([given, given.normalize('NFKC')])) {
    let decoded = spelled;
    for (let round = 0; round < 3; round += 1) {
      readings.add(decoded);
      if (decoded.includes('\\')) readings.add(decoded.replaceAll('\\', '/'));
      // Two bytes for what one could say: decoders that take this make a slash of it (RFC 3629 §3).
      if (/%c[01]%/i.test(decoded)) return undefined;
      decoded = percentDecoded(decoded);
      if (decoded.includes('\0')) return undefined;
    }
  }
  return [...readings];
}

/** Only the plain form, which nobody can read in another way: no host but this one, nothing that climbs. */
function pathOfFileUrl(text: string): string | undefined {
  if (!/^file:\/\/(?:localhost)?\//i.test(text) || /[?#\\]/.test(text) || !isUrl(text)) return undefined;
  const path = text.replace(/^file:\/\/(?:localhost)?/i, '');
  if (/(?:^|\/)(?:\.|%2e){2}(?:\/|%2f|$)/i.test(path)) return undefined;
  // file:///C:/x names C:\x.
  return /^\/[A-Za-z]:\//.test(path) ? path.slice(1) : path;
}

function percentDecoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  }
}
