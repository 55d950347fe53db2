import type { Inspection } from '../../../../gateway/ports/guardrail';
import type { ContentDetector, LocatedHit, TextDetector } from '../detect/detector';
import type { KeywordPools } from '../detect/keyword-pool';
import type { Rule } from '../detect/rule-set';
import { createArgumentDetector } from './argument-detector';

/** Texts that make whoever reads them work without end. */
const TEXT_RULES: readonly Rule[] = [
  {
    id: 'entity-expansion',
    keywords: ['<!entity'],
    pattern: /<!ENTITY\s+\S{1,40}\s+["'](?:&\S{1,40};\s*){2,}/gi,
    severity: 'critical',
    score: 0.97,
    message: 'XML entities that grow when they are read',
  },
  {
    id: 'huge-loop',
    keywords: ['range', '**', 'repeat', 'while'],
    pattern:
      /\brange\s*\(\s*(?:\d{1,10}\s*,\s*)?(?:\d{8,}|10\s*\*\*\s*(?:[89]|\d{2,}))|\b\d+\s*\*\*\s*\d+\s*\*\*\s*\d+|\brepeat\s*\(\s*\d{7,}|\bwhile\s*\(?\s*(?:true|1)\s*\)?\s*[:{]\s*(?:pass|;|\})/gi,
    severity: 'high',
    score: 0.85,
    message: 'a loop without practical end',
  },
  {
    id: 'huge-repetition',
    keywords: ["' * ", "'*", '" * ', '"*'],
    pattern: /["'][^"'\n]{0,40}["']\s*\*\s*(?:\d{7,}|10\s*\*\*\s*[7-9])/g,
    severity: 'high',
    score: 0.85,
    message: 'a text repeated beyond memory',
  },
  {
    id: 'template-recursion',
    keywords: ['macro', 'include', 'self'],
    pattern: /\{%-?\s*macro\s+(\w{1,40})\s*\([^)]{0,80}\)\s*-?%\}[^]{0,200}?\{\{-?\s*\1\s*\(/g,
    severity: 'high',
    score: 0.85,
    message: 'a template that calls itself',
  },
];

const SQL_RULES: readonly Rule[] = [
  {
    id: 'recursive-query',
    keywords: ['recursive'],
    pattern: /\bwith\s+recursive\b(?![^]{0,1500}\b(?:limit|where)\b)[^]{0,300}/gi,
    severity: 'high',
    score: 0.8,
    message: 'a recursive query without limit',
    after: 1_900,
  },
  {
    id: 'cartesian-query',
    keywords: ['cross join', 'from '],
    pattern:
      /\bcross\s+join\b[^;]{0,200}\bcross\s+join\b|\bfrom\s+(\w{1,60})(?:\s+(?:as\s+)?\w{1,30})?\s*,\s*\1\b(?:\s+(?:as\s+)?\w{1,30})?\s*,\s*\1\b|\bgenerate_series\s*\(\s*\d+\s*,\s*\d{8,}/gi,
    severity: 'high',
    score: 0.8,
    message: 'a query that multiplies tables',
  },
  {
    id: 'catastrophic-pattern',
    keywords: [')+', ')*', '){'],
    pattern: /\((?:[^()\n]{0,30}[+*])\)(?:[+*]|\{\d{1,6},?\d{0,6}\})(?:\)?[$!?]|[^\s]{0,3}\$)/g,
    severity: 'high',
    score: 0.8,
    message: 'a pattern that backtracks without end',
  },
];

/** Finds texts in arguments that exhaust whoever works on them. */
export function createExhaustionTextDetector(pools?: KeywordPools): TextDetector {
  return createArgumentDetector({
    pools,
    detector: 'resource-exhaustion',
    inArguments: [
      { uses: ['prose', 'command', 'value', 'query'], rules: TEXT_RULES },
      { uses: ['value', 'query'], rules: SQL_RULES },
    ],
  });
}

/** The most that anybody means, by what the member is called. */
const MOST: readonly (readonly [RegExp, number])[] = [
  [/(?:^|_)(?:size|length)_?(?:gb)$/i, 1_000],
  [/(?:^|_)(?:size|length|memory)_?mb$/i, 10_000],
  [/(?:^|_)(?:width|height|resolution|dpi)(?:_px)?$/i, 30_000],
  [/(?:^|_)(?:concurrency|workers|threads|parallel(?:ism)?|processes|connections|forks)$/i, 1_000],
  [/(?:^|_)(?:iterations|rounds|cost|repetitions|repeat|depth|recursion|max_depth|retries)$/i, 5_000_000],
  [/(?:^|_)(?:duration|ttl|expiry|expires|timeout|lifetime)_?(?:hours|h)$/i, 8_760],
  [/(?:^|_)(?:duration|ttl|timeout|lifetime)_?(?:days|d)$/i, 3_650],
  [/(?:^|_)(?:count|items|item_count|batch_size|rows|records|copies|limit|n|num_\w+)$/i, 50_000_000],
];
/** Depth and retries mean much less than iterations do. */
const SMALL = /(?:^|_)(?:depth|recursion|max_depth|retries)$/i;
const MOST_SMALL = 10_000;

/** Finds numbers in arguments that nobody means, by the names of their members. */
export function createExhaustionNumberDetector(): ContentDetector {
  return { detector: 'resource-exhaustion', phases: new Set(['input']), detect: ({ content }) => tooMuch(content) };
}

function tooMuch(content: Inspection['content']): readonly LocatedHit[] {
  const hits: LocatedHit[] = [];
  const pending: { readonly value: unknown; readonly at: string }[] = [{ value: content, at: '' }];
  for (let next = pending.pop(); next !== undefined && hits.length < 100; next = pending.pop()) {
    const { value, at } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      const memberAt = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (typeof member === 'object') pending.push({ value: member, at: memberAt });
      else if (isTooMuch(name, member)) hits.push(excessive(memberAt));
    }
  }
  return hits;
}

function isTooMuch(name: string, given: unknown): boolean {
  const number =
    typeof given === 'number' ? given : typeof given === 'string' && /^\d{1,30}$/.test(given) ? Number(given) : 0;
  if (number < 1_000) return false;
  const most = SMALL.test(name) ? MOST_SMALL : MOST.find(([pattern]) => pattern.test(name))?.[1];
  return most !== undefined && number > most;
}

function excessive(at: string): LocatedHit {
  return {
    rule: 'excessive-number',
    severity: 'high',
    score: 0.85,
    message: 'a number that is more than anybody means',
    at,
  };
}
