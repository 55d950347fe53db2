const digitsOf = (value: string) => Array.from(value.replace(/\D/g, ''), Number);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const weigh = (digits: readonly number[], weights: readonly number[]) =>
  sum(weights.map((weight, index) => weight * digits[index]!));

/** ISO/IEC 7812-1, annex B. */
export function passesLuhn(value: string): boolean {
  const digits = digitsOf(value).reverse();
  const total = digits.map((digit, index) => (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2));
  return digits.length > 1 && sum(total) % 10 === 0;
}

/** The remainder by 97 of a number with letters counted as 10 to 35: ISO 7064. */
export function mod97(value: string): number {
  let rest = 0;
  for (const character of value.toUpperCase()) {
    const number = Number.parseInt(character, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest;
}

const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTED = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff, 1969; Aadhaar numbers end with such a digit. */
export function passesVerhoeff(value: string): boolean {
  const check = digitsOf(value)
    .reverse()
    .reduce((state, digit, index) => Number(DIHEDRAL[state]![Number(PERMUTED[index % 8]![digit])]), 0);
  return check === 0;
}

/** ISO 7064, mod 11,10: German tax numbers. One digit occurs twice or thrice among the first ten, and not all of them once. */
export function passesGermanTax(value: string): boolean {
  const digits = digitsOf(value);
  if (digits.length !== 11 || digits[0] === 0) return false;
  const counts = Array.from({ length: 10 }, (_, digit) => digits.slice(0, 10).filter((one) => one === digit).length);
  if (counts.filter((count) => count > 1).length !== 1) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const total = (digit + product) % 10 || 10;
    product = (total * 2) % 11;
  }
  return (11 - product) % 10 === digits[10];
}

export function passesNhs(value: string): boolean {
  const digits = digitsOf(value);
  return digits.length === 10 && (11 - (weigh(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digits[9];
}

export function passesBsn(value: string): boolean {
  const digits = digitsOf(value);
  return digits.length === 9 && sum(digits) > 0 && weigh(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}

export function passesPesel(value: string): boolean {
  const digits = digitsOf(value);
  const month = (digits[2]! % 2) * 10 + digits[3]!;
  const day = digits[4]! * 10 + digits[5]!;
  if (digits.length !== 11 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  return weigh(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}

export function passesCpf(value: string): boolean {
  const digits = digitsOf(value);
  if (digits.length !== 11 || new Set(digits).size === 1) return false;
  const first = ((weigh(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10;
  const second = ((weigh(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10;
  return first === digits[9] && second === digits[10];
}

export function passesCnpj(value: string): boolean {
  const digits = digitsOf(value);
  if (digits.length !== 14 || new Set(digits).size === 1) return false;
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  const check = (rest: number) => (rest < 2 ? 0 : 11 - rest);
  return (
    check(weigh(digits, weights.slice(1)) % 11) === digits[12] && check(weigh(digits, weights) % 11) === digits[13]
  );
}

export function passesTfn(value: string): boolean {
  const digits = digitsOf(value);
  return digits.length === 9 && weigh(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0;
}

/** ICAO 9303: weights 7, 3, 1 over digits and letters; German identity cards end with it. */
export function passesIcao(value: string): boolean {
  const numbers = Array.from(value.toUpperCase(), (character) => Number.parseInt(character, 36));
  const total = numbers.slice(0, -1).reduce((all, number, index) => all + number * [7, 3, 1][index % 3]!, 0);
  return total % 10 === numbers.at(-1);
}

/** EAN-13: Swiss social insurance numbers. */
export function passesEan(value: string): boolean {
  const digits = digitsOf(value);
  return digits.length === 13 && weigh(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

/** The French number of the National Register, Corsica as 2A and 2B. */
export function passesNir(value: string): boolean {
  const compact = value.replace(/[\s.-]/g, '').toUpperCase();
  const number = compact.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return /^\d{13}$/.test(number) && Number(compact.slice(13)) === 97 - Number(BigInt(number) % 97n);
}

export function passesDni(value: string): boolean {
  const compact = value.replace(/[\s.-]/g, '').toUpperCase();
  const number = Number(compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === compact.at(-1);
}

const ODD_VALUES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

export function passesCodiceFiscale(value: string): boolean {
  const compact = value.toUpperCase();
  const total = Array.from(compact.slice(0, 15), (character, index) => {
    const place = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    return index % 2 === 0 ? ODD_VALUES[place]! : place;
  });
  return String.fromCharCode(65 + (sum(total) % 26)) === compact[15];
}

export function passesChineseId(value: string): boolean {
  const digits = Array.from(value.slice(0, 17), Number);
  return (
    '10X98765432'[weigh(digits, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] ===
    value[17]!.toUpperCase()
  );
}

export function passesNric(value: string): boolean {
  const compact = value.toUpperCase();
  const total = weigh(digitsOf(value), [2, 7, 6, 5, 4, 3, 2]) + ('TG'.includes(compact[0]!) ? 4 : 0);
  return ('ST'.includes(compact[0]!) ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK')[total % 11] === compact[8];
}

export function passesHetu(value: string): boolean {
  const number = Number(value.slice(0, 6) + value.slice(7, 10));
  return '0123456789ABCDEFHJKLMNPRSTUVWXY'[number % 31] === value[10]!.toUpperCase();
}

export function passesRouting(value: string): boolean {
  const digits = digitsOf(value);
  return digits.length === 9 && sum(digits) > 0 && weigh(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;
}

export function passesBelgian(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  const number = Number(digits.slice(0, 9));
  const check = Number(digits.slice(9));
  return digits.length === 11 && (97 - (number % 97) === check || 97 - ((2_000_000_000 + number) % 97) === check);
}
