import { type Form, type Hit, type TextDetector, EVERY_PHASE } from '../detect/detector';
import { createLinearModel } from '../model/linear-model';

const FORMS: ReadonlySet<Form> = new Set(['plain', 'folded']);
/** Log odds this far below the threshold say nothing, not even to a curve. */
const LOWEST_SCORE = 0.02;
/** Shorter texts are names and values; what there is to find in them, rules find. */
const FEWEST_WORDS = 4;

/**
 * Scores how much a text reads like an instruction to the model. A scoring signal beside the rules: it flags, and knows
 * nothing of where a text comes from. `weights` is what `loadWeights('injection')` resolves with.
 */
export function createInjectionModel(weights: Uint8Array): TextDetector {
  const model = createLinearModel(weights);
  return {
    detector: 'injection',
    phases: EVERY_PHASE,
    forms: FORMS,
    detect: ({ text }) => {
      const { score, start, end, words } = model.best(text);
      return score < LOWEST_SCORE || words < FEWEST_WORDS ? [] : [{ ...SAID, score, start, end }];
    },
  };
}

const SAID: Pick<Hit, 'rule' | 'severity' | 'message'> = {
  rule: 'injection-model',
  severity: 'medium',
  message: 'reads like an instruction to the model',
};
