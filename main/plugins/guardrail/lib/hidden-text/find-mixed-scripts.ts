import type { Hit } from '../detect/detector';

/** Letters that look like a Latin one; a word that mixes them with Latin letters is made to be misread. */
const CYRILLIC_ALIKE = /^[аеорсухіјѕԁԛԝһӏьгтпкмАВЕКМНОРСТУХІЈЅԌҺ]+$/;
const GREEK_ALIKE = /^[οναρυικηωτγχϲΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ]+$/;
const OTHER_ALIKE = /[\u0561-\u0587\u13a0-\u13f4\ua4d0-\ua4f7]/;
const LATIN = /[A-Za-z]/;
const MIXED = /[A-Za-z\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13f4\ua4d0-\ua4f7]{3,80}/g;
const FOREIGN = /[\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13f4\ua4d0-\ua4f7]/;
const MATHEMATICAL_WORD = /(?<![^\x00-\x7f])[\u{1d400}-\u{1d7ff}]{2,}(?![^\x00-\x7f])/gu;
const MOST = 20;

export function findMixedScripts(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  if (FOREIGN.test(text)) {
    for (const match of text.matchAll(MIXED)) {
      const score = judgeWord(match[0]);
      if (score > 0 && hits.length < MOST) hits.push(hit('mixed-scripts', match, score));
    }
  }
  // One letter in one word of a long text may be a slip of the keyboard.
  if (hits.length === 1 && text.length > 400) hits[0] = asSlip(hits[0]!, text);
  hits.push(...findMathematicalWords(text));
  return hits;
}

function judgeWord(word: string): number {
  if (!LATIN.test(word) || !FOREIGN.test(word)) return 0;
  const foreign = [...word].filter((letter) => FOREIGN.test(letter)).join('');
  const latin = word.length - foreign.length;
  if (isSuffixed(word)) return 0;
  if (CYRILLIC_ALIKE.test(foreign) || isMostlyAlike(foreign, latin))
    return word.length >= 4 ? 0.75 : isLowerCase(word) ? 0.5 : 0.45;
  // Formulas join Greek letters and Latin ones; a word of five letters is none.
  if (GREEK_ALIKE.test(foreign)) return latin >= 2 && word.length >= 5 ? 0.75 : 0.3;
  return OTHER_ALIKE.test(foreign) && latin >= 2 && word.length >= 4 ? 0.7 : 0;
}

/** In a longer word one letter that looks like nothing Latin does not make the rest honest. */
function isMostlyAlike(foreign: string, latin: number): boolean {
  const alike = [...foreign].filter((letter) => CYRILLIC_ALIKE.test(letter)).length;
  return latin >= 3 && alike >= 2 && alike / foreign.length >= 0.6;
}

const isLowerCase = (word: string): boolean => word === word.toLowerCase();

/** `APIшка`, `JSONа`, `DNSом`: an acronym with an ending of its language. */
const isSuffixed = (word: string): boolean =>
  /^[A-Z]{2,}s?[\u0400-\u052f]{1,5}$/.test(word) ||
  /^[\u0400-\u052f]{1,3}[A-Z]{2,}$/.test(word) ||
  /^[A-Za-z]{3,}(?:ом|ами|ах|ов|ой|ам|ем|ка|ки|ку|ы|и|ский|овский|ный)$/.test(word);

function hit(rule: string, match: RegExpMatchArray, score: number): Hit {
  const start = match.index ?? 0;
  const message =
    rule === 'mixed-scripts' ? 'mixes letters of two scripts in one word' : 'spells words in mathematical letters';
  const severity = score >= 0.7 ? 'high' : score >= 0.5 ? 'medium' : 'low';
  return { rule, severity, score, message, start, end: start + match[0].length };
}

function asSlip(one: Hit, text: string): Hit {
  const foreign = [...text.slice(one.start, one.end)].filter((letter) => FOREIGN.test(letter)).length;
  return foreign > 1 || one.score < 0.5 ? one : { ...one, severity: 'medium', score: 0.5 };
}

/** `𝐬𝐢𝐧` may stand in a formula; from here on it is writing. */
const MANY_LETTERS = 6;

function findMathematicalWords(text: string): readonly Hit[] {
  const words = [...text.matchAll(MATHEMATICAL_WORD)];
  // Each letter is two code units.
  const letters = words.reduce((sum, [word]) => sum + word.length / 2, 0);
  return letters < MANY_LETTERS ? [] : words.slice(0, MOST).map((match) => hit('mathematical-letters', match, 0.5));
}
