import type { DetectorName } from '../../../../../shared/model/detectors';
import type { Inspection } from '../../../../gateway/ports/guardrail';
import type { ContentDetector, LocatedHit } from '../detect/detector';
import { walkStrings } from '../walk-strings';

/*
 * What can be said of an answer by counting words, and no more: whether it speaks of what was asked, and how much of it
 * the request does not hold. A judge that understands both is a provider of its own.
 */

/** Scores how few of the words of the request the answer has. */
export function createRelevancyDetector(): ContentDetector {
  return compare('relevancy', 'few-shared-words', 'an answer that shares few words with the request', (asked, said) =>
    shareMissing(asked, said),
  );
}

/** Scores how many of the words of the answer the request does not have. */
export function createAdherenceDetector(): ContentDetector {
  return compare('adherence', 'many-new-words', 'an answer most of whose words are not in the request', (asked, said) =>
    shareMissing(said, asked),
  );
}

/** Scores how many numbers and names of the answer the request does not have. */
export function createHallucinationDetector(): ContentDetector {
  return compare(
    'hallucination',
    'unsupported-specifics',
    'numbers and names that the request does not have',
    (asked, said) => shareMissing(specifics(said), asked),
  );
}

type Words = ReadonlyMap<string, string>;

function compare(
  detector: DetectorName,
  rule: string,
  message: string,
  measure: (asked: Words, said: Words) => number | undefined,
): ContentDetector {
  return {
    detector,
    phases: new Set(['output']),
    detect(inspection): readonly LocatedHit[] {
      if (inspection.request === undefined) return [];
      const { asked, said } = compared(inspection);
      const score = asked.size === 0 || said.size === 0 ? undefined : measure(asked, said);
      if (score === undefined || score === 0) return [];
      return [{ rule, severity: 'low', score: Math.round(score * 1_000) / 1_000, message, at: '' }];
    },
  };
}

interface Compared {
  readonly asked: Words;
  readonly said: Words;
}

/** Three detectors compare the same words. */
const known = new WeakMap<Inspection, Compared>();

function compared(inspection: Inspection): Compared {
  const before = known.get(inspection);
  if (before !== undefined) return before;
  const words = { asked: wordsOf(argumentsOf(inspection)), said: wordsOf(inspection.content) };
  known.set(inspection, words);
  return words;
}

function argumentsOf({ request }: Inspection): unknown {
  return typeof request === 'object' && request !== null && 'arguments' in request ? request.arguments : request;
}

const MAX_WORDS = 5_000;
/** Words that are in any text. */
const COMMON = new Set(
  'of in on at to is it by or an as be do if so we he me my no up us am go the and for that this with from are was were has have had not but you your its they them then than there here what which who will would can could should may into over under about also just only more most some any all each our out'.split(
    ' ',
  ),
);

/** Words with something to say, folded, each with one of its spellings. */
function wordsOf(content: unknown): Words {
  const words = new Map<string, string>();
  for (const { text, isKey } of walkStrings(content)) {
    if (isKey) continue;
    for (const [word] of text.slice(0, 100_000).matchAll(/[\p{L}\p{N}]{2,40}/gu)) {
      const folded = stem(word.toLowerCase());
      if (!COMMON.has(folded) && !words.has(folded)) words.set(folded, word);
      if (words.size >= MAX_WORDS) return words;
    }
  }
  return words;
}

/** Plurals and simple endings do not make another word. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ies|es|s|ing|ed)$/, '') : word;
}

function specifics(words: Words): Words {
  return new Map([...words].filter(([, spelling]) => /\p{N}|^\p{Lu}/u.test(spelling)));
}

function shareMissing(wanted: Words, held: Words): number | undefined {
  if (wanted.size === 0) return undefined;
  const missing = [...wanted.keys()].filter((word) => !held.has(word)).length;
  return missing / wanted.size;
}
