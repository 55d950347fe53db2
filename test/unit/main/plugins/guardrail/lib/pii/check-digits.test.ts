import { describe, expect, it } from 'vitest';
import * as check from '../../../../../../../main/plugins/guardrail/lib/pii/check-digits';

const CASES: readonly (readonly [string, (value: string) => boolean, string])[] = [
  ['Luhn', check.passesLuhn, '4539148803436467'],
  ['Verhoeff', check.passesVerhoeff, '234123412346'],
  ['German tax', check.passesGermanTax, '86095742719'],
  ['NHS', check.passesNhs, '9434765919'],
  ['BSN', check.passesBsn, '111222333'],
  ['PESEL', check.passesPesel, '44051401359'],
  ['CPF', check.passesCpf, '52998224725'],
  ['CNPJ', check.passesCnpj, '11222333000181'],
  ['TFN', check.passesTfn, '123456782'],
  ['EAN', check.passesEan, '7569217076985'],
  ['NIR', check.passesNir, '255081416802538'],
  ['DNI', check.passesDni, '54362315K'],
  ['codice fiscale', check.passesCodiceFiscale, 'RSSMRA85T10A562S'],
  ['Chinese identity', check.passesChineseId, '11010519491231002X'],
  ['NRIC', check.passesNric, 'S1234567D'],
  ['HETU', check.passesHetu, '131052-308T'],
  ['routing', check.passesRouting, '021000021'],
  ['Belgian', check.passesBelgian, '85073003328'],
];

describe('check digits', () => {
  it.each(CASES)('%s accepts a right number', (_, passes, value) => {
    expect(passes(value)).toBe(true);
  });

  it.each(CASES)('%s notices a wrong last character', (_, passes, value) => {
    const others = (/\d$/.test(value) ? '0123456789' : 'ABCDEFGHJKLMNPRTWYZ').replace(value.at(-1)!, '');
    expect([...others].filter((last) => passes(value.slice(0, -1) + last))).toEqual([]);
  });

  it('counts the remainder of an IBAN with letters', () => {
    expect(check.mod97('3704004405320130' + '00DE89')).toBe(1);
    expect(check.mod97('3704004405320130' + '00DE88')).not.toBe(1);
  });
});
