import type { KeywordPool } from '../detect/keyword-pool';
import { createRuleSet, type Rule, type RuleSet } from '../detect/rule-set';

const MANY = 1_000;
const MORE_THAN_ANYBODY_READS = 20_000;
const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const PRODUCE =
  '(?:repeat|say|write|print|output|type|generate|recite|echo|reply(?: with)?|respond(?: with)?|answer(?: with)?|produce|count|spell|list|translate|summari[sz]e|copy|sing|call)';
const NUMBER =
  '(?<number>\\d[\\d,._ ]{0,18}|a|one|ten|a hundred|hundred)(?: ?(?<scale>thousand|million|billion|trillion|k|m))?';
const MESSAGE = 'asks for output without end';

/** A number as it is written, with what stands behind it: `10,000`, `5 million`. */
function numberOf({ groups }: RegExpExecArray): number {
  const digits = (groups?.['number'] ?? '').replace(/\D/g, '');
  return (digits === '' ? 1 : Number(digits)) * (SCALES[groups?.['scale']?.toLowerCase() ?? ''] ?? 1);
}

const RULES: readonly Rule[] = [
  {
    id: 'endless-output',
    keywords: [' times', ' repetitions', ' copies', ' mal ', ' fois', ' veces'],
    pattern: new RegExp(
      `\\b(?:${PRODUCE}|wiederhole|schreibe?|répète|écris|repite|escribe)\\b[^\\n]{0,160}?\\b${NUMBER} (?:times|repetitions|copies|mal|fois|veces)\\b`,
      'giu',
    ),
    severity: 'medium',
    score: 0.8,
    message: MESSAGE,
    before: 240,
    after: 20,
    accept: (match) => numberOf(match) >= MANY,
  },
  {
    id: 'endless-output',
    keywords: [
      ' words',
      ' pages',
      ' lines',
      ' paragraphs',
      ' tokens',
      ' sentences',
      ' characters',
      ' poems',
      ' stories',
      ' items',
    ],
    pattern: new RegExp(
      `\\b(?:write|generate|produce|output|print|compose)\\b[^\\n]{0,80}?\\b${NUMBER}[ -](?:words|pages|lines|paragraphs|tokens|sentences|characters|poems|stories|items)\\b`,
      'gi',
    ),
    severity: 'medium',
    score: 0.7,
    message: MESSAGE,
    before: 140,
    after: 20,
    accept: (match) => numberOf(match) >= MORE_THAN_ANYBODY_READS,
  },
  {
    id: 'endless-output',
    keywords: [
      'forever',
      'never stop',
      'without stopping',
      'endlessly',
      'infinitely',
      'infinite times',
      'without end',
      'until you run out',
      'as long as possible',
      'until the token limit',
      'do not stop',
      "don't stop",
      'non-stop',
      'nonstop',
    ],
    pattern: new RegExp(
      `(?:^|[.!?:;,"'\\n] {0,2}|\\b(?:and|then|to|please|must|should|will|you) )${PRODUCE}\\b(?![ ]?[(=:])[^\\n.]{0,120}?[ .,]{1,3}(?:and )?(?:forever|never stop|without (?:ever )?stopping|endlessly|infinitely|infinite times|without end|until you run out|until the token limit|do not stop|don't stop|non-?stop)\\b(?! (?:growing|working|learning))`,
      'gim',
    ),
    severity: 'medium',
    score: 0.7,
    message: MESSAGE,
    before: 180,
    after: 40,
  },
  {
    id: 'endless-count',
    keywords: ['count '],
    pattern: new RegExp(
      `\\bcount (?:up |down |slowly )?(?:from (?:\\d{1,12}|zero|one) )?(?:to|till|until|up to) ${NUMBER}\\b`,
      'gi',
    ),
    severity: 'medium',
    score: 0.75,
    message: MESSAGE,
    before: 4,
    after: 80,
    accept: (match) => numberOf(match) >= MANY,
  },
  {
    id: 'nested-repetition',
    keywords: ['each of th', 'every one of th', 'for each '],
    pattern:
      /\b(?:\d{2,6}|ten|twenty|fifty|a hundred|hundred|thousand)\b[^\n]{0,120}(?:\bfor each|\b(?:each|every one) of th(?:ese|ose|em))\b[^\n]{0,120}\b(?:\d{2,6}|ten|twenty|fifty|a hundred|hundred|thousand)\b[^\n]{0,160}(?:\bfor each|\b(?:each|every one) of th(?:ese|ose|em)|\bagain for|\brecursively|\bso on)\b/gi,
    severity: 'medium',
    score: 0.7,
    message: 'asks for repetitions within repetitions',
    before: 260,
    after: 420,
  },
  {
    id: 'entity-expansion',
    keywords: ['<!entity'],
    pattern: /<!ENTITY\s{1,8}%?\s{0,8}[\w.-]{1,64}\s{1,8}["'](?:[^"'&]{0,16}&[\w.-]{1,64};){4}/gi,
    severity: 'high',
    score: 0.9,
    message: 'XML entities that grow when they are read',
    before: 4,
    after: 480,
  },
];

export function createSpongeRequests(pool?: KeywordPool): RuleSet {
  return createRuleSet(RULES, pool);
}
