import { EVERY_PHASE, type Hit, type Passage, type TextDetector } from '../detect/detector';
import { createRuleSet } from '../detect/rule-set';
import { surestHits } from '../detect/surest-hits';
import { EMAIL } from './email-rule';
import { IDENTITY_RULES } from './identity-rules';
import { DIGIT_IDENTITIES, LETTER_IDENTITIES } from './identity-shapes';
import { COLON_SHAPES, IP_V4 } from './network-shapes';
import { CARD, IBAN } from './payment-shapes';
import { PEOPLE_RULES } from './people-rules';
import { findPhones } from './phone';
import { createShapeFinder } from './shape';
import { WALLETS } from './wallet-shapes';

const DIGIT_EDGES = { before: String.raw`(?<![A-Za-z0-9_.-])(?=\d)`, after: String.raw`(?![A-Za-z0-9_-]|\.\d)` };
const LETTER_EDGES = { before: String.raw`(?<![A-Za-z0-9_])(?=[A-Za-z0-9])`, after: String.raw`(?![A-Za-z0-9_])` };
const COLON_EDGES = {
  before: String.raw`(?<![A-Za-z0-9_:.-])(?=[0-9A-Fa-f])`,
  after: String.raw`(?![A-Za-z0-9_]|[:-][A-Fa-f0-9])`,
};
const MAX_MEMBER_TEXT = 200;

/** Finds personal data: numbers by their check digits, the rest by its form or by the words around it. */
export function createPiiDetector(): TextDetector {
  const findByWords = createRuleSet([EMAIL, ...IDENTITY_RULES, ...PEOPLE_RULES]);
  const findDigits = createShapeFinder([CARD, ...DIGIT_IDENTITIES, IP_V4], DIGIT_EDGES);
  const findLetters = createShapeFinder([IBAN, ...LETTER_IDENTITIES, ...WALLETS], LETTER_EDGES);
  const findColons = createShapeFinder(COLON_SHAPES, COLON_EDGES);
  const find = (text: string) =>
    /\d/.test(text)
      ? [...findByWords(text), ...findDigits(text), ...findLetters(text), ...findColons(text), ...findPhones(text)]
      : findByWords(text);
  return {
    detector: 'pii',
    phases: EVERY_PHASE,
    forms: new Set(['plain', 'decoded']),
    detect: (passage) => surestHits(passage.text === '' ? [] : find(passage.text).concat(inMember(passage, find))),
  };
}

/** `{ "ssn": "…" }`: the name of the member is a word beside the value. */
function inMember({ text, member, isKey }: Passage, find: (text: string) => readonly Hit[]): readonly Hit[] {
  if (member === undefined || isKey || text.length > MAX_MEMBER_TEXT) return [];
  const words = member
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  const lead = `${words}: `;
  const hits = find(lead + text).filter(({ start }) => start >= lead.length);
  return hits.map((hit) => ({ ...hit, start: hit.start - lead.length, end: hit.end - lead.length }));
}
