import { type Form, type Hit, type TextDetector, EVERY_PHASE } from '../detect/detector';
import type { FoldedWord } from './folded-words';
import { listedWordsOf } from './listed-words';
import { BODY_WORDS, EXPLICIT_WORDS, SOBER_WORDS } from './sexual-words';

const FORMS: ReadonlySet<Form> = new Set(['plain', 'folded']);
const MOST_HITS = 1_000;
/** How far apart words are that are read together, in UTF-16 code units. */
const TOGETHER = 160;
const ENOUGH = 4;

const SAID: Pick<Hit, 'severity' | 'message'> = { severity: 'medium', message: 'sexual content' };

/** Finds explicit words anywhere, and words of the body where several stand together in no sober company. */
export function createNsfwDetector(): TextDetector {
  return { detector: 'nsfw', phases: EVERY_PHASE, forms: FORMS, detect: (passage) => judge(listedWordsOf(passage)) };
}

function judge(words: readonly FoldedWord[]): readonly Hit[] {
  if (words.length === 0) return NO_HITS;
  const explicit: FoldedWord[] = [];
  const bodily: FoldedWord[] = [];
  const sober: FoldedWord[] = [];
  for (const found of words) {
    const list = listOf(found.word, { explicit, bodily, sober });
    if (list !== undefined && list.length < MOST_HITS) list.push(found);
  }
  if (explicit.length === 0 && bodily.length === 0) return [];
  const soberNear = countNear(sober);
  const openNear = countNear([...explicit, ...bodily].sort((a, b) => a.start - b.start));
  return [
    ...explicit.map(({ start, end }) => {
      const score = Math.max(0.3, 0.85 - 0.2 * soberNear(start));
      return { ...SAID, rule: 'explicit-word', score, start, end };
    }),
    ...bodily.flatMap(({ start, end }) => {
      const weight = openNear(start) - 2 * soberNear(start);
      if (weight < 2) return [];
      return [{ ...SAID, rule: 'sexual-context', score: Math.min(0.8, (0.5 * weight) / ENOUGH), start, end }];
    }),
  ];
}

const NO_HITS: readonly Hit[] = [];

interface Lists {
  readonly explicit: FoldedWord[];
  readonly bodily: FoldedWord[];
  readonly sober: FoldedWord[];
}

function listOf(word: string, { explicit, bodily, sober }: Lists): FoldedWord[] | undefined {
  if (EXPLICIT_WORDS.has(word)) return explicit;
  if (BODY_WORDS.has(word)) return bodily;
  return SOBER_WORDS.has(word) ? sober : undefined;
}

/** How many different words of a list in order of place stand near one; asked in that order too, or slowly. */
function countNear(words: readonly FoldedWord[]): (position: number) => number {
  return (position) => {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle]!.start < position - TOGETHER) low = middle + 1;
      else high = middle;
    }
    const near = new Set<string>();
    for (let index = low; index < words.length && words[index]!.start <= position + TOGETHER; index += 1) {
      near.add(words[index]!.word);
    }
    return near.size;
  };
}
