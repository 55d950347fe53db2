import {
  passesChineseId,
  passesCnpj,
  passesCodiceFiscale,
  passesCpf,
  passesDni,
  passesEan,
  passesHetu,
  passesNir,
  passesNric,
  passesVerhoeff,
} from './check-digits';
import { before, type Shape } from './shape';

const shape = (id: string, message: string, body: RegExp, score: Shape['score']): Shape => ({
  id,
  message,
  severity: 'high',
  body,
  score,
});

/** SSA: no area 000, 666 or 900 to 999, no group 00, no serial 0000. */
export const isSsn = (value: string): boolean => /^(?!000|666|9)\d{3}[- ]?(?!00)\d{2}[- ]?(?!0000)\d{4}$/.test(value);
const SSN_SAMPLES = new Set([
  '078051120',
  '123456789',
  '219099999',
  '111111111',
  '222222222',
  '123121234',
  '111223333',
]);

/** IRS: 9, then a group from 50 to 65, 70 to 88, 90 to 92 or 94 to 99. */
export const isItin = (value: string): boolean =>
  /^9\d{2}[- ]?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[- ]?\d{4}$/.test(value);

const scoreSsn: Shape['score'] = (value, place) => {
  if (!isSsn(value)) return 0;
  if (SSN_SAMPLES.has(value.replace(/\D/g, ''))) return 0.4;
  return /ssn|social|security|\btax|\bss ?#/i.test(before(place, 60)) ? 1 : 0.75;
};

/** As long as a card number, and told from it by the date in them: to be looked for first. */
export const LONG_IDENTITIES: readonly Shape[] = [
  shape(
    'cn-resident-id',
    'a Chinese resident identity number',
    /[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]/,
    (value) => (passesChineseId(value) ? 0.85 : 0),
  ),
  shape(
    'fr-nir',
    'a French social security number',
    /(?!2131|1800)[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}/,
    (value) => (passesNir(value) ? (/[ .]/.test(value) ? 0.95 : 0.7) : 0),
  ),
];

/** National identity numbers whose form or check digit is telling without any word beside them; digits first. */
export const DIGIT_IDENTITIES: readonly Shape[] = [
  shape('us-ssn', 'a US social security number', /\d{3}-\d{2}-\d{4}/, (value, place) =>
    isItin(value) ? 0 : scoreSsn(value, place),
  ),
  shape('br-cpf', 'a Brazilian CPF', /\d{3}\.\d{3}\.\d{3}-\d{2}/, (value) => (passesCpf(value) ? 0.95 : 0)),
  shape('br-cnpj', 'a Brazilian CNPJ', /\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}/, (value) => (passesCnpj(value) ? 0.95 : 0)),
  shape('ch-ahv', 'a Swiss social insurance number', /756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}/, (value) =>
    passesEan(value) ? (/\D/.test(value) ? 0.95 : 0.45) : 0,
  ),
  shape('in-aadhaar', 'an Aadhaar number', /[2-9]\d{3}[ -]\d{4}[ -]\d{4}/, (value, place) =>
    passesVerhoeff(value) && new Set(value).size > 4
      ? /aadhaar|aadhar|uidai|\buid\b/i.test(before(place))
        ? 0.98
        : 0.55
      : 0,
  ),
  shape('es-dni', 'a Spanish DNI', /(?:\d{8}|\d{2}\.\d{3}\.\d{3})[- ]?[A-HJ-NP-TV-Z]/, (value, place) =>
    passesDni(value)
      ? /\b(?:dni|nif|documento|identidad)\b/i.test(before(place))
        ? 0.97
        : value.startsWith('12345678')
          ? 0.4
          : 0.55
      : 0,
  ),
  shape(
    'fi-hetu',
    'a Finnish personal identity code',
    /(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[-+A]\d{3}[0-9A-FHJ-NPR-Y]/,
    (value) => (passesHetu(value) ? 0.85 : 0),
  ),
];

/** The same, letters first. */
export const LETTER_IDENTITIES: readonly Shape[] = [
  shape(
    'it-codice-fiscale',
    'an Italian codice fiscale',
    /[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]/,
    (value) => (passesCodiceFiscale(value) ? 0.97 : 0),
  ),
  shape(
    'mx-curp',
    'a Mexican CURP',
    /[A-Z][AEIOUX][A-Z]{2}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d/,
    () => 0.95,
  ),
  shape(
    'uk-nino',
    'a UK National Insurance number',
    /(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]/,
    (value, place) =>
      /national insurance|\bni(?:no)?\b/i.test(before(place)) ? 0.98 : value.includes(' ') ? 0.8 : 0.55,
  ),
  shape('in-pan', 'an Indian PAN', /[A-Z]{3}[PCHFATBLJG][A-Z]\d{4}[A-Z]/, (_, place) =>
    /\bpan\b|permanent account|income tax/i.test(before(place)) ? 0.97 : 0.55,
  ),
  shape('es-nie', 'a Spanish NIE', /[XYZ][- ]?\d{7}[- ]?[A-HJ-NP-TV-Z]/, (value) => (passesDni(value) ? 0.7 : 0)),
  shape('sg-nric', 'a Singapore NRIC', /[STFG]\d{7}[A-Z]/, (value) => (passesNric(value) ? 0.7 : 0)),
];
