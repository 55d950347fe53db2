import { describe, expect, it } from 'vitest';
import { createPiiDetector } from '../../../../../../../main/plugins/guardrail/lib/pii/pii-detector';

const detector = createPiiDetector();
const found = (text: string, member?: string) =>
  detector
    .detect({ text, form: 'plain', phase: 'output', at: '/text', member, isKey: false })
    .filter(({ score }) => score >= 0.5)
    .map(({ rule, start, end }) => [rule, text.slice(start, end)]);

const card = '4539 1488 0343 6467';

describe('createPiiDetector', () => {
  it.each([
    ['email', 'write to ', 'mara.lind+news@posthaus.de', ' today'],
    ['email', '<', 'o’brien'.replace('’', "'") + '@mail.acme.co.uk', '>'],
    ['phone', 'Call me: ', '+49 30 90182-0', ''],
    ['phone', 'tel:', '+14155550132', ''],
    ['phone', '', '(415) 555-0132', ' is the desk'],
    ['phone', 'Reach me at ', '415-555-0132 ext. 12', '.'],
    ['phone', 'Telefon ', '030 9018 2010', ''],
    ['phone', 'mobile: ', '07700 900 123', ''],
    ['phone', 'Tél : ', '01.64.88.40.82', ''],
    ['phone', 'Telefon: ', '089 / 486136-2', ''],
    ['phone', 'GSM ', '0475/13.01.14', ''],
    ['phone', 'Call me at ', '001-415-555-0132x890', ', please'],
    ['phone', '', '(415)555-0132', ''],
    ['phone', 'or ', '415.555.0132', '.'],
    ['phone', 'Interpreter: ', '8 (912) 345-67-89', ''],
    ['phone', 'Móvil ', '(+34) 638 648 064', ''],
    ['phone', 'mara@posthaus.de | ', '609 99 68 08', ''],
    ['phone', 'Phone:\n', '9018 2010', ''],
    ['email', "user '", 'mara.lind@posthaus.de', "' logged in"],
    ['email', 'https://acme.dev/u?mail=', 'mara.lind@posthaus.de', '&x=1'],
    ['email', '', 'mara.lind@posthaus.de', ': hello'],
    ['email', 'to ', 'mara.lind@company.com', ''],
    ['card', 'card ', card.replaceAll(' ', '.'), ''],
    ['card', 'charge ', '378282246310005', ' today'],
    ['card', '', '36148900647913', ' 05/28'],
    ['us-ssn', 'SS# ', '536 22 8145', ''],
    ['us-ssn', 'SSN (since 2021): ', '536 22 8145', ''],
    ['de-tax-id', 'Identifikationsnummer: ', '86095742719', ''],
    ['fr-nir', 'NIR ', '255081416802538', ''],
    ['cn-resident-id', '', '110105194912310038', ''],
    ['ip-address', 'allow ', '81.169.145.27', '/32;'],
    ['ip-address', 'ssh root@', '81.169.145.27', ''],
    ['ip-address', '81.169.145.30:443 > ', '81.169.145.27', ':51234'],
    ['card', 'card ', card, ', thanks'],
    ['card', 'card ', card.replaceAll(' ', ''), ''],
    ['card', 'amex ', '3782 822463 10005', ''],
    ['iban', 'to ', 'DE89 3704 0044 0532 0130 00', ' by Friday'],
    ['iban', 'to ', 'GB82WEST12345698765432', ''],
    ['iban', 'to ', 'AT61 1904 3002 3457 3201', ' and so on'],
    ['us-ssn', 'SSN: ', '536-22-8145', ''],
    ['us-ssn', 'her social security number is ', '536228145', ''],
    ['us-itin', 'ITIN ', '912-70-1234', ''],
    ['phone', 'area ', '011 211 1091', ''],
    ['us-driver-license', "driver's license number ", 'D1234562', ''],
    ['uk-nino', 'National Insurance ', 'QQ123456C'.replace('QQ', 'AB'), ''],
    ['uk-nhs', 'NHS number ', '943 476 5919', ''],
    ['de-tax-id', 'Steuer-ID: ', '86 095 742 719', ''],
    ['passport', 'passport no. ', 'C01X00T47', ''],
    ['de-id-card', 'Personalausweis ', 'T220001293', ''],
    ['se-personnummer', 'personnummer ', '811228-9874', ''],
    ['be-national-number', 'rijksregisternummer: ', '85.07.30-033.28', ''],
    ['cn-resident-id', '', '11010519491231002X', ''],
    ['fi-hetu', '', '131052-308T', ''],
    ['sg-nric', 'NRIC ', 'S1234567D', ''],
    ['us-bank-routing', 'routing number ', '021000021', ''],
    ['fr-nir', 'NIR ', '2 55 08 14 168 025 38', ''],
    ['es-dni', 'DNI ', '54362315K', ''],
    ['es-nie', 'NIE ', 'X1234567L', ''],
    ['it-codice-fiscale', 'CF ', 'RSSMRA85T10A562S', ''],
    ['nl-bsn', 'BSN ', '111222333', ''],
    ['pl-pesel', 'PESEL ', '44051401359', ''],
    ['in-aadhaar', 'Aadhaar ', '2341 2341 2346', ''],
    ['in-pan', 'PAN ', 'AFZPK7190K', ''],
    ['br-cpf', '', '529.982.247-25', ''],
    ['br-cnpj', '', '11.222.333/0001-81', ''],
    ['ca-sin', 'SIN ', '130 692 544', ''],
    ['au-tfn', 'TFN ', '123 456 782', ''],
    ['ch-ahv', '', '756.9217.0769.85', ''],
    ['ip-address', 'from ', '81.169.145.27', ' today'],
    ['ip-address', 'from ', '2a01:4f8:c17:b8f::2', ''],
    ['mac-address', 'device ', '3c:22:fb:9a:10:4e', ''],
    ['crypto-wallet', 'pay ', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', ''],
    ['crypto-wallet', 'pay ', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', ''],
    ['crypto-wallet', 'pay ', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', ''],
    ['date-of-birth', 'born on ', '4 March 1981', ''],
    ['date-of-birth', 'Geburtsdatum: ', '04.03.1981', ''],
    ['date-of-birth', 'DOB ', '1981-03-04', ''],
    ['person-name', 'as Mr. ', 'Tobias Renner', ' said'],
    ['person-name', 'Hello, my name is ', 'Ada Okafor', ' and'],
    ['person-name', 'Kind regards,\n', 'Ines Moreau', '\n'],
    ['postal-address', 'at ', '221 Maple Grove Street, Apt. 4', ' since'],
    ['postal-address', 'wohnt ', 'Lindenstraße 12a', ' hinten'],
    ['postal-address', 'chez ', '12 rue de la Paix', ', merci'],
    ['postal-address', 'to ', 'P.O. Box 4711', ''],
  ])('finds %s, and all of it', (rule, before, value, after) => {
    expect(found(`${before}${value}${after}`)).toContainEqual([rule, value]);
  });

  it.each([
    ['France', '06 12 34 50 98'],
    ['France', '01.64.88.40.82'],
    ['the United Kingdom', '0161 496 0321'],
    ['the United Kingdom', '01632 960983'],
    ['Germany', '030/9018201'],
    ['Germany', '089 / 486136-2'],
    ['Austria', '0664/1406357'],
    ['Switzerland', '079 505 82 26'],
    ['Belgium', '0471 45 43 66'],
    ['the Netherlands', '06-41422020'],
    ['Hungary', '06-30-625-7357'],
    ['Turkey', '0 (532) 331 34 27'],
    ['Russia', '8 (912) 345-67-89'],
    ['Brazil', '(11) 99286-7019'],
    ['Poland', '(22) 515 78 92'],
    ['Japan', '03-5321-1111'],
    ['Korea', '010-4419-3459'],
    ['Australia', '0403 793 029'],
    ['China', '138 0014 5243'],
  ])('knows how %s writes %s', (_, number) => {
    expect(found(`Interpreter: ${number}.`)).toEqual([['phone', number]]);
  });

  it.each(['685 772 153', '07 475 724', '063-741-825', '55 5499 4240', '01 02 03 04 05', '12345-67890', '2024 10 01'])(
    'does not take %s for one',
    (number) => {
      expect(found(`see ${number}.`)).toEqual([]);
    },
  );

  it.each([
    ['a version', 'version 10.14.2.31'],
    ['a version', '"typescript": "^6.0.3", "vite": "8.3.8"'],
    ['a time', '2024-08-18T14:20:30.444884Z took 1714 ms'],
    ['a timestamp', '{"createdAt":1718041234567,"updatedAt":1718041239999}'],
    ['a commit', 'commit 5d41402abc4b2a76b9719d911017c592aabbccdd'],
    ['a UUID', 'f9e0c970-4fe0-42e7-ad63-2e4938b8dcca'],
    ['an order number', 'order 4539148803436468 shipped'],
    ['a wrong IBAN', 'DE89 3704 0044 0532 0130 01'],
    ['a wrong SSN', 'SSN 666-22-8145'],
    ['a loopback address', 'http://127.0.0.1:8080 and [::1]'],
    ['an address of this machine', '127.0.0.1, ::1'],
    ['C++', 'std::vector<a::b>::iterator'],
    ['a ratio', '12:34:56 and 16:9'],
    ['a patch', '@@ -120,7 +120,9 @@'],
    ['a DOI', 'doi:10.1000/182.4711 pages 120-134'],
    ['a scale', 'logo@2x.png'],
    ['a package', 'npm i left-pad@1.3.0 @types/node@20.19.43'],
    ['a remote', 'git@github.com:owner/name.git'],
    ['an address of an example', 'user@example.com'],
    ['a borrowed address', 'me@company.com or john.doe@acme.com'],
    ['a trace in hex', 'span_id=be312a8d9b3d9146'],
    ['a year', 'from 1998 to 2024'],
    ['a range', '2020-2024'],
    ['a hash in hex', '0x0000000000000000000000000000000000000000'],
    ['an ISBN', 'ISBN 978-3-16-148410-0'],
    ['a greeting to nobody', 'Hello World, dear all'],
    ['an order number in groups', 'Your order number is 1990-084629.'],
    ['an invoice number', 'Invoice number is 0586 6204 81'],
    ['an identifier beside a call', 'Call for papers, DOI 10.1092/npwbt.8402'],
    ['a sum', 'telephone bill 4146.55 EUR, or 1 591 339 zł'],
    ['sizes', 'resize 640 480 1080'],
    ['a count', '01 02 03 04 05'],
    ['a card number that counts orders', 'order 4539148803436467 shipped'],
    ['a package of an address-like version', 'left-pad@10.14.2.31'],
    ['a file on another machine', 'scp dump mara@posthaus.de:/srv/dump'],
    ['digits in a row', 'id=123456789012'],
    ['numbers in a table', '| 1200 | 345678 | 12.50 |'],
    ['a port', 'listening on port 8080, pid 41123'],
  ])('leaves alone %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['ssn', '536228145', 'us-ssn'],
    ['phoneNumber', '9018 2010', 'phone'],
    ['date_of_birth', '1981-03-04', 'date-of-birth'],
    ['fullName', 'Ada Okafor', 'person-name'],
  ])('takes the name of a member for a word beside the value: %s', (member, value, rule) => {
    expect(found(value)).toEqual([]);
    expect(found(value, member)).toEqual([[rule, value]]);
  });

  it('finds each of ten thousand, however far down', () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => `row ${index}: ${card}`);
    expect(found(rows.join('\n'))).toHaveLength(3_000);
  });

  it.each([
    '718-555-0122 ',
    '81.169.145.27 ',
    '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 ',
    '1',
    '4f8a:',
    'a@',
    'Aaaa ',
    '12 Aaa ',
    '+1 ',
    'nhs 123 ',
  ])('takes time in proportion to hostile text: %j over and over', (piece) => {
    const time = (length: number) => {
      const text = piece.repeat(length / piece.length);
      const start = performance.now();
      found(text);
      return performance.now() - start;
    };
    time(20_000);
    expect(time(200_000)).toBeLessThan(2_000);
  });
});
