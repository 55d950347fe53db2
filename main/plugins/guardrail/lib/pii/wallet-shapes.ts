import { createHash } from 'node:crypto';
import { keccak256 } from './keccak';
import { before, type Shape } from './shape';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** First bytes of addresses: Bitcoin, its test net and scripts, Litecoin, Dogecoin, Dash, Tron, Zcash. */
const VERSIONS = new Set([0x00, 0x05, 0x6f, 0xc4, 0x30, 0x32, 0x1e, 0x16, 0x4c, 0x10, 0x41]);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** Whether a text is a version, twenty bytes and their checksum in base 58. */
export function isBase58Address(value: string): boolean {
  let number = 0n;
  for (const character of value) {
    const digit = BASE58.indexOf(character);
    if (digit < 0) return false;
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16).padStart(50, '0');
  if (hex.length !== 50) return false;
  const bytes = Buffer.from(hex, 'hex');
  const payload = bytes.subarray(0, 21);
  return VERSIONS.has(payload[0]!) && sha256(sha256(payload)).subarray(0, 4).equals(bytes.subarray(21));
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** BIP 173 and BIP 350. */
export function isBech32(value: string): boolean {
  const text = value.toLowerCase();
  const split = text.lastIndexOf('1');
  const prefix = Array.from(text.slice(0, split), (character) => character.charCodeAt(0));
  const data = Array.from(text.slice(split + 1), (character) => BECH32.indexOf(character));
  if (data.includes(-1)) return false;
  let sum = 1;
  for (const one of [...prefix.map((unit) => unit >> 5), 0, ...prefix.map((unit) => unit & 31), ...data]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ one;
    GENERATORS.forEach((generator, bit) => {
      if (((top >>> bit) & 1) === 1) sum ^= generator;
    });
  }
  return sum === 1 || sum === 0x2bc830a3;
}

/** EIP-55: the case of each letter is a bit of the hash of the address. */
export function isChecksummedEthereum(value: string): boolean {
  const address = value.slice(2);
  const hash = keccak256(new TextEncoder().encode(address.toLowerCase()));
  return Array.from(address).every(
    (character, index) => /\d/.test(character) || Number.parseInt(hash[index]!, 16) > 7 === /[A-F]/.test(character),
  );
}

const COIN_WORDS = /wallet|ethereum|\beth\b|erc-?20|usdt|token|crypto|metamask|address|send|deposit|withdraw/i;

const scoreEthereum: Shape['score'] = (value, place) => {
  if (/^0x(?:0{30}|(.)\1{38})/i.test(value)) return 0;
  const mixed = /[a-f]/.test(value.slice(2)) && /[A-F]/.test(value);
  if (mixed) return isChecksummedEthereum(value) ? 0.97 : 0.4;
  return COIN_WORDS.test(before(place, 60)) ? 0.65 : 0.45;
};

const wallet = (body: RegExp, score: Shape['score']): Shape => ({
  id: 'crypto-wallet',
  message: 'a cryptocurrency address',
  severity: 'high',
  body,
  score,
});

export const WALLETS: readonly Shape[] = [
  wallet(/0x[0-9a-fA-F]{40}/, scoreEthereum),
  wallet(/(?:bc|tb|ltc)1[02-9ac-hj-np-z]{11,87}|BC1[02-9AC-HJ-NP-Z]{11,87}/, (value) => (isBech32(value) ? 0.98 : 0)),
  wallet(/[13mn2LMDXTt][1-9A-HJ-NP-Za-km-z]{25,34}/, (value) => (isBase58Address(value) ? 0.98 : 0)),
];
