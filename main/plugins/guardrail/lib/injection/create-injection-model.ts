import { type Form, type Hit, type TextDetector, EVERY_PHASE } from '../detect/detector';
import { createKeywordPool, type KeywordPool } from '../detect/keyword-pool';
import { createLinearModel } from '../model/linear-model';
import { halvesOf } from '../model/passage-features';
import { hasWords } from '../model/text-features';
import { discussionOf } from '../signals/mention';
import { createSignalFinder, sumUp } from '../signals/weigh-signals';
import { INJECTION_SIGNS, INJECTION_SIGNS_IN_DEFINITIONS } from './injection-rules';
import { PERSONA_SIGNS } from './jailbreak-detector';

const FORMS: ReadonlySet<Form> = new Set(['plain', 'folded', 'decoded']);
/** Log odds this far below the threshold say nothing, not even to a curve. */
const LOWEST_SCORE = 0.02;
/** Shorter texts are names and values; what there is to find in them, rules find. */
const FEWEST_WORDS = 4;
const THRESHOLD = 0.5;
/** From here on it is worth a look at what the rules say, which alone may be too little, too. */
const DOUBTFUL = 0.22;
/** From here on the model needs nobody’s support. */
const SURE = 0.85;
/** Less than this in a text about attacks, in code, or in another language than English, is not enough. */
const CLEAR = 0.66;
/** What rules must say to be support. */
const LEAST_SUPPORT = 0.28;
/** How much of each is believed where both speak and neither is sure. */
const BELIEVED = 0.8;
const UNSUPPORTED = 0.45;

/**
 * Scores how much a text reads like an instruction to the model. A scoring signal beside the rules: it flags, and knows
 * nothing of where a text comes from. Where it is in doubt, the weak signs of the rules decide. `weights` is what
 * `loadWeights('injection')` resolves with.
 */
export function createInjectionModel(weights: Uint8Array, pool = createKeywordPool()): TextDetector {
  const model = createLinearModel(weights);
  const judge = createSecondLook(pool);
  return {
    detector: 'injection',
    phases: EVERY_PHASE,
    forms: FORMS,
    detect: (passage) => {
      const { text } = passage;
      if (!hasWords(text, FEWEST_WORDS)) return NO_HITS;
      const { score: first, start, end } = model.best(text, halvesOf(passage, model.half));
      if (first < LOWEST_SCORE) return NO_HITS;
      return [
        {
          ...SAID,
          score:
            first < DOUBTFUL
              ? first
              : judge({ ...partOf(text, start, end), isDefinition: isOffered(passage.phase) }, first),
          start,
          end,
        },
      ];
    },
  };
}

/** What stands around a window tells whether somebody writes about attacks. */
const AROUND = 320;
const isOffered = (phase: string): boolean => phase === 'listing' || phase === 'server';
const partOf = (text: string, start: number, end: number): Omit<Part, 'isDefinition'> => ({
  said: text.slice(start, end),
  around: text.slice(Math.max(0, start - AROUND), end + AROUND),
});

interface Part {
  readonly said: string;
  readonly around: string;
  /** What definitions say to a model is manuals for the most part; others speak about them, too. */
  readonly isDefinition: boolean;
}

/** Few texts are in doubt, so that finders of its own cost little. */
function createSecondLook(pool: KeywordPool): (part: Part, score: number) => number {
  const findInjection = createSignalFinder(INJECTION_SIGNS, 'text', pool);
  const findInDefinition = createSignalFinder(INJECTION_SIGNS_IN_DEFINITIONS, 'text', pool);
  const findPersona = createSignalFinder(PERSONA_SIGNS, 'persona', pool);
  return ({ said, around, isDefinition }, score) => {
    const discussion = discussionOf(around);
    if (score >= SURE && discussion === 0) return score;
    const signs = isDefinition ? findInDefinition(around) : findInjection(around);
    const { score: support } = sumUp([...signs, ...findPersona(around)]);
    const isSupported = support >= LEAST_SUPPORT;
    if (score < THRESHOLD)
      return isSupported && discussion === 0 && !CODE.test(said)
        ? 1 - (1 - BELIEVED * score) * (1 - BELIEVED * support)
        : score;
    if (support >= THRESHOLD) return score;
    // Who writes about attacks uses their words; and of code and of other languages than English the model knows little.
    const isDoubted =
      discussion === 2 ||
      (discussion === 1 && score < SURE) ||
      (score < CLEAR && (isDefinition || CODE.test(said) || (!isSupported && !isEnglishProse(said))));
    return isDoubted ? Math.min(score, UNSUPPORTED) : score;
  };
}

const ENGLISH = /\b(?:the|and|of|to|you|your|is|are|it|that|this|for|with|not|what|my|all|a|about|above|into|at)\b/gi;
const ELSEWHERE =
  /(?<!\p{L})(?:der|die|das|und|nicht|sie|ist|für|mit|le|la|les|des|est|et|pas|pour|el|los|las|que|y|por|para|il|di|che|non|per|het|een|van|niet|não|uma|nie|się|jest|na|w|z|oraz|przez|lub|dla|które|jako|można|och|att|som|för|inte|og|ikke|ve|bir|için|ile|yang|dan|untuk|nebo|jsou|že|és|egy|hogy|nem|este|pentru|care|si)(?!\p{L})/giu;
const NOT_LATIN = /[\u0370-\u1fff\u3040-\uabff]/;
const CODE =
  /\/\*|\*\/|(?:^|\n)\s*(?:\/\/|#!|\* |import |const |def |function )|[{};]\s*(?:\n|$)|\$\{\w+\}|(?:^|\n)\s*[\w-]+\.(?:ya?ml|json|toml|conf|env|ini|key|pem)\b/;

function isEnglishProse(text: string): boolean {
  if (CODE.test(text) || NOT_LATIN.test(text)) return false;
  return (text.match(ELSEWHERE)?.length ?? 0) <= (text.match(ENGLISH)?.length ?? 0);
}

const NO_HITS: readonly Hit[] = [];

const SAID: Pick<Hit, 'rule' | 'severity' | 'message'> = {
  rule: 'injection-model',
  severity: 'medium',
  message: 'reads like an instruction to the model',
};
