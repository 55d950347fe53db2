import { createKeywordPool } from '../detect/keyword-pool';
import { createRuleSet, type Rule, type RuleSet } from '../detect/rule-set';
import { discussionOf, fencesOf, isQuoted } from '../signals/mention';
import type { Hit } from '../detect/detector';

const HIDING =
  '(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden|font-size\\s*:\\s*(?:0|1px|0?\\.\\d+)(?![.\\d])|opacity\\s*:\\s*0(?:\\.0\\d*)?(?![.\\d])|text-indent\\s*:\\s*-\\d{3,}|(?:left|top)\\s*:\\s*-\\d{4,}px|color\\s*:\\s*(?:white|#fff(?:fff)?|transparent|rgba\\([^)]{0,20},\\s*0\\))|clip\\s*:\\s*rect\\(0|(?:max-)?height\\s*:\\s*0(?:px)?\\s*;\\s*overflow\\s*:\\s*hidden)';
const ADDRESSED =
  /\b(?:ignore|disregard|forget|instructions?|assistants?|AI|LLM|language model|chatgpt|claude|agent|prompt|you (?:are|must|should)|do not (?:tell|mention|reveal|inform)|send|upload|forward|exfiltrate|password|secret|credentials?|api[ _]?key|execute|run the|call the|recommend|system:|override|respond with|reply with|read the file)\b/i;
const DIRECTIVE =
  /\b(?:ignore (?:all|any|the|previous|your)|disregard|instructions? (?:for|to) |(?:AI|LLM)[ _](?:\w+[ _])?(?:directive|instruction|note|processing|assistant|agent)|assistants? (?:must|should)|language model|you must (?:not )?(?:\w+ ){0,3}(?:send|tell|read|call|ignore|execute|include)|do not (?:tell|mention|reveal|inform|alert)|hidden instruction|system (?:override|instruction|prompt)|when (?:summarizing|processing|reading|you read)|exfiltrate|send (?:\w+ ){0,5}(?:to|password|credential)|forward (?:all|the|this)|(?:include|append) (?:\w+ ){0,4}(?:password|secret|key|token))/i;

const RULES: readonly Rule[] = [
  {
    id: 'hidden-element',
    keywords: [
      'display',
      'visibility',
      'font-size',
      'opacity',
      'text-indent',
      'color',
      'left',
      'clip',
      'height',
      'top',
    ],
    pattern: new RegExp(
      `<(\\w{1,12})\\b[^<>]{0,200}\\bstyle\\s*=\\s*["'][^"'<>]{0,160}?${HIDING}[^"'<>]{0,160}["'][^<>]{0,120}>(?<hit>[^<]{8,600})`,
      'gi',
    ),
    severity: 'high',
    score: 0.75,
    message: 'hides words from who looks at the page',
    before: 380,
    after: 900,
    accept: (match) => judgeWords(match.groups?.['hit'] ?? ''),
  },
  {
    id: 'hidden-attribute',
    keywords: ['hidden', 'aria-hidden', 'sr-only'],
    pattern:
      /<(?:div|span|p|section|td|li|font|a)\b[^<>]{0,160}(?:\shidden(?:=["'](?:hidden|true)?["'])?|class=["'][^"'<>]{0,40}\b(?:hidden|invisible|sr-only)\b[^"'<>]{0,40}["'])[^<>]{0,120}>(?<hit>[^<]{8,600})/gi,
    severity: 'high',
    score: 0.7,
    message: 'hides words from who looks at the page',
    before: 240,
    after: 900,
    accept: (match) => (ADDRESSED.test(match.groups?.['hit'] ?? '') ? 0.65 : false),
  },
  {
    id: 'comment-directive',
    keywords: ['<!--', '[//]: #', '[comment]: #'],
    pattern: /(?:<!--(?<hit>(?:(?!-->)[^]){8,1200})(?:-->|$)|\[(?:\/\/|comment)\]: # ?[("'](?:[^\n]{8,400}))/gi,
    severity: 'high',
    score: 0.7,
    message: 'hides a directive in a comment',
    before: 4,
    after: 1_300,
    accept: (match) => DIRECTIVE.test(match[0]),
  },
];

function judgeWords(words: string): number | false {
  if ((words.match(/\p{L}{2,}/gu)?.length ?? 0) < 3) return false;
  return ADDRESSED.test(words) ? 0.75 : 0.4;
}

/** Words that a page has and does not show: hidden by style or attribute, or in a comment that gives orders. */
export function createHiddenMarkupFinder(pool = createKeywordPool()): RuleSet {
  const find = createRuleSet(RULES, pool);
  // Without a tag there is nothing to hide; most texts have none.
  return (text, readings) =>
    text.includes('<') || text.includes(']: #') ? withoutExamples(text, find(text, readings)) : [];
}

/** What articles about hidden text show in quotation marks or fenced blocks is not hidden. */
function withoutExamples(text: string, hits: readonly Hit[]): readonly Hit[] {
  if (hits.length === 0 || discussionOf(text) === 0) return hits;
  const fences = fencesOf(text);
  return hits.map((hit) =>
    isQuoted(text, hit, fences) ? { ...hit, severity: 'low', score: Math.min(hit.score, 0.4) } : hit,
  );
}
