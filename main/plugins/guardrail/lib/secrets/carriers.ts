import type { Rule } from '../detect/rule-set';
import { readJwtHeader } from './checksums';
import { entropy, randomness } from './entropy';
import { isPlaceholder, isStandIn } from './placeholder';

const PEM_LABEL = '(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?';
/** As long as a private key of 8192 bits with headers; what is longer is cut, and the end found by the detector. */
const PEM_REACH = 8_000;

const critical = { severity: 'critical', score: 0.95 } as const;
const hitOf = (match: RegExpExecArray) => match.groups?.['hit'] ?? match[0];

/** Keys and tokens with a structure of their own. */
const STRUCTURED: readonly Rule[] = [
  {
    id: 'private-key',
    message: 'a private key',
    keywords: ['private key'],
    pattern: new RegExp(
      `-----BEGIN ${PEM_LABEL}-----(?<body>(?:\\\\[nr]|[A-Za-z0-9+/=\\s:,.()<>"'\\\\_]|-(?!-)){40,${PEM_REACH}}?)(?:-----END ${PEM_LABEL}-----|$)`,
      'g',
    ),
    ...critical,
    before: 60,
    after: PEM_REACH,
    accept: (match) => isKeyMaterial(match.groups?.['body'] ?? '') && (match[0].endsWith('-----') ? 1 : 0.9),
  },
  {
    id: 'private-key',
    message: 'a PuTTY private key',
    keywords: ['private-lines'],
    pattern: /Private-Lines: \d{1,3}\s{1,4}(?<hit>(?:[A-Za-z0-9+/=]{20,64}\s{1,4}){1,60})/g,
    ...critical,
    after: 4_000,
  },
  {
    id: 'private-key',
    message: 'an age secret key',
    keywords: ['age-secret-key-1'],
    pattern: /(?<![A-Za-z0-9_](?<!\\[nrt]))AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}(?![A-Za-z0-9])/g,
    ...critical,
  },
  {
    id: 'jwt',
    message: 'a JSON Web Token',
    keywords: ['eyj'],
    pattern:
      /(?<![A-Za-z0-9_](?<!\\[nrt]))(?<header>eyJ[\w-]{10,600})\.(?:eyJ|ey[\w-])[\w-]{6,1200}(?:\.[\w-]{10,700}|\.)?/g,
    severity: 'high',
    score: 0.95,
    before: 4,
    after: 1_900,
    accept: (match) =>
      readJwtHeader(match.groups?.['header'] ?? '') !== undefined && scoreClaims(match[0].split('.')[1] ?? ''),
  },
  {
    id: 'jwt',
    message: 'a JSON Web Token in base64',
    keywords: ['zxlk'],
    pattern: /(?<![A-Za-z0-9+/=])ZXlK[A-Za-z0-9+/]{80,1500}={0,2}(?![A-Za-z0-9+/=])/g,
    severity: 'high',
    score: 0.9,
    after: 1_600,
  },
  {
    id: 'jwk-private-key',
    message: 'a private JSON Web Key',
    keywords: ['"kty"'],
    pattern: /"d"\s{0,3}:\s{0,3}"(?<hit>[\w-]{40,700})"/g,
    ...critical,
    before: 1_200,
    after: 1_200,
    accept: (match) => entropy(hitOf(match)) > 4,
  },
];

/** A token out of a manual, or one whose time is over, opens nothing. */
function scoreClaims(part: string): number {
  try {
    const said = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    if (isStandIn(said) || /hello[ _-]?world/i.test(said)) return 0.4;
    const expiry = /"exp"\s*:\s*(\d{9,11})\b/.exec(said)?.[1];
    return expiry !== undefined && Number(expiry) * 1_000 < Date.now() ? 0.55 : 0.95;
  } catch {
    return 0.9;
  }
}

const isKeyMaterial = (body: string) => {
  const text = body.replace(/\\[nr]|\s|"|\\/g, '');
  return /[A-Za-z0-9+/=]{32}/.test(text) && entropy(text) > 3.6 && !/(.)\1{15}/.test(text.replace(/A{16,}/g, ''));
};

const isBasic = (match: RegExpExecArray) => {
  try {
    const said = atob(hitOf(match).replaceAll('-', '+').replaceAll('_', '/'));
    // Latin-1 control characters tell a decoded blob from `user:password`.
    return said.includes(':') && !/[\x00-\x08\x0e-\x1f]/.test(said) ? 0.95 : randomness(hitOf(match)) > 0.6 && 0.7;
  } catch {
    return false;
  }
};

const isBearer = (match: RegExpExecArray) => {
  const value = hitOf(match);
  if (isPlaceholder(value)) return false;
  const chance = randomness(value);
  return chance >= 0.75 ? 0.9 : chance >= 0.45 && 0.7;
};

/** Places in requests and commands where credentials stand. */
const IN_REQUESTS: readonly Rule[] = [
  {
    id: 'basic-auth',
    message: 'credentials in a Basic header',
    keywords: ['basic'],
    pattern: /\bbasic[ \t+]{1,3}(?<hit>[A-Za-z0-9+/_-]{8,300}={0,2})(?![A-Za-z0-9+/_=.-])/gi,
    severity: 'critical',
    score: 0.95,
    accept: isBasic,
  },
  {
    id: 'bearer-token',
    message: 'a token in an Authorization header',
    keywords: ['bearer', 'authorization'],
    pattern:
      /\b(?:bearer|authorization["']?\s{0,2}[:=,]\s{0,2}["']?(?:token|api-token|apikey|bot|key|sso-key|oauth)?)[ \t+]{0,3}(?<hit>[A-Za-z0-9_.~+/=@:-]{15,1500})/gi,
    severity: 'critical',
    score: 0.9,
    after: 1_600,
    accept: isBearer,
  },
  {
    id: 'secret-token',
    message: 'a secret token as RFC 8959 writes it',
    keywords: ['secret-token:'],
    pattern: /secret-token:(?<hit>[\w.~%+-]{12,300})/g,
    severity: 'critical',
    score: 0.9,
    accept: (match) => !isPlaceholder(hitOf(match)) && randomness(hitOf(match)) >= 0.45,
  },
  {
    id: 'authorization-value',
    message: 'what looks like the value of an Authorization header',
    keywords: ['authorization'],
    pattern: /\bauthorization(?: header)? (?:[a-z]{2,12} ){1,3}["'`]?(?<hit>[A-Za-z0-9_.~+/=-]{15,300})(?![\w/])/gi,
    severity: 'high',
    score: 0.6,
    accept: (match) => !isPlaceholder(hitOf(match)) && (randomness(hitOf(match)) > 0.5 || UUID.test(hitOf(match))),
  },
];

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export const CARRIERS: readonly Rule[] = [...STRUCTURED, ...IN_REQUESTS];
