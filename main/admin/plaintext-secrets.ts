import { secretNameFor } from '../../shared/text/secret-name-for';
import { isSecretName } from '../../shared/text/redact';
import type { PathPart } from '../gateway/config/config-problem';
import { isTrivial } from '../gateway/known-secrets/is-trivial';
import { secretPlaces, type SecretPlace } from './secret-places';

/** A secret that stands in the configuration as it is. */
export interface PlaintextSecret {
  readonly path: readonly PathPart[];
  /** The whole text, and where in it the secret stands. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What it could be called. */
  readonly name: string;
  /** Present where it cannot be replaced by a reference: what to do instead. */
  readonly advice?: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
  /** Says more than the member’s name. */
  readonly called?: string;
}

/** Says where in a text that stands under a name something looks like a secret. */
export type LookForSecrets = (text: string, member: string) => readonly Span[];

const REFERENCE = /\$\{(?:secret|env|file):[^}]*\}/g;
/** `Bearer abc`: the word is no secret. */
const SCHEME = /^\s*(?:(?:Bearer|Basic|Digest|Token|Bot|Key|Api-?Key|SSWS|Splunk)\s+)?/i;
const URL_PARTS = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@:]*(?::(?<password>[^/?#@]+))?@)?[^?#]*(?:\?(?<query>[^#]*))?/di;
/** Says what is to be done, and is no secret under any name. */
export const SWITCH = /^(?:true|false|yes|no|on|off|none|null|auto|default|\d{1,5})$/i;
const SIGNING = /^(?:sig|signature|code|key|auth|apikey|access|pat)$/i;

/** Finds them by the names that they stand under, by where passwords stand in addresses, and by how they look. */
export function findPlaintextSecrets(config: unknown, look: LookForSecrets): readonly PlaintextSecret[] {
  return [...secretPlaces(config)].flatMap((place) => {
    const references = [...place.text.matchAll(REFERENCE)].map(({ index, 0: { length } }) => [index, index + length]);
    const isFree = ({ start, end }: Span) => references.every(([from = 0, to = 0]) => end <= from || start >= to);
    const spans = [...byAddress(place.text), ...byName(place), ...look(place.text, place.member)].filter(isFree);
    return apart(spans).map(({ start, end, called = place.member }) => ({
      path: place.path,
      text: place.text,
      start,
      end,
      name: secretNameFor(place.owner, called),
      ...(place.advice === undefined ? {} : { advice: place.advice }),
    }));
  });
}

/** The password of an address, and what stands in its query under a secret’s name. */
function byAddress(text: string): readonly Span[] {
  const found = URL_PARTS.exec(text);
  const { password, query } = found?.indices?.groups ?? {};
  const spans: Span[] = password === undefined ? [] : [{ start: password[0], end: password[1], called: 'password' }];
  if (query === undefined) return spans;
  let start = query[0];
  for (const pair of text.slice(...query).split('&')) {
    const [name = '', value = ''] = splitOnce(pair, '=');
    const isSecret = (isSecretName(name) || SIGNING.test(name)) && value.length >= 4 && !SWITCH.test(value);
    const end = start + pair.length;
    if (isSecret) spans.push({ start: end - value.length, end, called: name });
    start = end + 1;
  }
  return spans;
}

/** All of a text whose name promises a secret. */
function byName({ text, member, isCredential }: SecretPlace): readonly Span[] {
  if (text.includes('${') || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return [];
  const start = SCHEME.exec(text)?.[0].length ?? 0;
  const value = text.slice(start).trimEnd();
  const whole = { start, end: start + value.length };
  if (isCredential) return value === '' ? [] : [{ start: 0, end: text.length }];
  return isSecretName(member) && !isTrivial(value) && !SWITCH.test(value) ? [whole] : [];
}

/** Those that begin first; what overlaps one of them belongs to it. */
function apart(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    if (kept.every(({ start, end }) => span.end <= start || span.start >= end)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
