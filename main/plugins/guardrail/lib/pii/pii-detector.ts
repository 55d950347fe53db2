import { EVERY_PHASE, type Hit, type Passage, type TextDetector } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { createRuleSet } from '../detect/rule-set';
import { surestHits } from '../detect/surest-hits';
import { EMAIL } from './email-rule';
import { IDENTITY_RULES } from './identity-rules';
import { DIGIT_IDENTITIES, LETTER_IDENTITIES, LONG_IDENTITIES } from './identity-shapes';
import { COLON_SHAPES, IP_V4 } from './network-shapes';
import { CARD, IBAN } from './payment-shapes';
import { PEOPLE_RULES } from './people-rules';
import { findPhones } from './phone';
import { createShapeFinder } from './shape';
import { WALLETS } from './wallet-shapes';

const DIGIT_EDGES = { before: String.raw`(?<![A-Za-z0-9_.-])`, after: String.raw`(?![A-Za-z0-9_-]|\.\d)` };
const LETTER_EDGES = { before: String.raw`(?<![A-Za-z0-9_])(?=[A-Za-z0-9])`, after: String.raw`(?![A-Za-z0-9_])` };
const COLON_EDGES = {
  before: String.raw`(?<![A-Za-z0-9_:.-])(?=[0-9A-Fa-f])`,
  after: String.raw`(?![A-Za-z0-9_]|[:-][A-Fa-f0-9])`,
};
/** What every shape with colons has: two of them near each other, or two hyphens around two digits. */
const HAS_GROUPS = /:[0-9A-Fa-f]{0,4}:|-[0-9A-Fa-f]{2}-/;
const BY_WORDS = [EMAIL, ...IDENTITY_RULES, ...PEOPLE_RULES];
const MAX_MEMBER_TEXT = 200;

/** Finds personal data: numbers by their check digits, the rest by its form or by the words around it. */
export function createPiiDetector(pool?: KeywordPool): TextDetector {
  const findByWords = createRuleSet(BY_WORDS, pool);
  const findBehindLead = createRuleSet(BY_WORDS);
  const findDigits = createShapeFinder([...LONG_IDENTITIES, CARD, ...DIGIT_IDENTITIES, IP_V4], DIGIT_EDGES);
  const findLetters = createShapeFinder([IBAN, ...LETTER_IDENTITIES, ...WALLETS], LETTER_EDGES);
  const findColons = createShapeFinder(COLON_SHAPES, COLON_EDGES);
  /** Nothing that is known by its form is shorter, or has fewer digits in digits’ forms. */
  const find = (text: string, worded: readonly Hit[]): readonly Hit[] => {
    const digits = countDigits(text, FEWEST_DIGITS);
    if (digits === 0) return worded;
    const shaped = [...findLetters(text), ...(HAS_GROUPS.test(text) ? findColons(text) : [])];
    if (digits < FEWEST_DIGITS) return [...worded, ...shaped];
    return [...worded, ...findDigits(text), ...shaped, ...findPhones(text)];
  };
  return {
    detector: 'pii',
    phases: EVERY_PHASE,
    forms: new Set(['plain', 'decoded']),
    detect: (passage) => {
      if (passage.text === '') return [];
      const { text, readings } = passage;
      const lead = leadOf(passage);
      if (lead === '') return surestHits(find(text, findByWords(text, readings)));
      return surestHits(behind(find(lead + text, findBehindLead(lead + text)), lead.length));
    },
  };
}

/** An IP address has four, and so has the shortest number to call. */
const FEWEST_DIGITS = 4;

/** How many digits a text has, as far as that matters. */
function countDigits(text: string, enough: number): number {
  let count = 0;
  for (let index = 0; index < text.length && count < enough; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x30 && unit <= 0x39) count += 1;
  }
  return count;
}

/** `{ "ssn": "…" }`: the name of the member is a word beside the value. */
function leadOf({ text, member, isKey }: Passage): string {
  if (member === undefined || isKey || text.length > MAX_MEMBER_TEXT) return '';
  const known = leads.get(member);
  if (known !== undefined) return known;
  const words = member
    .slice(0, MAX_MEMBER_TEXT)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  if (leads.size < MAX_LEADS) leads.set(member, `${words}: `);
  return `${words}: `;
}

/** Names of members come again and again. */
const leads = new Map<string, string>();
const MAX_LEADS = 1_000;

function behind(hits: readonly Hit[], lead: number): readonly Hit[] {
  return hits
    .filter(({ start }) => start >= lead)
    .map((hit) => ({ ...hit, start: hit.start - lead, end: hit.end - lead }));
}
