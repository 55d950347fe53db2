import { type Form, type Hit, type TextDetector, EVERY_PHASE } from '../detect/detector';
import { createLinearModel } from '../model/linear-model';
import { readFoldedWords } from './folded-words';
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
export function createToxicityDetector(weights: Uint8Array): TextDetector {
  const model = createLinearModel(weights);
  const kinds = toxicWords();
  const findThreats = createThreatRules();
  return {
    detector: 'toxicity',
    phases: EVERY_PHASE,
    forms: FORMS,
    detect: ({ text }) => {
      const words = withCompany(findWords(text, kinds));
      const { words: length, ...best } = model.best(text);
      const threats = findThreats(text);
      if (best.score < LOWEST_SCORE || length < FEWEST_WORDS) return [...threats, ...words];
      const within = (hit: Hit): boolean => hit.start >= best.start && hit.end <= best.end;
      const raised = words.map((hit) => (within(hit) ? raise(hit, best.score) : hit));
      const whole = words.some(within) ? [] : [{ ...WHOLE, ...best }];
      return [...threats, ...raised, ...whole];
    },
  };
}

function findWords(text: string, kinds: ReadonlyMap<string, WordKind>): readonly Hit[] {
  const hits: Hit[] = [];
  readFoldedWords(text, ({ word, start, end }) => {
    const kind = kinds.get(word);
    if (kind === undefined || hits.length >= MOST_HITS) return;
    // A row of letters is read once more without its first; the longer reading is there already.
    const last = hits.at(-1);
    if (last !== undefined && last.end === end) return;
    hits.push({ ...SAID[kind], start, end });
  });
  return hits;
}

function withCompany(hits: readonly Hit[]): readonly Hit[] {
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
