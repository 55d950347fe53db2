import type { Rule } from '../detect/rule-set';
import {
  passesBelgian,
  passesBsn,
  passesChineseId,
  passesCpf,
  passesGermanTax,
  passesIcao,
  passesLuhn,
  passesNhs,
  passesPesel,
  passesRouting,
  passesTfn,
  passesVerhoeff,
} from './check-digits';
import { isItin, isSsn } from './identity-shapes';

interface InContext {
  readonly id: string;
  readonly message: string;
  /** Words that must stand before, within a line: text for keywords, which is made a pattern as it is. */
  readonly words: readonly string[];
  readonly body: string;
  readonly score?: number;
  readonly accept?: (value: string) => boolean;
}

/** Numbers that only a word beside them makes an identity; most are bare digits. */
const IN_CONTEXT: readonly InContext[] = [
  {
    id: 'us-ssn',
    message: 'a US social security number',
    words: ['ssn', 'social security', 'soc sec', 'soc. sec', 'ss#', 'ss #', 'ss no', 'seguro social'],
    body: String.raw`\d{3}[ -]?\d{2}[ -]?\d{4}`,
    accept: (value) => isSsn(value) && !value.startsWith('123456789'),
  },
  {
    id: 'us-itin',
    message: 'a US individual taxpayer number',
    words: ['itin', 'taxpayer', 'tax id', 'tin'],
    body: String.raw`9\d{2}[ -]?\d{2}[ -]?\d{4}`,
    accept: isItin,
  },
  {
    id: 'us-driver-license',
    message: 'a driver’s license number',
    words: [
      'driver licen',
      'drivers licen',
      'driver’s licen',
      "driver's licen",
      'drivers lic',
      "driver's lic",
      'driver lic',
      'driving licen',
      'dl number',
      'dl no',
      'dl#',
      'führerschein',
      'permis de conduire',
      'rijbewijs',
    ],
    body: String.raw`(?=[A-Za-z]{0,4}\d{4})(?:[A-Z]{1,2}\d{5,14}[A-Z]?|\d{7,12}|[A-Z]\d{2,3}-\d{3,4}-\d{2,4}(?:-\d{2,4})?(?:-\d)?|[A-Z]{5}\d{6}[A-Z0-9]{5,7})`,
    score: 0.85,
  },
  {
    id: 'uk-nhs',
    message: 'a UK NHS number',
    words: ['nhs'],
    body: String.raw`\d{3}[ -]?\d{3}[ -]?\d{4}`,
    accept: passesNhs,
  },
  {
    id: 'de-tax-id',
    message: 'a German tax number',
    words: [
      'steuer-id',
      'steuerid',
      'steueridentifikation',
      'identifikationsnummer',
      'steuer-ident',
      'steuernummer',
      'idnr',
      'tax id',
      'tin',
      'tax number',
    ],
    body: String.raw`\d{2} ?\d{3} ?\d{3} ?\d{3}`,
    accept: passesGermanTax,
  },
  {
    id: 'de-id-card',
    message: 'a German identity card number',
    words: ['personalausweis', 'ausweisnummer', 'ausweis-nr', 'identity card', 'id card'],
    body: '[CFGHJKLMNPRTVWXYZ0-9]{9}[0-9]',
    accept: (value) => passesIcao(value) && /\d/.test(value),
  },
  {
    id: 'passport',
    message: 'a passport number',
    words: [
      'passport',
      'reisepass',
      'passeport',
      'pasaporte',
      'passaporto',
      'passaporte',
      'paspoort',
      'paszport',
      'паспорт',
    ],
    body: String.raw`(?=(?:[A-Z]{0,4}\d){4})(?:[A-Z]{1,3}\d{6,8}|\d{8,9}|\d{2}[A-Z]{2}\d{5}|[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}|\d{2} \d{2} \d{6})`,
    score: 0.8,
  },
  {
    id: 'nl-bsn',
    message: 'a Dutch citizen service number',
    words: ['bsn', 'burgerservicenummer', 'sofinummer', 'sofi-nummer'],
    body: String.raw`\d{4}[ .]?\d{2}[ .]?\d{3}`,
    accept: passesBsn,
  },
  { id: 'pl-pesel', message: 'a Polish PESEL', words: ['pesel'], body: String.raw`\d{11}`, accept: passesPesel },
  {
    id: 'in-aadhaar',
    message: 'an Aadhaar number',
    words: ['aadhaar', 'aadhar', 'uidai', 'आधार'],
    body: String.raw`[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}`,
    accept: passesVerhoeff,
  },
  { id: 'br-cpf', message: 'a Brazilian CPF', words: ['cpf'], body: String.raw`\d{11}`, accept: passesCpf },
  {
    id: 'ca-sin',
    message: 'a Canadian social insurance number',
    words: ['sin', 'social insurance', 'assurance sociale'],
    body: String.raw`[1-79]\d{2}[ -]?\d{3}[ -]?\d{3}`,
    accept: passesLuhn,
  },
  {
    id: 'au-tfn',
    message: 'an Australian tax file number',
    words: ['tfn', 'tax file'],
    body: String.raw`\d{3}[ -]?\d{3}[ -]?\d{3}`,
    accept: passesTfn,
  },
  {
    id: 'se-personnummer',
    message: 'a Swedish personal identity number',
    words: ['personnummer', 'personnr', 'personal identity number', 'swedish id'],
    body: String.raw`(?:19|20)?\d{6}[-+]?\d{4}`,
    accept: (value) => passesLuhn(value.replace(/\D/g, '').slice(-10)),
  },
  {
    id: 'be-national-number',
    message: 'a Belgian national number',
    words: ['rijksregister', 'registre national', 'numéro national', 'national number', 'insz', 'niss'],
    body: String.raw`\d{2}[.]?\d{2}[.]?\d{2}[- ]?\d{3}[. ]?\d{2}`,
    accept: passesBelgian,
  },
  {
    id: 'cn-resident-id',
    message: 'a Chinese resident identity number',
    words: ['身份证', '身份號', '身分證'],
    body: String.raw`\d{17}[\dXx]`,
    accept: passesChineseId,
  },
  {
    id: 'us-bank-routing',
    message: 'a US bank routing number',
    words: ['routing', 'aba '],
    body: String.raw`[0-3]\d{8}`,
    score: 0.8,
    accept: passesRouting,
  },
];

