import { entropy, randomness, wordiness } from './entropy';
import { isPlaceholder } from './placeholder';
import { isPasswordWord, type SecretKind } from './secret-name';

export interface Candidate {
  readonly kind: SecretKind;
  readonly value: string;
  /** Between quotation marks, or all there is: then it is a value, and no expression. */
  readonly quoted: boolean;
  /** Named after a known vendor. */
  readonly vendor: boolean;
  /** In a file where values stand without quotation marks: `NAME=value` at the start of a line, `name: value` in YAML. */
  readonly config: boolean;
  /** By an equals sign: what a colon gives may as well be a label. */
  readonly assigned: boolean;
}

const UUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;
const STAND_INS = new Set(
  (
    'password passwd pass pwd passwort secret secrets token key apikey api_key api-key none null nil undefined true false yes no on off string str text ' +
    'number int integer bool boolean bytes object array any empty default test tests testing foo bar baz qux foobar value ' +
    'optional required username user email login unknown invalid wrong incorrect correct plaintext plain hashed encrypted ' +
    'changeme abc abcd asdf secretkey mysecret mytoken mypassword secretvalue somepassword supersecret basic bearer oauth ' +
    'oauth2 jwt digest md5 sha1 sha256 sha512 bcrypt argon2 scrypt hmac rsa aes des new old current confirm repeat again ' +
    'this that self env prompt ask stdin file vault input output hidden show submit button checkbox radio data name id type ' +
    'geheim geheimnis ' +
    'auto random generated disabled enabled allow deny accept session cookie header query body path form json xml html css'
  ).split(' '),
);

/** What tests and tutorials are full of, with a number behind it to please a policy. */
const FIXTURE = /^(?:pass(?:word|wort|wd)?|test(?:ing|pass|password)?|foo|dummy|user)[-_]?\d{1,4}!?$|^hunter2$/i;

const MAX_PASSWORD = 300;
const MAX_KEY = 4_000;

/** How sure it is that a value beside such a name is a secret; 0 for what is none. */
export function scoreValue(given: Candidate): number {
  const { length } = given.value;
  if (length < 4 || length > (given.kind === 'password' ? MAX_PASSWORD : MAX_KEY)) return 0;
  // The beginning tells; to weigh all of a long one would cost more than it says.
  const value = given.value.slice(0, MAX_PASSWORD);
  const candidate = { ...given, value };
  if (
    STAND_INS.has(value.toLowerCase()) ||
    FIXTURE.test(value) ||
    isPasswordWord(value) ||
    isPlaceholder(value) ||
    isPathOrAddress(value)
  )
    return 0;
  if (!candidate.quoted && isExpression(value)) return 0;
  return candidate.kind === 'password' ? scorePassword(candidate) : scoreKey(candidate);
}

function isPathOrAddress(value: string): boolean {
  return (
    /^(?:\.{0,2}\/|~\/?|[A-Za-z]:[\\/]|\w{2,12}:\/\/|www\.)/.test(value) ||
    /^[\w.-]{1,40}\.(?:js|ts|py|json|ya?ml|txt|pem|key|crt|p12|jks|html?|php|xml|conf|env|md|com|org|net|io)$/i.test(
      value,
    ) ||
    /^[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]{2,10}$/i.test(value)
  );
}

