import type { Rule } from '../detect/rule-set';
import { entropy, randomness } from './entropy';
import { isStandIn } from './placeholder';
import { secretKindOf } from './secret-name';

// A line break may stand as `\n` in text that was escaped once. Said in one lookbehind: two by turns cost nine times as much.
const START = String.raw`(?<![A-Za-z0-9_](?<!\\[nrt]))`;
const END = String.raw`(?![A-Za-z0-9_-])`;

/** A rule for tokens that say by their shape whose they are. Keywords stand apart by spaces; a match holds one of them. */
export function token(id: string, what: string, keywords: string, body: RegExp): Rule {
  return {
    id,
    keywords: keywords.split(' '),
    pattern: new RegExp(`${START}(?:${body.source})${END}`, `g${body.flags}`),
    severity: 'critical',
    score: 0.95,
    message: what,
    before: 160,
    after: 400,
    accept: isLikely,
  };
}

/** For formats whose keyword is everywhere: so much of them stands in a row. */
export function unbroken(run: number, rule: Rule): Rule {
  return { ...rule, run };
}

/** A match that is not made of x, and not of one character over and over. */
export function isLikely(match: RegExpExecArray): boolean {
  const value = match.groups?.['hit'] ?? match[0];
  return !isStandIn(value) && entropy(value) >= 2.6;
}

/** For formats with little to hold on to: letters and digits must look thrown, not written. */
export function thrown(rule: Rule): Rule {
  return { ...rule, accept: (match) => isLikely(match) && randomness(match[0]) >= 0.5 };
}

/** After the name: `vendor_api_token: "`, `VENDOR_KEY=`, `vendorToken", "`. */
const GIVES = String.raw`["'\x60\]]{0,2}\s{0,3}(?::?={1,3}>?|:|,|=>)\s{0,3}["'\x60]?`;

/** A rule for tokens without a mark, told by the vendor’s name in front and by a name that promises a secret. */
export function vendorToken(id: string, what: string, vendors: string, body: RegExp): Rule {
  const names = vendors.split(' ');
  const vendor = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  const name = String.raw`(?<![A-Za-z])(?<name>(?:${vendor})[\w .-]{0,32})`;
  return {
    ...token(id, what, vendors, body),
    pattern: new RegExp(`${name}${GIVES}(?<hit>${body.source})(?![A-Za-z0-9_+/=-])`, 'gi'),
    severity: 'high',
    score: 0.85,
    before: 8,
    after: 240,
    accept: (match) => isLikely(match) && scoreOfName(match.groups!['name']!, names, match.groups!['hit']!),
  };
}

/** `acme_commit: 5d41…` is no secret of Acme’s; `acme: 5d41…` may be the checksum of a package called so. */
function scoreOfName(name: string, vendors: readonly string[], value: string): number | false {
  if (secretKindOf(name) !== undefined) return 0.85;
  if (!vendors.includes(name.toLowerCase())) return false;
  return /^[0-9a-f]{40}$/.test(value) ? 0.45 : 0.75;
}
