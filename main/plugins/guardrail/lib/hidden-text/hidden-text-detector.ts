import { EVERY_PHASE } from '../detect/detector';
import type { Hit, TextDetector } from '../detect/detector';
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

/** Text that people do not see, or see as something else, and that a model reads. */
export function createHiddenTextDetector(): TextDetector {
  const findMarkup = createHiddenMarkupFinder();
  return {
    detector: 'hidden-text',
    phases: EVERY_PHASE,
    // Folding takes out what is looked for here.
    forms: new Set(['plain']),
    detect: ({ text }) => [...findMarkup(text), ...(UNUSUAL.test(text) ? findUnusual(text) : [])],
  };
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
