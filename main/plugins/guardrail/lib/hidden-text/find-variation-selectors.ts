import type { Hit } from '../detect/detector';

/** One selector may follow a character; what follows a selector encodes something, at a byte each. */
const RUN = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2,}/gu;
const SINGLE = /[\ufe00-\ufe0e]|[\u{e0100}-\u{e01ef}]/gu;
const EMOJI_STYLE = /[A-Za-z]\ufe0f/g;
const IDEOGRAPH = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]$/u;
/** Below these, a selector is at most a slip; letters with selectors, one after the other, are an encoding. */
const MANY = 3;

const hit = (start: number, end: number, score: number): Hit => ({
  rule: 'variation-selectors',
  severity: score >= 0.7 ? 'high' : score >= 0.5 ? 'medium' : 'low',
  score,
  message: 'contains variation selectors where they select nothing',
  start,
  end,
});

export function findVariationSelectors(text: string): readonly Hit[] {
  const runs = [...text.matchAll(RUN)].map((match) => {
    const [run] = match;
    // An emoji may bear one selector too many; a message is longer.
    const score = [...run].length > 2 ? 0.95 : run === '\ufe0f\ufe0f' ? 0.3 : 0.6;
    return hit(match.index, match.index + run.length, score);
  });
  return [...runs, ...strays(text)];
}

function strays(text: string): readonly Hit[] {
  const found: number[] = [];
  for (const match of text.matchAll(SINGLE)) if (isStray(text, match.index, match[0])) found.push(match.index);
  for (const match of text.matchAll(EMOJI_STYLE)) found.push(match.index + 1);
  if (found.length === 0) return [];
  const score = found.length >= MANY ? 0.8 : 0.45;
  found.sort((one, other) => one - other);
  return [hit(found[0]!, found.at(-1)! + 1, score)];
}

/** Selectors 1 to 15 follow symbols and letters of some scripts; 17 and up follow ideographs. */
function isStray(text: string, at: number, selector: string): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  if (before === '' || /[\s\x20-\x7e]$/.test(before)) return !/[#*0-9<>=~+]$/.test(before);
  return selector.length === 2 && !IDEOGRAPH.test(before);
}
