import { type Form, type TextDetector, EVERY_PHASE } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { type Rule, createRuleSet } from '../detect/rule-set';
import { FAULT, FORBIDDEN, GROUP } from './bias-words';

const FORMS: ReadonlySet<Form> = new Set(['plain', 'folded']);

/** Who says that others say it does not say it. */
const REPORTED =
  /\b(?:stereotypes?|claim(?:s|ed|ing)?|belie(?:f|ve[sd]?) that|myth|prejudice|falsely|wrong to say|racist to say|sexist to say|not true|idea that|said that|argues? that|statements? (?:such as|like)|nobody should say|never say)\b/i;
const BEFORE_MATCH = 60;

const generalisation = new RegExp(
  `(?<![\\w-])(?<group>${GROUP}) (?:are|were born|will always be|have always been|sind|sont|son)(?: (?:all|just|simply|naturally|inherently|always|nothing but|basically|so|too|very|by nature|more|mostly|alle|von natur aus|tou(?:te)?s|tod[oa]s|nur|un[ae]?s))* (?<fault>${FAULT})(?![\\w-])`,
  'giu',
);

const exclusion = new RegExp(
  `(?<![\\w-])(?<group>${GROUP}) (?:should(?: not|n't| never)|must(?: not|n't| never)|have no right to|do not deserve to|don't deserve to|cannot be trusted|can't be trusted|do not belong|don't belong|belong in the (?:kitchen|gas|zoo)|should (?:all )?(?:go back|be (?:deported|banned|sterili[sz]ed|locked up|fired|exterminated|gassed))|need to be (?:deported|banned|sterili[sz]ed|exterminated))(?: (?:be allowed to|ever|even|be able to|be permitted to))*(?: (?:${FORBIDDEN}))?(?![\\w-])`,
  'giu',
);

const refusal = new RegExp(
  `\\b(?:do not|don't|never|we (?:do not|don't)|i (?:would )?(?:never|do not|don't)) (?:hire|rent to|promote|serve|trust|date|employ|sell to|interview) (?:any |those |these )?(?<group>${GROUP})(?![\\w-])`,
  'giu',
);

const inferiority = new RegExp(
  `(?<![\\w-])(?<group>${GROUP}) (?:are|is) (?:(?:genetically|biologically|intellectually|morally|mentally|naturally|racially) )?(?:inferior to|superior to|less (?:intelligent|capable|human|rational|civili[sz]ed|moral) than|not as (?:smart|intelligent|capable|good) as)`,
  'giu',
);

const rule = (id: string, keywords: readonly string[], pattern: RegExp, message: string): Rule => ({
  id,
  keywords,
  pattern,
  message,
  severity: 'medium',
  score: 0.75,
  before: 120,
  after: 120,
  accept: (match, text) => {
    const lead = text.slice(Math.max(0, match.index - BEFORE_MATCH), match.index);
    const fault = match.groups?.['fault'];
    if (id === 'exclusion' && !isComplete(match[0])) return false;
    if (REPORTED.test(lead)) return 0.3;
    // "Most women are weak" generalises; "these foreign workers are a danger to nobody" may be about some.
    return fault === undefined || !/^(?:weak|dangerous|useless|unfit|a danger|a burden)$/i.test(fault) ? true : 0.55;
  },
});

/** A ban names what is banned, unless the verb says it all. */
function isComplete(said: string): boolean {
  return !/(?:should(?: not|n't| never)|must(?: not|n't| never)|have no right to|deserve to|be allowed to|ever|even|be able to|be permitted to)$/i.test(
    said,
  );
}

const VERBS_OF_BEING = [' are ', ' were born ', ' always be', ' sind ', ' sont ', ' son '];

/** Finds derogatory generalisations about groups of people, and calls to shut them out. */
export function createBiasDetector(pool?: KeywordPool): TextDetector {
  const rules = [
    rule('generalisation', VERBS_OF_BEING, generalisation, 'a derogatory generalisation about a group of people'),
    rule(
      'inferiority',
      ['inferior to', 'superior to', ' less ', ' not as '],
      inferiority,
      'a claim that one group of people is worth less',
    ),
    rule(
      'exclusion',
      [' should', ' must', 'no right to', 'deserve to', 'be trusted', ' belong', 'need to be '],
      exclusion,
      'a call to exclude a group of people',
    ),
    rule(
      'refusal',
      ['hire ', 'rent to', 'promote ', '\\bserve ', 'trust ', '\\bdate ', 'employ ', 'sell to', 'interview '],
      refusal,
      'a call to refuse a group of people',
    ),
  ];
  const find = createRuleSet(rules, pool);
  return {
    detector: 'bias',
    phases: EVERY_PHASE,
    forms: FORMS,
    detect: ({ text, readings }) => find(text, readings),
  };
}
