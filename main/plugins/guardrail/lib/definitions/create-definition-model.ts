import type { Hit, TextDetector } from '../detect/detector';
import { createLinearModel } from '../model/linear-model';
import { halvesOf } from '../model/passage-features';
import { hasWords } from '../model/text-features';

/** Shorter strings are names and values. */
const FEWEST_WORDS = 4;
/** Log odds this far below the threshold say nothing, not even to a curve. */
const LOWEST_SCORE = 0.02;
const NO_HITS: readonly Hit[] = [];

/**
 * Scores how much a string of a definition reads like those that turn a tool against its user. It flags, beside the rules:
 * what honest tools ask of a model has much in common with what others do. `weights` is what `loadWeights('definitions')`
 * resolves with.
 */
export function createDefinitionModel(weights: Uint8Array): TextDetector {
  const model = createLinearModel(weights);
  return {
    detector: 'tool-poisoning',
    phases: new Set(['listing']),
    forms: new Set(['plain', 'folded']),
    detect: (passage) => {
      if (passage.isKey || !hasWords(passage.text, FEWEST_WORDS)) return NO_HITS;
      const { score, start, end, words } = model.best(passage.text, halvesOf(passage, model.half));
      if (score < LOWEST_SCORE) return NO_HITS;
      const isDoubted = (words < SOME_WORDS && score < SURE) || isList(passage.text.slice(start, end));
      const believed = isDoubted ? Math.min(score, UNBELIEVED) : score;
      return [{ ...SAID, score: believed, start, end }];
    },
  };
}

/** Names in a row tell nobody to do anything, whatever they are names of. */
function isList(text: string): boolean {
  const commas = text.match(/,/g)?.length ?? 0;
  return commas >= MANY_COMMAS || (commas >= SOME_COMMAS && commas >= NEARLY_ALL * (text.match(/\s+/g)?.length ?? 0));
}

/** In a window, which has 32 words. */
const MANY_COMMAS = 14;
/** Of names with hyphens there are fewer; but hardly a space is without a comma. */
const SOME_COMMAS = 5;
const NEARLY_ALL = 0.7;
const UNBELIEVED = 0.45;
/** Of fewer words the model must be sure: one word weighs too much there. */
const SOME_WORDS = 12;
const SURE = 0.8;

const SAID: Pick<Hit, 'rule' | 'severity' | 'message'> = {
  rule: 'definition-model',
  severity: 'medium',
  message: 'reads like a definition that turns against its user',
};
