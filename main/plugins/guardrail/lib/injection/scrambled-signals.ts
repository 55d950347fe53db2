import type { Signal } from '../signals/signal';

const WORDS = ['ignore', 'previous', 'instructions', 'system', 'prompt', 'reveal', 'bypass', 'override', 'disregard'];

/** People and models read a word whose inner letters are out of order as the word, and lists of words do not. */
const inAnyOrder = (word: string): string =>
  `${word.at(0)}[${[...new Set(word.slice(1, -1))].join('')}]{${word.length - 2}}${word.at(-1)}`;
const ANY = `(?:${WORDS.map(inAnyOrder).join('|')})`;

const sorted = (word: string): string => `${word.at(0)}${[...word.slice(1, -1)].sort().join('')}${word.at(-1)}`;
const MEANT = new Map(WORDS.map((word) => [sorted(word), word]));

function isScrambled(written: string): boolean {
  const word = written.toLowerCase();
  const meant = MEANT.get(sorted(word));
  return meant !== undefined && meant !== word;
}

export const SCRAMBLED_SIGNALS: readonly Signal[] = [
  {
    id: 'scrambled-words',
    kind: 'override',
    keywords: [],
    pattern: new RegExp(String.raw`\b(${ANY})\b[^\n]{0,60}?\b(${ANY})\b`, 'gi'),
    accept: ([, first = '', second = '']) => isScrambled(first) && isScrambled(second),
    weight: 0.6,
    message: 'says words of an order with their letters out of order',
  },
];