const DATE = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}(?:st|nd|rd|th|\.)?(?: of| de)? \p{L}{3,10}\.?,?(?: de)? (?:19|20)\d{2}|\p{L}{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)`;
const BIRTH_WORDS = [
  ...[
    'born on',
    'born in',
    'was born',
    'date of birth',
    'birth date',
    'birthdate',
    'birthday',
    'dob',
    'd.o.b',
    'born:',
  ],
  ...['geburtsdatum', 'geboren am', 'geburtstag', 'né le', 'née le', 'date de naissance', 'fecha de nacimiento'],
  ...['nacido el', 'nacida el', 'data di nascita', 'nato il', 'nata il', 'data de nascimento', 'geboortedatum'],
  ...['geboren op', 'data urodzenia', 'дата рождения', '生年月日', '出生日期'],
];

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function inContext({ id, message, words, body, score, accept }: InContext): Rule {
  const start = words.map((word) => (/^[a-z]/.test(word) ? String.raw`(?<![A-Za-z])${escaped(word)}` : escaped(word)));
  // A short word must end where it ends: `tin` is not the start of `tint`.
  const between = String.raw`(?![a-z]{0,2}ing\b)(?: ?\([^()\n]{1,40}\))?[^\d\n]{0,32}?(?:\n[^\d\n]{0,8})?`;
  return {
    id,
    message,
    keywords: words,
    pattern: new RegExp(`(?:${start.join('|')})${between}(?<![A-Za-z0-9])(?<hit>${body})(?![A-Za-z0-9-])`, 'gi'),
    severity: 'high',
    score: score ?? 0.95,
    before: 2,
    after: 110,
    ...(accept === undefined ? {} : { accept: (match: RegExpExecArray) => accept(match.groups!['hit']!) }),
  };
}

const dateOfBirth: Rule = {
  id: 'date-of-birth',
  message: 'a date of birth',
  keywords: BIRTH_WORDS,
  pattern: new RegExp(`(?:${BIRTH_WORDS.map(escaped).join('|')})[^\\d\\n]{0,24}?(?<hit>${DATE})(?![\\w])`, 'giu'),
  severity: 'medium',
  score: 0.85,
  before: 2,
  after: 110,
};

export const IDENTITY_RULES: readonly Rule[] = [...IN_CONTEXT.map(inContext), dateOfBirth];
