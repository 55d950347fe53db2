import { isJsonObject } from '../../shared/model/json-rpc';
import type { PathPart } from '../gateway/config/config-problem';

/** A text of the configuration that may hold secrets. */
export interface SecretPlace {
  readonly path: readonly PathPart[];
  readonly text: string;
  /** The server or provider that it belongs to. */
  readonly owner: string;
  /** What the text is called. */
  readonly member: string;
  /** Whether a reference can stand in it; if not, what can be done instead. */
  readonly advice?: string;
  /** The member holds nothing but credentials. */
  readonly isCredential: boolean;
}

const CREDENTIALS = new Set(
  'apiKey secret clientSecret privateKey refreshToken assertion idToken passphrase key password encryptionKey'.split(
    ' ',
  ),
);
/** What is mostly no secret, and may be a reference all the same. */
const TEXTS = new Set(['clientId', 'certificate', 'ca']);
/** Members of the settings for OAuth and TLS whose members are texts with references. */
const RECORDS = new Set(['headers', 'tokenParameters', 'authorizationParameters']);

const OUT_OF_ARGS = 'others can read the command line: give it to the program in "env", as most programs can take it';
const NO_REFERENCE = 'no reference can stand there: take it out, or move it to a header or credential';

/** Every text of a configuration that servers and providers are given. Takes the file as it is, valid or not. */
export function* secretPlaces(config: unknown): Generator<SecretPlace> {
  if (!isJsonObject(config)) return;
  for (const [configId, set] of entriesOf(config['configs'])) {
    const servers = isJsonObject(set) ? set['servers'] : undefined;
    for (const [owner, server] of entriesOf(servers)) {
      yield* placesOfServer(['configs', configId, 'servers', owner], owner, server);
    }
  }
  yield* placesOfCache(config['cache']);
  const approvals = isJsonObject(config['approvals']) ? config['approvals'] : {};
  const lists = [
    [['guardrails'], config['guardrails']],
    [['auth'], config['auth']],
    [['approvals', 'channels'], approvals['channels']],
  ] as const;
  for (const [path, list] of lists) {
    for (const [index, entry] of (Array.isArray(list) ? (list as unknown[]) : []).entries()) {
      if (!isJsonObject(entry)) continue;
      const owner = [entry['name'], entry['use']].find((name) => typeof name === 'string') ?? 'provider';
      yield* placesOfProvider([...path, index, 'options'], String(owner), entry['options']);
    }
  }
}

/** The cache is one, not a list. */
function* placesOfCache(cache: unknown): Generator<SecretPlace> {
  const provider = isJsonObject(cache) && isJsonObject(cache['provider']) ? cache['provider'] : {};
  const owner = typeof provider['use'] === 'string' ? provider['use'] : 'cache';
  yield* placesOfProvider(['cache', 'provider', 'options'], owner, provider['options']);
}

function* placesOfServer(path: readonly PathPart[], owner: string, server: unknown): Generator<SecretPlace> {
  for (const [name, value] of entriesOf(server)) {
    const at = [...path, name];
    if (name === 'url') yield* placesIn(at, { owner, member: 'url' }, value);
    else if (name === 'env' || name === 'headers') {
      for (const [member, text] of entriesOf(value)) yield* placesIn([...at, member], { owner, member }, text);
    } else if (name === 'args') yield* placesIn(at, { owner, member: 'args', advice: OUT_OF_ARGS }, value);
    else if (name === 'oauth' || name === 'tls') yield* placesOfProvider(at, owner, value);
  }
}

/** Below `options` and its like: credentials and headers at any depth are texts with references, others are not. */
function* placesOfProvider(path: readonly PathPart[], owner: string, options: unknown): Generator<SecretPlace> {
  for (const [member, value] of entriesOf(options)) {
    const at = [...path, member];
    if (CREDENTIALS.has(member)) yield* placesIn(at, { owner, member, isCredential: true }, value);
    else if (TEXTS.has(member)) yield* placesIn(at, { owner, member }, value);
    else if (RECORDS.has(member)) {
      for (const [name, text] of entriesOf(value)) yield* placesIn([...at, name], { owner, member: name }, text);
    } else if (typeof value === 'string') yield* placesIn(at, { owner, member, advice: NO_REFERENCE }, value);
    else if (Array.isArray(value)) {
      for (const [index, one] of (value as unknown[]).entries()) yield* placesOfProvider([...at, index], owner, one);
    } else yield* placesOfProvider(at, owner, value);
  }
}

type Known = Pick<SecretPlace, 'owner' | 'member' | 'advice'> & { readonly isCredential?: boolean };

function* placesIn(path: readonly PathPart[], known: Known, value: unknown): Generator<SecretPlace> {
  if (typeof value === 'string' && value !== '') yield { isCredential: false, ...known, path, text: value };
  if (!Array.isArray(value)) return;
  for (const [index, one] of (value as unknown[]).entries()) yield* placesIn([...path, index], known, one);
}

function entriesOf(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
