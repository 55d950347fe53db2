import type { Hit } from '../detect/detector';

const EXTENSION = String.raw`(?: {0,2}(?:x|ext\.?|extension|durchwahl|poste) ?\d{1,6})?`;
const SEPARATOR = String.raw`[ .\-/\u00a0\u2010\u2011]`;
/** `+` and the whole number; the form of North America; groups of digits as people write them; digits in a row. */
const NUMBER = new RegExp(
  [
    String.raw`(?<![A-Za-z0-9_./$€£#%@&+*~^-]|\d[,:])(?:`,
    String.raw`(?<international>(?:\+|00 ?(?=[2-9])|011[ -])\d{1,3}(?:${SEPARATOR}?\(0?\d{1,4}\))?(?:${SEPARATOR}?\d){6,12})|`,
    String.raw`(?<american>(?:(?:\+|00)?1[ .-]?)?(?:\(\d{3}\)[ -]?|\d{3}[-. ])\d{3}[-. ]\d{4})|`,
    String.raw`(?<grouped>(?:\(\d{2,5}\)|\d{2,7})(?:${SEPARATOR}{1,2}\d{2,8}){1,5})|`,
    String.raw`(?<plain>\d{7,13})`,
    String.raw`)${EXTENSION}(?![\p{L}\d_]|[.,:/]\d)`,
  ].join(''),
  'gu',
);
const STRONG =
  /(?:phone|\btel\b|tel[.:]|mobil|cell|fax|whatsapp|\bsms\b|hotline|\bdial|telefon|handy|rufnummer|téléphone|portable|teléfono|móvil|celular|telefone|telefono|cellulare|telefoon|телефон|電話|电话|手机|携帯)/iu;
const WEAK =
  /(?:\bcall(?:ed|ing)?\b|\breach|\bcontact|\banswering|\btext (?:me|us|him|her)\b|\bring\b|\boffice\b|\bextension\b|\bcallback|\bnumber is\b|appeler|llam|anruf|chiama|ligue)/iu;
const AFTERWARDS = /^[ \-–,(]{1,3}(?:office|fax|mobile|cell|home|work|phone|tel|direct|main|büro|privat|bureau)\b/i;
const DATE_OR_TIME =
  /^(?:(?:19|20)\d{2}[-./ ](?:0?[1-9]|1[0-2])(?:[-./ ](?:0?[1-9]|[12]\d|3[01]))?(?:[ ]\d{2})*|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d{2}(?: \d{2})?|(?:19|20)\d{2} ?[-–/] ?(?:19|20)?\d{2})$/;
const MAX_HITS = 10_000;

/** Calling codes by first digits, ITU-T E.164; zones 1 and 7 are one code each. */
const CALLING_CODES = new Set(
  (
    '1 20 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 ' +
    '244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 27 290 291 297 298 ' +
    '299 30 31 32 33 34 350 351 352 353 354 355 356 357 358 359 36 370 371 372 373 374 375 376 377 378 380 381 382 383 385 ' +
    '386 387 389 39 40 41 420 421 423 43 44 45 46 47 48 49 500 501 502 503 504 505 506 507 508 509 51 52 53 54 55 56 57 58 ' +
    '590 591 592 593 594 595 596 597 598 599 60 61 62 63 64 65 66 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 ' +
    '687 688 689 690 691 692 7 800 81 82 84 850 852 853 855 856 86 870 880 881 882 883 886 90 91 92 93 94 95 960 961 962 963 ' +
    '964 965 966 967 968 970 971 972 973 974 975 976 977 979 98 992 993 994 995 996 998'
  ).split(' '),
);

/** Finds telephone numbers: written internationally or as in North America anywhere, others beside a word that says so. */
export function findPhones(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(NUMBER)) {
    if (hits.length >= MAX_HITS) break;
    const score = scorePhone(match, text);
    if (score < 0.3) continue;
    const start = match.index;
    const end = start + match[0].length;
    hits.push({ rule: 'phone', severity: 'medium', score, message: 'a telephone number', start, end });
  }
  return hits;
}

function scorePhone(match: RegExpExecArray, text: string): number {
  const { international, american, grouped, plain } = match.groups!;
  const number = (international ?? american ?? grouped ?? plain)!;
  const digits = number.replace(/\D/g, '');
  if (/^(\d)\1+$/.test(digits) || DATE_OR_TIME.test(number)) return 0;
  const word = wordBeside(match, text);
  const extended = match[0].length > number.length;
  if (international !== undefined) return scoreInternational(international, digits, word);
  if (american !== undefined) return scoreAmerican(american, word, extended);
  if (grouped !== undefined)
    return digits.length > 13 || digits.length < 6
      ? 0
      : scoreGrouped(grouped, word, { extended, alone: isAlone(match, text) });
  return word === 'strong' ? 0.65 : word === 'weak' && digits.length >= 10 && digits.length <= 12 ? 0.5 : 0;
}

type Word = 'strong' | 'weak' | undefined;

function wordBeside(match: RegExpExecArray, text: string): Word {
  const before = text.slice(Math.max(0, match.index - 40), match.index);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const end = match.index + match[0].length;
  if (STRONG.test(line) || AFTERWARDS.test(text.slice(end, end + 16))) return 'strong';
  return WEAK.test(line) ? 'weak' : undefined;
}

function scoreInternational(number: string, digits: string, word: Word): number {
  const plus = number.startsWith('+');
  const significant = plus ? digits : digits.replace(/^(?:00|011)/, '');
  const code = [1, 2, 3].some((length) => CALLING_CODES.has(significant.slice(0, length)));
  if (!code || significant.length < 8 || significant.length > 15) return word === undefined ? 0 : 0.55;
  if (word !== undefined) return 0.95;
  if (!plus) return 0.4;
  // Without a space in it, a plus sign and digits may be a sum or the line of a patch.
  return /[ ().-]/.test(number) ? 0.85 : digits.length >= 10 ? 0.7 : 0.4;
}

function scoreAmerican(number: string, word: Word, extended: boolean): number {
  if (word !== undefined || extended) return 0.9;
  const [area] = /\d{3}(?=\D{1,3}\d{3}\D\d{4}$)/.exec(number)!;
  const assigned = /^[2-9]/.test(area);
  if (number.includes('(')) return assigned ? 0.8 : 0.6;
  if (/^\+|^00|^1[ .-]/.test(number)) return 0.75;
  if (/^\d{3}-\d{3}-\d{4}$/.test(number)) return assigned ? 0.75 : 0.55;
  return assigned && number.includes('.') ? 0.55 : 0.4;
}

/** Not one of many numbers in a row, as in a table. */
function isAlone(match: RegExpExecArray, text: string): boolean {
  const end = match.index + match[0].length;
  return (
    !/\d[ \t|,;]{0,4}$/.test(text.slice(Math.max(0, match.index - 6), match.index)) &&
    !/^[ \t|,;]{0,4}\d/.test(text.slice(end, end + 6))
  );
}

function scoreGrouped(number: string, word: Word, { extended, alone }: { extended: boolean; alone: boolean }): number {
  if (word === 'strong') return 0.85;
  if (word === 'weak') return number.length >= 7 ? 0.7 : 0.55;
  if (extended || /^\(0\d{1,4}\) ?\d/.test(number)) return 0.5;
  // Of other numbers few begin with zero, fewer still in groups of which each but the first has three digits or more.
  return /^0\d{1,4}(?:[ -]\d{3,4}){2}$/.test(number) && alone ? 0.5 : 0;
}
