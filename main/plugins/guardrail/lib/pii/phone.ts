import { asciiPatternOf, isAscii } from '../detect/ascii-pattern';
import type { Hit } from '../detect/detector';

const EXTENSION = String.raw`(?:,? {0,2}(?:x|[Ee][Xx][Tt](?:\.|ension)?|[Dd]urchwahl|DW|[Pp]oste|[Rr]amal|[Aa]nexo|wew\.|int\.)[ :]{0,2}\d{1,6})?`;
const SEPARATOR = String.raw`[ .\-/\u00a0\u2010\u2011]`;
const GAP = String.raw`(?:${SEPARATOR}{1,2}| \/ )`;
/** `+` and the whole number; the form of North America; groups of digits as people write them; digits in a row. */
const NUMBER = new RegExp(
  [
    String.raw`(?<![A-Za-z0-9_./$€£#%@&+*~^-]|\d[,:])(?:`,
    String.raw`(?<international>(?:(?:\+|00 ?(?=[2-9])|011[ -])\d{1,3}|\(\+\d{1,3}\))(?:${SEPARATOR}?\(0?\d{1,4}\))?(?:(?:${SEPARATOR}| [/–-] )?\d){6,12})|`,
    String.raw`(?<american>(?:(?:\+|00)?1[ .-]?)?(?:\(\d{3}\)[ -]?|\d{3}[-. ])\d{3}[-. ]\d{4})|`,
    // A digit in front of the area code leads to the long-distance line: `8 (912) …`, `0 (532) …`.
    String.raw`(?<grouped>(?:(?:[08][ -]?)?\(\d{2,5}\)${SEPARATOR}{0,2}(?:\d[ ])?\d{2,8}|(?:\d[ -](?=\d{3,4}[ -]))?\d{2,7}${GAP}\d{2,10}|0\d{1,4} [–-] \d{2,8})(?:${GAP}\d{1,8}){0,4})|`,
    String.raw`(?<plain>\d{7,13})`,
    String.raw`)${EXTENSION}(?![\p{L}\d_]|[.,:/]\d)`,
  ].join(''),
  'gu',
);
const PLAIN_NUMBER = asciiPatternOf(NUMBER);
const DATE_OR_TIME =
  /^(?:(?:19|20)\d{2}[-./ ](?:0?[1-9]|1[0-2])(?:[-./ ](?:0?[1-9]|[12]\d|3[01]))?(?:[ ]\d{2})*|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d{2}(?: \d{2})?|(?:19|20)\d{2} ?[-–/] ?(?:19|20)?\d{2})$/;
/** What is counted or paid is not dialled. */
const UNIT =
  /^\s?(?:zł|[€£$%]|kr\b|Kč|Ft\b|EUR|USD|GBP|PLN|CHF|SEK|[kMG]i?[BW]h?\b|bytes|[kcm]?m²?\b|kg|ms\b|px|users|people|items|rows)/;
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

