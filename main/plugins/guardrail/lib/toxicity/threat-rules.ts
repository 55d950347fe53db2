import type { KeywordPool } from '../detect/keyword-pool';
import { createRuleSet, type Rule, type RuleSet } from '../detect/rule-set';

const HARM = '(?:kill|murder|shoot|stab|strangle|beat|hurt|rape|bomb|burn|behead|lynch|slaughter|hunt down|break)';
const VICTIM =
  '(?:you|u|her|him|them|your (?:family|kids|children|wife|mother|parents)|those people|every one of (?:you|them))';

const RULES: readonly Rule[] = [
  {
    id: 'threat',
    keywords: [
      'kill',
      'murder',
      'shoot',
      'stab',
      'strangle',
      'beat',
      'hurt',
      'rape',
      'burn',
      'behead',
      'lynch',
      'slaughter',
      'hunt down',
      'break',
    ],
    // Of processes, tasks and clients nobody says that they will be killed in their sleep, so `them` needs a person who speaks.
    pattern: new RegExp(
      `\\b(?:i(?:'| a)?m (?:going to|gonna|about to)|i(?:'ll| will| shall)|we(?:'ll| will| are going to)|imma|somebody should|someone should)(?: \\w{1,12}){0,2} ${HARM} ${VICTIM}\\b(?! (?:process|job|task|container|with (?:a )?question))`,
      'gi',
    ),
    severity: 'high',
    score: 0.85,
    message: 'a threat of violence',
    before: 80,
    after: 80,
  },
  {
    id: 'threat',
    keywords: ['yourself'],
    pattern: /\b(?:(?:go|just|please|should|better) ){0,2}(?:kill|hang|shoot|drown|neck) (?:yourself|urself)\b/gi,
    severity: 'high',
    score: 0.9,
    message: 'a call for suicide',
    before: 40,
    after: 20,
  },
  {
    id: 'threat',
    keywords: ['die', 'dead', 'hanged', 'gassed', 'shot'],
    pattern:
      /\b(?:you|they|she|he|these people|those people|all of (?:you|them)) (?:all )?(?:deserves?|ought|should|needs?|must)(?: all)?(?: to)?(?: be)? (?:die|dead|hanged|gassed|shot)\b(?! (?:with|on|in|after|when|from|down))/gi,
    severity: 'high',
    score: 0.85,
    message: 'a wish that somebody dies',
    before: 60,
    after: 30,
  },
  {
    id: 'threat',
    keywords: ['hope you', 'hope they', 'hope u', 'hope your', 'hope he', 'hope she'],
    pattern:
      /\bhope (?:you|they|u|he|she|your (?:family|kids|mother))(?: all)? (?:die|dies|get (?:raped|cancer|killed|shot)|gets (?:raped|cancer|killed|shot)|burn|burns|rot|rots|suffer|choke|drop dead)\b/gi,
    severity: 'high',
    score: 0.85,
    message: 'a wish that somebody dies or suffers',
    before: 10,
    after: 80,
  },
];

export function createThreatRules(pool?: KeywordPool): RuleSet {
  return createRuleSet(RULES, pool);
}