/** Code where a value could stand: a call, a member, an index, a variable. */
function isExpression(value: string): boolean {
  return (
    /^[\w$.]{0,60}[\w$\])]\(|\)$|^\w[\w$.]*\[|->|::|=>|&&|\|\||^[([{*|>!+]/.test(value) ||
    (/^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+[;,]?$/.test(value) &&
      !/^[A-Z][a-z]+\.[A-Z][a-z]+\d\d+$/.test(value)) ||
    /^(?:new|return|await|typeof|function|lambda|func|def|let|const|var|the|a|an)$/i.test(value)
  );
}

function scorePassword({ value, quoted, config, assigned }: Candidate): number {
  if (/\s/.test(value)) return scorePhrase(value, quoted);
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\p{L}\p{N}_\s-]/u].filter((kind) => kind.test(value)).length;
  if (!/[A-Za-z]/.test(value)) return scoreWithoutLetters(value, quoted || config);
  if (/^[A-Z][A-Z_]+$/.test(value) || /^[a-z]+(?:[_-][a-z]+)+$/.test(value)) return quoted || config ? 0.45 : 0;
  if (/^[A-Za-z]+$/.test(value)) return scoreWord(value, quoted, config || (quoted && assigned));
  if (UUID.test(value)) return 0.6;
  if (kinds >= 3 && value.length >= 6) return quoted || config ? 0.8 : 0.65;
  if (/\d/.test(value)) return quoted || config ? 0.7 : 0.55;
  return quoted ? 0.6 : config ? 0.55 : 0.4;
}

const scoreWord = (value: string, quoted: boolean, config: boolean): number => {
  if (/[a-z][A-Z]/.test(value) && wordiness(value) > 0.45) return 0.4;
  if (value.length >= 12 && wordiness(value) < 0.35) return 0.7;
  // A label, a message key or somebody’s weak password: in code a lower-case word is more often the last.
  if (/^[A-Z][a-z]+$/.test(value)) return quoted && config ? 0.5 : 0.4;
  return quoted ? 0.55 : config ? 0.5 : 0;
};

const scoreWithoutLetters = (value: string, plain: boolean): number => {
  if (/^\d+$/.test(value)) return plain && value.length >= 6 && value.length <= 12 ? 0.55 : plain ? 0.45 : 0.2;
  return /\d/.test(value) && plain ? 0.55 : 0.3;
};

/** Words in a row are what an interface says about passwords; with digits and signs among them it may be one. */
const scorePhrase = (value: string, quoted: boolean): number => {
  if (!quoted || value.length > 60 || /[.:?!…]$|\n/.test(value)) return 0;
  const words = value.trim().split(/\s+/);
  return words.length <= 5 && /\d/.test(value) && /[^\w\s,.'’-]/.test(value) ? 0.55 : 0.3;
};

/** Signs that no identifier and no pattern has tell of a password, whatever it is called. */
const oddity = (value: string): number =>
  value.length >= 8 &&
  /[A-Za-z]/.test(value) &&
  !/^\^|\[\^?[a-z]-|\\|[()]$/i.test(value) &&
  new Set(value.match(/[{}()[\]$#!@%^&*<>?~;]/g)).size >= 3
    ? 0.5
    : 0;

const KEY_CHARACTERS = /^[A-Za-z0-9_+/=.~:@!$%^&*#|-]+$/;

function scoreKey({ value, quoted, vendor, config }: Candidate): number {
  if (/\s/.test(value)) return 0.1;
  const plain = quoted || config;
  if (UUID.test(value)) return vendor ? 0.75 : plain ? 0.6 : 0.45;
  if (!KEY_CHARACTERS.test(value) && !(quoted && value.length >= 10)) return 0;
  if (/^\d+$/.test(value)) return vendor && value.length >= 12 && value.length <= 40 ? 0.6 : 0.2;
  if (value.length < 8) return 0.2;
  if (/^v?\d+\.\d+/.test(value)) return 0.1;
  const chance = Math.max(randomness(value), quoted ? oddity(value) : 0);
  if (vendor && value.length >= 12 && chance >= 0.3 && entropy(value) >= 2.4) return 0.8;
  if (value.length < 12) return chance >= 0.6 && plain ? 0.55 : 0.35;
  if (chance >= 0.7) return 0.8;
  if (chance >= 0.5) return plain ? 0.7 : 0.55;
  return chance >= 0.4 && value.length >= 16 && plain ? 0.55 : 0.3 * chance;
}
