import type { ContentDetector, LocatedHit } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { INJECTION_SIGNS } from '../injection/injection-rules';
import type { Evidence } from '../signals/signal';
import { createSignalFinder, movedBy, sumUp } from '../signals/weigh-signals';
import type { Bar } from '../signals/weigh-signals';
import { DECEPTION_FRAMES } from './deception-frames';
import { COMMON_DECEPTION_PHRASES, DECEPTION_PHRASES } from './deception-phrases';
import { DECEPTION_SIGNALS } from './deception-signals';
import { definitionsOf, partsOf } from './definition-strings';
import type { Definition } from './definition-strings';
import { HARVEST_SIGNALS } from './harvest-signals';
import { COMMON_POISONING_PHRASES, POISONING_FRAMES, POISONING_PHRASES } from './poisoning-phrases';
import { MISUSE_SIGNALS } from './misuse-signals';
import { POISONING_SIGNALS } from './poisoning-signals';
import { judgeMember } from './suspicious-members';

interface Found {
  readonly evidence: Evidence;
  readonly at: string;
  readonly isKey: boolean;
}

const MOST_PER_DEFINITION = 8;
/** More of it does not make a definition worse. */
const MOST_EVIDENCE = 1_000;
/** One word gives no orders. */
const PLAIN_WORD = /^[A-Za-z]{0,24}$/;
const JOINED_WORDS = /^[A-Za-z\d]+(?:[_-]+[A-Za-z\d]+){2,24}$/;
/** Definitions are short and have no business with orders: less is enough than in text. */
const BAR: Bar = { strong: 0.45, critical: 0.75, gravity: 1.15 };

/** Definitions that speak to the model: every string of a definition is evidence about the whole of it. */
export function createToolPoisoningDetector(pool?: KeywordPool): ContentDetector {
  const find = createSignalFinder(
    {
      signals: [
        ...INJECTION_SIGNS.signals,
        ...POISONING_SIGNALS,
        ...HARVEST_SIGNALS,
        ...DECEPTION_SIGNALS,
        ...MISUSE_SIGNALS,
      ],
      groups: [
        ...INJECTION_SIGNS.groups,
        { frames: POISONING_FRAMES, phrases: POISONING_PHRASES, common: COMMON_POISONING_PHRASES },
        { frames: DECEPTION_FRAMES, phrases: DECEPTION_PHRASES, common: COMMON_DECEPTION_PHRASES },
      ],
    },
    'definition',
    pool,
  );
  function* judge(definition: Definition): Generator<LocatedHit | undefined> {
    const found: Found[] = [];
    for (const part of partsOf(definition)) {
      if (part === undefined) {
        yield undefined;
        continue;
      }
      const { text, at, isKey, value, offset } = part;
      if (found.length >= MOST_EVIDENCE) break;
      // Names join words with underscores; what they say is the same.
      const words = JOINED_WORDS.test(text) ? text.replaceAll(/[_-]/g, ' ') : text;
      for (const evidence of PLAIN_WORD.test(text) ? [] : find(words))
        found.push({ evidence: movedBy(offset, evidence), at, isKey });
      if (isKey) found.push(...judgeKey(text, at, value));
    }
    if (found.length > 0) yield* hitsOf(found);
  }
  return {
    detector: 'tool-poisoning',
    phases: new Set(['server', 'listing']),
    *detect({ content }) {
      for (const definition of definitionsOf(content)) yield* judge(definition);
    },
  };
}

function judgeKey(name: string, at: string, value: unknown): readonly Found[] {
  const signal = judgeMember(name, at, value);
  if (signal === undefined) return [];
  const evidence: Evidence = {
    signal,
    weight: signal.weight,
    start: 0,
    end: name.length,
    quoted: false,
    mentioned: false,
    told: false,
  };
  return [{ evidence, at, isKey: true }];
}

function hitsOf(found: readonly Found[]): readonly LocatedHit[] {
  const { score, severity } = sumUp(
    found.map(({ evidence }) => evidence),
    BAR,
  );
  const seen = new Set<string>();
  return [...found]
    .sort((one, other) => other.evidence.weight - one.evidence.weight)
    .filter(({ evidence, at }) => {
      const key = `${evidence.signal.id} ${at}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, MOST_PER_DEFINITION)
    .map(({ evidence: { signal, start, end }, at, isKey }) => ({
      rule: signal.id,
      severity,
      score,
      message: signal.message,
      at,
      ...(isKey ? { isKey: true as const } : {}),
      start,
      end,
    }));
}
