import { EVERY_PHASE } from '../detect/detector';
import type { Hit, TextDetector } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { findBidiControls } from './find-bidi-controls';
import { createHiddenMarkupFinder } from './find-hidden-markup';
import { findMixedScripts } from './find-mixed-scripts';
import { findTagCharacters } from './find-tag-characters';
import { findTerminalEscapes } from './find-terminal-escapes';
import { findVariationSelectors } from './find-variation-selectors';
import { findZeroWidth } from './find-zero-width';
import { ANY_INVISIBLE } from './invisible-characters';

/** What is neither ASCII text nor its white space: most texts in code have none. */
const UNUSUAL = /[^\t\n\f\r\x20-\x7e]/;
const CONTROL = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/;
const FOREIGN_LETTER = /[\u0370-\u058f\u13a0-\u13f4\ua4d0-\ua4f7\ud835]/;

const NAME = /(?:^|\/(?:tools|prompts|resources|resourceTemplates)\/\d+)\/name$/;
const NAME_SCORE = 0.8;
const LOOK_ALIKE = /[\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13f4\ua4d0-\ua4f7]/;

/** Text that people do not see, or see as something else, and that a model reads. */
export function createHiddenTextDetector(pool?: KeywordPool): TextDetector {
  const findMarkup = createHiddenMarkupFinder(pool);
  return {
    detector: 'hidden-text',
    phases: EVERY_PHASE,
    // Folding takes out what is looked for here.
    forms: new Set(['plain']),
    detect: ({ text, phase, at, readings }) => {
      if (phase === 'listing' && NAME.test(at) && UNUSUAL.test(text)) return findInName(text);
      const hidden = findMarkup(text, readings);
      return UNUSUAL.test(text) ? [...hidden, ...findUnusual(text)] : hidden;
    },
  };
}

/** A name is what people and models tell things apart by: nothing in it may be unseen or look like something else. */
function findInName(text: string): readonly Hit[] {
  const found = findUnusual(text);
  if (found.some(({ score }) => score >= NAME_SCORE)) return found;
  const invisible = ANY_INVISIBLE.exec(text);
  const isMixed = /[A-Za-z]/.test(text) && LOOK_ALIKE.test(text);
  if (invisible === null && !isMixed) return found;
  const rule = invisible === null ? 'mixed-scripts' : 'invisible-in-name';
  const message =
    invisible === null ? 'mixes letters of two scripts in a name' : 'has an invisible character in a name';
  return [...found, { rule, severity: 'high', score: NAME_SCORE, message, start: 0, end: text.length }];
}

function findUnusual(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  if (ANY_INVISIBLE.test(text)) {
    hits.push(...findTagCharacters(text), ...findVariationSelectors(text), ...findZeroWidth(text));
    hits.push(...findBidiControls(text));
  }
  if (FOREIGN_LETTER.test(text)) hits.push(...findMixedScripts(text));
  if (CONTROL.test(text)) hits.push(...findTerminalEscapes(text));
  return hits;
}