/** Finds telephone numbers: written so that they can be nothing else anywhere, others beside a word that says so. */
export function findPhones(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(isAscii(text) ? PLAIN_NUMBER : NUMBER)) {
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
  const end = match.index + match[0].length;
  if (UNIT.test(text.slice(end, end + 12))) return 0;
  const word = wordBeside(match, text);
  const extended = match[0].length > number.length;
  if (word === 'other' && !extended && !/^\+|^\(/.test(number)) return 0.3;
  const circumstances = { word, extended, alone: word === undefined && isAlone(match, text) };
  if (international !== undefined) {
    const score = scoreInternational(international, digits, circumstances);
    // `011` leads abroad from North America, and to Johannesburg and Buenos Aires at home.
    return circumstances.alone ? Math.max(score, scoreNational(international, digits.length)) : score;
  }
  if (american !== undefined) return scoreAmerican(american, circumstances);
  if (grouped !== undefined)
    return digits.length > 13 || digits.length < 6 ? 0 : scoreGrouped(grouped, digits.length, circumstances);
  return word === 'strong' ? 0.65 : word === 'weak' && digits.length >= 10 && digits.length <= 12 ? 0.5 : 0;
}

interface Circumstances {
  readonly word: PhoneWord;
  readonly extended: boolean;
  readonly alone: boolean;
}

function scoreInternational(number: string, digits: string, { word, alone }: Circumstances): number {
  const plus = /^\(?\+/.test(number);
  const significant = plus ? digits : digits.replace(/^(?:00|011)/, '');
  const code = [1, 2, 3].some((length) => CALLING_CODES.has(significant.slice(0, length)));
  const says = word === 'strong' || word === 'weak';
  if (!code || significant.length < 8 || significant.length > 15) return says ? 0.55 : 0;
  if (says) return 0.95;
  if (!plus) {
    // The code stands apart, or the whole number stands in groups after it: `0044 20 …`.
    const first = /^(?:00|011[ -]) ?(\d{1,3})[ ()./-]/.exec(number)?.[1];
    return alone && first !== undefined && CALLING_CODES.has(first) ? 0.6 : 0.4;
  }
  // Without a space in it, a plus sign and digits may be a sum or the line of a patch.
  return /[ ().-]/.test(number) ? 0.85 : digits.length >= 10 ? 0.7 : 0.4;
}

function scoreAmerican(number: string, { word, extended, alone }: Circumstances): number {
  if (word === 'strong' || word === 'weak' || extended) return 0.9;
  const [area] = /\d{3}(?=\D{1,3}\d{3}\D\d{4}$)/.exec(number)!;
  const assigned = /^[2-9]/.test(area);
  if (number.includes('(')) return assigned ? 0.8 : 0.6;
  if (/^\+|^00|^1[ .-]/.test(number)) return 0.75;
  if (/^\d{3}-\d{3}-\d{4}$/.test(number)) return assigned ? 0.75 : 0.55;
  if (assigned && number.includes('.')) return 0.55;
  const grouped = /^0[1-9]\d /.test(number) || (/^[2-9]\d\d.[2-9]/.test(number) && !isMeasured(number));
  return alone && grouped ? 0.55 : 0.4;
}

/** Sizes and counts are round, numbers of lines are not. */
const isMeasured = (number: string) =>
  number.split(/\D/).filter((group) => /0$|^(?:256|512|768|1024|2048|4096)$/.test(group)).length > 1;

/** Not one of many numbers in a row, as in a table. */
function isAlone(match: RegExpExecArray, text: string): boolean {
  const end = match.index + match[0].length;
  return (
    !/\d[ \t|,;]{0,4}$/.test(text.slice(Math.max(0, match.index - 6), match.index)) &&
    !/^[ \t|,;]{0,4}\d/.test(text.slice(end, end + 6))
  );
}

function scoreGrouped(number: string, digits: number, { word, extended, alone }: Circumstances): number {
  if (word === 'strong') return 0.85;
  // `2024/0815` and `10.1145` are seldom dialled.
  if (word === 'weak') return /^\d+\.\d+$|^(?:19|20)\d\d[/-]\d{3,6}$/.test(number) ? 0.45 : digits < 7 ? 0.55 : 0.7;
  if (extended || /^\(0\d{1,4}\) ?\d/.test(number)) return 0.5;
  return alone ? scoreNational(number, digits) : 0;
}

/** What the words around a number say of it: a telephone, perhaps one, or something else that has numbers. */
type PhoneWord = 'strong' | 'weak' | 'other' | undefined;

const STRONG =
  /(?:phone|\bt[ée]l\b|tel[.:]|mobil|\bcell\b|cell[ -]?(?:phone|number|no)|\bfax|whatsapp|\bsms\b|hotline|helpline|\b(?:support|land|direct) ?line|\bdial(?:l?ed|l?ing)?\b|\bcaller\b|\bvoicemail|telefon|handy|rufnummer|rückruf|téléphone|portable|\bgsm\b|teléfono|\btfno|\btlf|móvil|celular|telefone|telem[óo]vel|telefono|cellulare|telefoon|\bpuh(?:elin)?\b|komórk|телефон|電話|电话|手机|携帯|전화|\b(?:mob|ph|fon|cel)[.:])/iu;
const WEAK =
  /(?:\bcall(?:ed|ing)?\b|\brang\b|\breach|\bcontact|\banswering|\btext (?:me|us|him|her)\b|\bring\b|\boffice\b|\bextension\b|\bcallback|\bnumber is\b|appeler|\bjoindre|llám|llam|anruf|erreichbar|chiama|\bligue|\bligar|\bbel (?:me|ons|even)|\bbellen|dzwo[nń]|\bring på|(?:^|[\s|,;/])[TMPF][.:]\s?$)/iu;
const AFTERWARDS = /^[ \-–,(]{1,3}(?:office|fax|mobile|cell|home|work|phone|tel|direct|main|büro|privat|bureau)\b/i;
/** Right before a number, these are what it counts or names. */
const OTHER =
  /(?:\b(?:order|invoice|ticket|case|tracking|account|acct|serial|part|item|sku|ref|reference|customer|client|policy|claim|batch|lot|model|version|build|release|isbn|issn|doi|ean|upc|vin|booking|confirmation|transaction|shipment|parcel|ordern\w+|contract|licen[cs]e|iban|konto|kundennummer|bestell\w*|bestilling|rechnungs?\w*|auftrag\w*|vertrag\w*|commande|facture|dossier|pedido|factura|ordine|fattura|zam[óo]wieni\w*|faktur\w*|bestelling|factuur|encomenda|fatura)(?:[ _-]?(?:no|nr|num|number|id|code|n[°º]))?|\w[ _-](?:id|sku)|\bid)["']?[\s.:#=]{0,4}(?:is |was |lautet |est )?["']?$/iu;

const WORDS = { strong: STRONG, weak: WEAK };
const PLAIN_WORDS = { strong: asciiPatternOf(STRONG), weak: asciiPatternOf(WEAK) };
const PLAIN_OTHER = asciiPatternOf(OTHER);

function wordBeside(match: RegExpExecArray, text: string): PhoneWord {
  const before = text.slice(Math.max(0, match.index - 40), match.index);
  const end = match.index + match[0].length;
  // In columns of numbers there is no word to look for.
  if (!LETTER.test(before) && !LETTER.test(text.slice(end, end + 16))) return undefined;
  const line = lastLine(before);
  const { strong, weak } = isAscii(line) ? PLAIN_WORDS : WORDS;
  if (strong.test(line) || AFTERWARDS.test(text.slice(end, end + 16))) return 'strong';
  if (isNamedOtherwise(line)) return 'other';
  return weak.test(line) || isBesideMailbox(match.index, end, text) ? 'weak' : undefined;
}

/** Whether what stands right before a number says that it is an order’s, an invoice’s, a parcel’s. */
export const isNamedOtherwise = (before: string): boolean => (isAscii(before) ? PLAIN_OTHER : OTHER).test(before);

/** The line up to here; if nothing stands on it yet, the line above is its heading. */
function lastLine(before: string): string {
  const trimmed = before.replace(/[\s>*|-]+$/, '');
  return before.slice(trimmed.lastIndexOf('\n') + 1);
}

const LETTER = /\p{L}/u;
const NEAR = 48;

/** In a signature or the row of an address book, a mailbox stands beside the number. */
function isBesideMailbox(start: number, end: number, text: string): boolean {
  const at = text.indexOf('@', Math.max(0, start - NEAR));
  if (at < 0 || at > end + NEAR) return false;
  return (
    /@[\w.-]{2,30}\.[a-z]{2,10}[>"')]{0,2}[\s|/,;·•-]{1,4}$/i.test(text.slice(Math.max(0, start - NEAR), start)) ||
    /^[\s|/,;·•-]{1,4}[<"'(]?[\w.+-]{1,30}@/.test(text.slice(end, end + NEAR))
  );
}

interface National {
  readonly form: RegExp;
  readonly score: number;
  /** How many digits there are in all. */
  readonly least: number;
  readonly most: number;
}

const national = (form: RegExp, score: number, least = 9, most = 11): National => ({ form, score, least, most });

/** How numbers are grouped within countries, where nothing else is grouped so; most begin with the zero of the trunk line. */
const FORMS: readonly National[] = [
  // Five pairs: France.
  national(/^0[1-9]([ .-])\d{2}(?:\1\d{2}){3}$/, 0.65),
  // Of other numbers few begin with zero, fewer still in groups of which each but the first has three digits or more.
  national(/^0[1-9]\d{0,3}(?:[ -]\d{3,4}[ -]\d{4}|[ -]\d{4}[ -]\d{3})$/, 0.55, 9, 12),
  national(/^0[1-9]\d{2,3}[ -]\d{3}[ -]\d{3}$/, 0.55),
  // Switzerland, Sweden, Belgium, Turkey.
  national(/^0[1-9]\d{0,2}[ -]\d{3}([ -])\d{2}\1\d{2}$/, 0.55),
  national(/^0[1-9]\d{1,2}(?: \d{2}){3}$/, 0.55),
  // Germany, Austria, Belgium with a stroke after the area.
  national(/^0[1-9]\d{0,3} ?\/ ?\d{2,8}(?:[ .-]\d{1,4}){0,3}$/, 0.6, 8, 13),
  // An area and the rest of it in one.
  national(/^0[1-9]\d{0,4} \d{5,8}(?:-\d{1,3})?$/, 0.5, 9, 13),
  national(/^0[1-9]\d{0,3}-\d{6,8}$/, 0.5),
  national(/^0[1-9]\d{1,2}-\d{3} \d{4}$/, 0.5),
  national(/^0[1-9]([ -])\d{2}\1\d{3}[ -]\d{4}$/, 0.55),
  // Russia, Turkey: the long-distance digit stands apart.
  national(/^8[ -]?\(?\d{3}\)?[ -]?\d{3}-\d{2}-\d{2}$/, 0.75),
  national(/^0 ?\(?\d{3}\)? ?\d{3}([ -])\d{2}\1\d{2}$/, 0.65),
  // Brazil.
  national(/^\(\d{2}\) ?(?:9 ?)?\d{4}-\d{4}$/, 0.75),
  national(/^[1-9]\d 9\d{4}[- ]\d{4}$/, 0.5),
  national(/^\(\d{2,4}\) ?\d{2,4}(?:[ -]\d{2,4}){1,3}$/, 0.55),
  // Mobile numbers of China.
  national(/^1[3-9]\d([ -])\d{4}\1\d{4}$/, 0.55),
];

/** How sure a number in groups is a telephone number of some country, without a word that says so. */
function scoreNational(number: string, digits: number): number {
  if (isCount(number)) return 0;
  const found = FORMS.find(({ form, least, most }) => digits >= least && digits <= most && form.test(number));
  return found?.score ?? 0;
}

/** `01 02 03 04 05`. */
function isCount(number: string): boolean {
  const groups = number.split(/\D+/).map(Number);
  return groups.length > 2 && groups.every((group, index) => index === 0 || group === groups[index - 1]! + 1);
}
