import { domainToUnicode } from 'node:url';
import type { LookAlike } from '../../../../../shared/model/approval';
import { foldText } from '../detect/fold-text';
import { walkStrings } from '../walk-strings';
import { findMixedScripts } from './find-mixed-scripts';

/** More would not be read. */
const MOST = 20;
/** Of a name of the DNS (RFC 1035 §2.3.4). */
const LONGEST_NAME = 253;

/** Most texts have neither and need no closer look. */
const WORTH_IT = /xn--|[^\x00-\x7f]/i;
/** Labels with dots between, as a name of a host is written; ideographic full stops are dots, too (UTS #46 §2.3). */
const NAME =
  /(?<![\p{L}\p{N}\p{M}_.-])[\p{L}\p{N}\p{M}-]{1,63}(?:[.\u3002\uff0e\uff61][\p{L}\p{N}\p{M}-]{1,63}){1,20}/gu;
/** The prefix of a label in punycode (RFC 5890 §2.3.2.1). */
const ENCODED = /(?:^|\.)xn--/i;
const PLAIN = /^[\x21-\x7e]+$/;
const TOP_LEVEL = /\.[a-z]{2,24}$/i;
/** Letters of other scripts, and Latin ones that stand in no alphabet but that of phonetics. */
const FOREIGN = /[\u0250-\u02af\u1d00-\u1dbf]|(?=\p{L})\P{Script=Latin}/u;

type Found = Omit<LookAlike, 'path'> & { readonly start: number; readonly end: number };

/**
 * Names of hosts in punycode, with what they say; names and words whose letters look like Latin ones and are not. Names
 * in the letters of a language, such as `müller.de`, are nobody’s disguise.
 */
export function findLookAlikes(content: unknown): readonly LookAlike[] {
  const found: LookAlike[] = [];
  for (const { text, at, isKey } of walkStrings(content)) {
    if (isKey || !WORTH_IT.test(text)) continue;
    for (const one of findInText(text)) {
      if (found.length === MOST) return found;
      found.push({ path: at, ...one });
    }
  }
  return found;
}

function findInText(text: string): readonly Found[] {
  const names = findNames(text);
  const isInName = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    names.some((name) => start >= name.start && end <= name.end);
  const words = findMixedScripts(text)
    .filter((hit) => hit.severity !== 'low' && !isInName(hit))
    .map(({ start, end }): Found => {
      const word = text.slice(start, end);
      return { kind: 'letters', text: word, ...readsAs(word), start, end };
    });
  return [...names, ...words].sort((one, other) => one.start - other.start);
}

function findNames(text: string): readonly Found[] {
  const found: Found[] = [];
  for (const { 0: name, index: start } of text.matchAll(NAME)) {
    if (found.length === MOST) break;
    const place = { text: name.slice(0, LONGEST_NAME), start, end: start + name.length };
    if (ENCODED.test(name)) {
      const decoded = domainToUnicode(name);
      // What cannot be decoded leads nowhere, and is still not what it seems.
      found.push({ kind: 'punycode', ...place, ...(decoded === '' ? {} : { decoded, ...readsAs(decoded) }) });
    } else if (TOP_LEVEL.test(name)) {
      const reading = readsAs(name);
      if (reading.readsAs !== undefined) found.push({ kind: 'letters', ...place, ...reading });
    }
  }
  return found;
}

/** What somebody takes it for who does not look twice, where that is a text of plain letters. */
function readsAs(text: string): Pick<LookAlike, 'readsAs'> {
  const folded = FOREIGN.test(text) ? foldText(text)?.text : undefined;
  return folded !== undefined && PLAIN.test(folded) ? { readsAs: folded } : {};
}
