import { isNamedOtherwise } from './phone';
import { mod97, passesLuhn } from './check-digits';
import { after, before, type Shape } from './shape';

const CARD_WORDS =
  /\b(?:card|credit|debit|visa|master ?card|amex|american express|discover|maestro|cc|pan|karte|kreditkarte|carte|tarjeta|carta|cartão|kaart|karta|карт)/i;
const PAYMENT_WORDS = /\b(?:pay(?:ing|ment)?|paid|charged?|refund(?:ed|s)?|billed|zahlung|paiement|pago|pagamento)\b/i;
/** The day a card expires, its check code, its brand. */
const CARD_AFTER = /\b(?:0[1-9]|1[0-2]) ?\/ ?(?:20)?[23]\d\b|\b(?:cvc|cvv2?|exp|visa|mastercard|amex|declined)\b/i;
/** Issuers by leading digits and length: Visa, Mastercard, American Express, Discover, Diners, JCB, Maestro, UnionPay, Mir. */
const ISSUERS: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^(?:6011|64[4-9]\d|65\d{2})\d{12}(?:\d{3})?$/,
  /^3(?:0[0-5]|[689]\d)\d{11}$/,
  /^(?:352[89]|35[3-8]\d)\d{12}$/,
  /^(?:2131|1800)\d{11}$/,
  /^(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15}$/,
  /^62\d{14,17}$/,
  /^220[0-4]\d{12}$/,
];

/** Numbers that manuals print: four different digits at most, or a run upwards. */
const isManualNumber = (digits: string) => new Set(digits).size <= 3 || /0123456789|123456789/.test(digits);

const scoreCard: Shape['score'] = (value, place) => {
  const digits = value.replace(/\D/g, '');
  if (!ISSUERS.some((issuer) => issuer.test(digits)) || !passesLuhn(digits)) return 0;
  if (isManualNumber(digits)) return 0.45;
  if (CARD_WORDS.test(before(place, 60))) return 1;
  if (value !== digits) return 0.9;
  if (isNamedOtherwise(before(place))) return 0.4;
  if (PAYMENT_WORDS.test(before(place, 40)) || CARD_AFTER.test(after(place, 40))) return 0.65;
  // Every tenth number passes Luhn: without a word or a space in it, sixteen digits may count anything.
  if (digits.length === 16) return /^(?:4|5[1-5])/.test(digits) ? 0.6 : /^(?:62|220)/.test(digits) ? 0.4 : 0.5;
  return /^3[47]/.test(digits) ? 0.5 : 0.4;
};

/** Length by country, from the IBAN registry of SWIFT. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 ' +
    'LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 ' +
    'RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Where banks and accounts have numbers and no letters; a hash in hex has both. */
const ALL_DIGITS = /^(?:AE|AT|BA|BE|CZ|DE|DK|EE|ES|FI|HR|HU|IL|IS|LT|ME|NO|PL|PT|RS|SE|SI|SK|XK)(?!\d+$)/;

/** Whether a text is an IBAN, in spaced or plain spelling. */
export function isIban(value: string): boolean {
  const compact = value.replace(/[ -]/g, '').toUpperCase();
  const oneCase = value === value.toUpperCase() || value === value.toLowerCase();
  return (
    oneCase &&
    !ALL_DIGITS.test(compact) &&
    IBAN_LENGTHS[compact.slice(0, 2)] === compact.length &&
    mod97(compact.slice(4) + compact.slice(0, 4)) === 1
  );
}

export const CARD: Shape = {
  id: 'card',
  message: 'a payment card number',
  severity: 'high',
  body: /\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4}(?:[ .-]?\d{3})?|3[47]\d{2}[ .-]\d{6}[ .-]\d{5}|3[0689]\d{2}[ .-]\d{6}[ .-]\d{4}|\d{13,19}/,
  score: scoreCard,
};

/** Groups of four as banks print them, or all in a row. */
export const IBAN: Shape = {
  id: 'iban',
  message: 'an IBAN',
  severity: 'high',
  body: /[A-Za-z]{2}\d{2}(?:(?: [A-Za-z0-9]{4}){2,7}(?: [A-Za-z0-9]{1,3})?|(?:-[A-Za-z0-9]{4}){2,7}(?:-[A-Za-z0-9]{1,3})?|[A-Za-z0-9]{11,30})/,
  lengthOf: (value) => placeAfter(value, IBAN_LENGTHS[value.slice(0, 2).toUpperCase()] ?? 0),
  score: (value) => (isIban(value) ? 0.98 : 0),
};

/** The index after so many letters and digits. */
function placeAfter(value: string, count: number): number {
  let seen = 0;
  for (let index = 0; index < value.length && seen <= count; index += 1) {
    if (value[index] === ' ' || value[index] === '-') continue;
    if (seen === count) return index > 0 && /[ -]/.test(value[index - 1]!) ? index - 1 : index;
    seen += 1;
  }
  return value.length;
}
