import { soundScopes } from './sound-scopes';

/** What a server said when it refused: the parameters of its Bearer or DPoP challenge (RFC 6750 §3, RFC 9728 §5.1). */
export interface Challenge {
  readonly resourceMetadata?: string;
  readonly scopes?: readonly string[];
  readonly error?: string;
}

const LONGEST = 16_384;
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)/g;
// A name begins where no other letter of a name stands before it, so that each is read once.
const PARAMETER =
  /(?<![A-Za-z0-9!#$%&'*+.^_`|~-])([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;

/** Reads the values of `WWW-Authenticate`; `undefined` when there is no challenge for a token in it. */
export function readChallenge(header: string | null): Challenge | undefined {
  const text = (header ?? '').slice(0, LONGEST);
  // A scheme within quotes is a word of another challenge.
  const unquoted = text.replace(QUOTED, (quoted) => '_'.repeat(quoted.length));
  const scheme = /(?:^|,\s*)(?:Bearer|DPoP)(?:\s+|\s*$|\s*,)/i.exec(unquoted);
  if (scheme === null) return undefined;
  const rest = text.slice(scheme.index + scheme[0].length);
  const found = new Map<string, string>();
  let end = 0;
  for (const match of rest.matchAll(PARAMETER)) {
    // A word that is followed by no `=` begins another challenge.
    if (end > 0 && /[A-Za-z]/.test(rest.slice(end, match.index))) break;
    const [, name = '', quoted, token = ''] = match;
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted?.replace(/\\(.)/g, '$1') ?? token);
    end = match.index + match[0].length;
  }
  const scopes = soundScopes(found.get('scope')?.split(/\s+/) ?? []);
  const [resourceMetadata, error] = [found.get('resource_metadata'), found.get('error')];
  return {
    ...(resourceMetadata === undefined ? {} : { resourceMetadata }),
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(error === undefined ? {} : { error }),
  };
}
