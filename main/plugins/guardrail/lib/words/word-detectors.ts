import { createWordFinder } from '../word-finder';
import { EVERY_PHASE, type Hit, type TextDetector } from '../detect/detector';

const FORMS = new Set(['plain', 'folded', 'decoded'] as const);
const MAX_MATCHES = 1_000;
const HOW = { wholeWords: true, caseSensitive: false } as const;

/** Finds words that somebody listed. */
export function createBannedKeywordsDetector(words: readonly string[]): TextDetector {
  const find = createWordFinder({ words, ...HOW }, MAX_MATCHES);
  return {
    detector: 'banned-keywords',
    phases: EVERY_PHASE,
    forms: FORMS,
    detect: ({ text }) =>
      find(text).map(({ start, end }): Hit => {
        return { rule: 'banned-keyword', severity: 'high', score: 1, message: 'a banned keyword', start, end };
      }),
  };
}

/** Finds texts about a topic: two of its words, or one of them three times. */
export function createTopicsDetector(topics: Readonly<Record<string, readonly string[]>>): TextDetector {
  const finders = Object.entries(topics).map(([topic, words]) => {
    return { topic, find: createWordFinder({ words, ...HOW }, MAX_MATCHES) };
  });
  return {
    detector: 'topics',
    phases: EVERY_PHASE,
    forms: new Set(['plain', 'decoded']),
    detect: ({ text }) => finders.flatMap(({ topic, find }) => onTopic(topic, text, find(text))),
  };
}

type Found = ReturnType<ReturnType<typeof createWordFinder>>;

function onTopic(topic: string, text: string, found: Found): readonly Hit[] {
  const [first] = found;
  if (first === undefined) return [];
  const different = new Set(found.map(({ start, end }) => text.slice(start, end).toLowerCase())).size;
  const weight = different + Math.min(found.length, 6) / 3;
  if (weight < 2) return [];
  const score = Math.min(0.95, 0.3 + weight / 10);
  const end = found.at(-1)?.end ?? first.end;
  return [{ rule: 'topic', severity: 'medium', score, message: `the topic "${topic}"`, start: first.start, end }];
}
