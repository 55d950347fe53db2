const CRC_TABLE = buildTable();
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function buildTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
  });
}

/** CRC-32 as in zip, of ASCII text. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ text.charCodeAt(index)) & 255]!;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** GitHub and npm end their tokens with the CRC-32 of what stands after the prefix, in base 62. */
export function endsWithItsChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  let rest = crc32(body.slice(0, -6));
  let digits = '';
  for (let count = 0; count < 6; count += 1) {
    digits = BASE62[rest % 62]! + digits;
    rest = Math.floor(rest / 62);
  }
  return body.endsWith(digits);
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The account that an AWS access key id names in its first bits; `undefined` if none can have that number. */
export function awsAccountOf(keyId: string): string | undefined {
  let bits = 0n;
  for (const character of keyId.slice(4, 14)) {
    const value = BASE32.indexOf(character);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  // 50 bits were read; the account is bits 1 to 40 of 48.
  const account = ((bits >> 2n) & 0x7fffffffff80n) >> 7n;
  return account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : undefined;
}

/** What the first part of a JSON Web Token says; `undefined` if it is no header. */
export function readJwtHeader(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const header: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof header !== 'object' || header === null) return undefined;
    const members = header as Readonly<Record<string, unknown>>;
    return typeof members['alg'] === 'string' || typeof members['typ'] === 'string' ? members : undefined;
  } catch {
    return undefined;
  }
}
