import { type Form, type Hit, type TextDetector, EVERY_PHASE } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { createLinearModel } from '../model/linear-model';
import { halvesOf } from '../model/passage-features';
import { hasWords } from '../model/text-features';
import type { FoldedWord } from './folded-words';
import { listedWordsOf } from './listed-words';
import { createThreatRules } from './threat-rules';
import { type WordKind, toxicWords } from './toxic-words';

const FORMS: ReadonlySet<Form> = new Set(['plain', 'folded']);
const LOWEST_SCORE = 0.05;
/** Of shorter texts the list of words knows enough. */
const FEWEST_WORDS = 4;
const MOST_HITS = 1_000;
/** Doubtful words this close to one that is not are meant the same way. */
const NEAR = 40;

const SAID: Readonly<Record<WordKind, Pick<Hit, 'rule' | 'severity' | 'score' | 'message'>>> = {
  slur: { rule: 'slur', severity: 'high', score: 0.9, message: 'a slur' },
  abuse: { rule: 'profanity', severity: 'low', score: 0.6, message: 'abusive or obscene language' },
  doubtful: { rule: 'insult', severity: 'low', score: 0.3, message: 'a word that can be an insult' },
  mild: { rule: 'mild-profanity', severity: 'low', score: 0.2, message: 'mild profanity' },
};

const WHOLE: Pick<Hit, 'rule' | 'severity' | 'message'> = {
  rule: 'toxicity-model',
  severity: 'medium',
  message: 'reads like abuse',
};

/**
 * Words say where, the model says how sure: what it thinks of a window goes to the words there, and to the window itself
 * only where no word of the list stands in it. `weights` is what `loadWeights('toxicity')` resolves with.
 */
export function createToxicityDetector(weights: Uint8Array, pool?: KeywordPool): TextDetector {
  const model = createLinearModel(weights);
  const kinds = toxicWords();
  const findThreats = createThreatRules(pool);
  return {
    detector: 'toxicity',
    phases: EVERY_PHASE,
    forms: FORMS,
    detect: (passage) => {
      const { text, readings } = passage;
      const words = withCompany(hitsOf(listedWordsOf(passage), kinds));
      const threats = findThreats(text, readings);
      if (!hasWords(text, FEWEST_WORDS)) return together(threats, words);
      const { words: _, ...best } = model.best(text, halvesOf(passage, model.half));
      if (best.score < LOWEST_SCORE) return together(threats, words);
      const within = (hit: Hit): boolean => hit.start >= best.start && hit.end <= best.end;
      const raised = words.map((hit) => (within(hit) ? raise(hit, best.score) : hit));
      const whole = words.some(within) ? [] : [{ ...WHOLE, ...best }];
      return [...threats, ...raised, ...whole];
    },
  };
}

const NO_HITS: readonly Hit[] = [];

function together(some: readonly Hit[], others: readonly Hit[]): readonly Hit[] {
  return some.length + others.length === 0 ? NO_HITS : [...some, ...others];
}

function hitsOf(words: readonly FoldedWord[], kinds: ReadonlyMap<string, WordKind>): readonly Hit[] {
  if (words.length === 0) return NO_HITS;
  const hits: Hit[] = [];
  for (const { word, start, end } of words) {
    const kind = kinds.get(word);
    if (kind === undefined) continue;
    if (hits.length >= MOST_HITS) break;
    // A row of letters is read once more without its first; the longer reading is there already.
    if (hits.at(-1)?.end === end) continue;
    hits.push({ ...SAID[kind], start, end });
  }
  return hits;
}

function withCompany(hits: readonly Hit[]): readonly Hit[] {
  if (hits.length === 0) return hits;
  return hits.map((hit, index) => {
    if (hit.rule !== SAID.doubtful.rule) return hit;
    const near = [hits[index - 1], hits[index + 1]].some(
      (other) =>
        other !== undefined && other.score > 0.5 && other.start - hit.end < NEAR && hit.start - other.end < NEAR,
    );
    return near ? { ...hit, score: 0.55 } : hit;
  });
}

/** Mild words are reported where the model is sure beyond its threshold, others from there on. */
function raise(hit: Hit, score: number): Hit {
  return score <= hit.score ? hit : { ...hit, score };
}
