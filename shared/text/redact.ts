const MASK = '****';

/** Hides a secret; of a long one the last four characters stay, a quarter at most. */
export function maskSecret(secret: string): string {
  return secret.length < 16 ? MASK : `${MASK}${secret.slice(-4)}`;
}

/** Texts that are secrets wherever they stand. Repetitions are bounded or of one class, so no input is slow. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
  /\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g,
  /\b(?:gh[oprsu]_|github_pat_|glpat-|npm_|pypi-|hf_|dop_v1_|shpat_|lin_api_|figd_)[\w-]{16,}/g,
  /\b(?:sk|pk|rk)[-_](?:[a-z]{2,10}[-_][a-z0-9]{0,8}-?)?[\w-]{16,}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA|AGPA|AROA|AIDA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bya29\.[\w-]{16,}/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
];
const GATEWAY_KEY = /\b(smg(?:admin)?_[A-Za-z0-9]{12}_)[\w-]{8,}/g;
const SCHEME = /\b(Bearer|Basic|Digest|Token)( +)([\w.~+/=:*-]{8,})/gi;
const USERINFO = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]{1,512}@/gi;
const ASSIGNMENT =
  /([\w-]{0,40}(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\w-]{0,20}(?:=|\\?["']: ?)(?:\\?["'])?)([^\s"'&;,\\]{4,})/gi;
const FLAG = /(--?[\w-]{0,40}(?:password|secret|token|api-?key)[\w-]{0,20} +["']?)([^\s"'-][^\s"']{3,})/gi;

/** Masks what looks like a secret in a text: gateway keys, bearer tokens, known token forms, passwords in URLs. */
export function redact(text: string): string {
  const bare = text
    .replace(GATEWAY_KEY, `$1${MASK}`)
    .replace(USERINFO, `$1${MASK}@`)
    .replace(SCHEME, (found, scheme: string, space: string, value: string) =>
      isProse(scheme, value) ? found : scheme + space + mask(value),
    )
    .replace(FLAG, (_, name: string, value: string) => name + mask(value))
    .replace(ASSIGNMENT, (_, name: string, value: string) => name + mask(value));
  return SECRETS.reduce((masked, secret) => masked.replace(secret, mask), bare);
}

/** “Token authentication” and “basic validation” are no credentials. */
function isProse(scheme: string, value: string): boolean {
  return scheme.toLowerCase() !== 'bearer' && /^[a-z]+[.:]?$/.test(value);
}

/** What is masked already stays as it is, so that redacting twice shows no less and no more. */
function mask(secret: string): string {
  return /^(?:smg(?:admin)?_[A-Za-z0-9]{12}_)?\*{4}[^*]{0,4}$/.test(secret) ? secret : maskSecret(secret);
}

const SECRET_WORDS = new Set(
  (
    'authorization auth bearer token tokens apikey password passwd passphrase pwd pass secret secrets credential ' +
    'credentials cookie cookies jwt session sessionid csrf hash'
  ).split(' '),
);
/** `key` alone or at the end is a secret, `keyId` and `publicKey` are not. */
const NOT_SECRET = /^(?:public|foreign|primary|sort|cache|partition)$/;

/** Headers that say who somebody is or where they come from; the base product masks them, too. */
const IDENTIFYING = new Set(
  (
    'x-requested-with x-forwarded-for x-real-ip x-user x-tenant x-org x-organization x-client x-device x-device-id ' +
    'x-deviceid x-access x-refresh x-oauth sess session-id'
  ).split(' '),
);
/** Written in one word, as in PGPASSWORD. */
const SECRET_END = /(?:password|passwd|passphrase|secret|token|apikey|credentials?)$/;

/** Whether a member of this name holds a secret. */
export function isSecretName(name: string): boolean {
  if (IDENTIFYING.has(name.toLowerCase())) return true;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  if (/^(?:id|ids|at|ms|count|name|names|type|url|uri|endpoint|path)$/.test(words.at(-1) ?? '')) return false;
  if (words.some((word) => SECRET_WORDS.has(word)) || SECRET_END.test(words.at(-1) ?? '')) return true;
  if (words.includes('private') || words.join(' ').includes('connection string')) return true;
  return /^(?:key|keys)$/.test(words.at(-1) ?? '') && !NOT_SECRET.test(words.at(-2) ?? '');
}

const MAX_DEPTH = 8;

/** A copy in which every string is redacted, and every string under a secret's name is masked. */
export function redactObject(value: unknown): unknown {
  return copy(value, { isSecret: false, depth: 0, above: [] });
}

interface Place {
  readonly isSecret: boolean;
  readonly depth: number;
  readonly above: readonly object[];
}

function copy(value: unknown, place: Place): unknown {
  if (typeof value === 'string') return place.isSecret ? mask(value) : redact(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (place.above.includes(value)) return '[circular]';
  if (place.depth >= MAX_DEPTH) return '[deeper]';
  const below = { ...place, depth: place.depth + 1, above: [...place.above, value] };
  if (value instanceof Error) return { name: value.name, message: redact(value.message) };
  if (Array.isArray(value)) return value.map((item: unknown) => copy(item, below));
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    copy(member, { ...below, isSecret: place.isSecret || isSecretName(name) }),
  ]);
  return Object.fromEntries(entries) as unknown;
}
