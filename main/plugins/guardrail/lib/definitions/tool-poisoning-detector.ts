import type { ContentDetector, LocatedHit } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { INJECTION_SIGNS_IN_DEFINITIONS } from '../injection/injection-rules';
import type { Evidence, Sign } from '../signals/signal';
import { createSignalFinder, movedBy, sumUp } from '../signals/weigh-signals';
import type { Bar } from '../signals/weigh-signals';
import { DECEPTION_FRAMES } from './deception-frames';
import { COMMON_DECEPTION_PHRASES, DECEPTION_PHRASES } from './deception-phrases';
import { DECEPTION_SIGNALS } from './deception-signals';
import type { Place } from '../detect/find-texts';
import { readOnce } from '../detect/read-once';
import { partsOfDefinitions } from './definition-strings';
import type { DefinitionPart } from './definition-strings';
import { HARVEST_SIGNALS } from './harvest-signals';
import { COMMON_POISONING_PHRASES, POISONING_FRAMES, POISONING_PHRASES } from './poisoning-phrases';
import { MISUSE_SIGNALS } from './misuse-signals';
import { POISONING_SIGNALS } from './poisoning-signals';
import { RIVAL_SIGNALS } from './rival-signals';
import { USURPING_SIGNALS } from './usurping-signals';
import { judgeMember } from './suspicious-members';

interface Found {
  readonly evidence: Evidence;
  readonly place: Place | undefined;
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
        ...INJECTION_SIGNS_IN_DEFINITIONS.signals,
        ...POISONING_SIGNALS,
        ...HARVEST_SIGNALS,
        ...DECEPTION_SIGNALS,
        ...MISUSE_SIGNALS,
        ...RIVAL_SIGNALS,
        ...USURPING_SIGNALS,
      ],
      groups: [
        ...INJECTION_SIGNS_IN_DEFINITIONS.groups,
        { frames: POISONING_FRAMES, phrases: POISONING_PHRASES, common: COMMON_POISONING_PHRASES },
        { frames: DECEPTION_FRAMES, phrases: DECEPTION_PHRASES, common: COMMON_DECEPTION_PHRASES },
      ],
    },
    'definition',
    pool,
  );
  function* judge(parts: Iterable<DefinitionPart | undefined>): Generator<LocatedHit | undefined> {
    const found: Found[] = [];
    for (const part of parts) {
      if (part === undefined) {
        yield undefined;
        continue;
      }
      const { text, place, isKey, offset, readings } = part;
      if (found.length >= MOST_EVIDENCE) break;
      // Names join words with underscores; what they say is the same.
      const isJoined = JOINED_WORDS.test(text);
      const evidence = isJoined
        ? find(text.replaceAll(/[_-]/g, ' '))
        : PLAIN_WORD.test(text)
          ? []
          : find(text, readings);
      for (const piece of evidence) found.push({ evidence: movedBy(offset, piece), place, isKey });
      const signal = isKey ? judgeMember(part) : undefined;
      if (signal !== undefined) found.push({ evidence: named(signal, text), place, isKey: true });
    }
    if (found.length > 0) yield* hitsOf(found);
  }
  return {
    detector: 'tool-poisoning',
    phases: new Set(['server', 'listing']),
    *detect({ content }, readings) {
      for (const parts of readOnce(content, readings, partsOfDefinitions)) yield* judge(parts);
    },
  };
}

const named = (signal: Sign, name: string): Evidence => ({
  signal,
  weight: signal.weight,
  start: 0,
  end: name.length,
  quoted: false,
  mentioned: false,
  told: false,
});

function hitsOf(found: readonly Found[]): readonly LocatedHit[] {
  const { score, severity } = sumUp(
    found.map(({ evidence }) => evidence),
    BAR,
  );
  const seen = new Set<string>();
  return [...found]
    .sort((one, other) => other.evidence.weight - one.evidence.weight)
    .filter(({ evidence, place }) => {
      const key = `${evidence.signal.id} ${atOf(place)}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, MOST_PER_DEFINITION)
    .map(({ evidence: { signal, start, end }, place, isKey }) => ({
      rule: signal.id,
      severity,
      score,
      message: signal.message,
      at: atOf(place),
      ...(isKey ? { isKey: true as const } : {}),
      start,
      end,
    }));
}

const atOf = (place: Place | undefined): string => place?.at ?? '';
