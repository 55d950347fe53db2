import { crc32 } from 'node:zlib';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

export const HEX = '0123456789abcdef';
export const LETTERS = `${LOWER}${LOWER.toUpperCase()}`;
export const BASE62 = `${LETTERS}${DIGITS}`;
export const BASE32 = `${LOWER.toUpperCase()}234567`;
export const LOWER36 = `${LOWER}${DIGITS}`;
export const DECIMAL = DIGITS;

/** Characters as if thrown, the same in every run, so that no live-looking key has to stand in the repository. */
export function thrown(length: number, alphabet = BASE62, seed = 7): string {
  let state = seed * 2_654_435_761;
  let text = '';
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += alphabet[Math.floor((state / 2 ** 32) * alphabet.length)]!;
  }
  return text;
}

export const thrownUuid = (seed = 3): string =>
  [8, 4, 4, 4, 12].map((length, index) => thrown(length, HEX, seed + index)).join('-');

const IN_ORDER = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A token as GitHub and npm make them: the last six characters are the CRC-32 of the rest, in base 62. */
export function withChecksum(prefix: string, body: string): string {
  let rest = crc32(body);
  let digits = '';
  for (let count = 0; count < 6; count += 1, rest = Math.floor(rest / 62)) digits = IN_ORDER[rest % 62]! + digits;
  return `${prefix}${body}${digits}`;
}
