import { crc32 as zlibCrc } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  awsAccountOf,
  crc32,
  endsWithItsChecksum,
  readJwtHeader,
} from '../../../../../../../main/plugins/guardrail/lib/secrets/checksums';
import { BASE32, thrown, withChecksum } from './thrown';

describe('checksums', () => {
  it('counts CRC-32 as everybody does', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    for (const length of [1, 30, 200]) expect(crc32(thrown(length))).toBe(zlibCrc(thrown(length)));
  });

  it('accepts a token that ends with its checksum, and no other', () => {
    expect(endsWithItsChecksum(withChecksum('ghp_', thrown(30)))).toBe(true);
    expect(endsWithItsChecksum(`ghp_${thrown(36)}`)).toBe(false);
  });

  it.each(['123456789012', '000000000042', '999999999999'])('reads the account %s out of an AWS key id', (account) => {
    // Account in bits 1 to 40 of 48, in base 32.
    const bits = (BigInt(account) << 9n).toString(2).padStart(50, '0');
    const digits = bits.match(/.{5}/g)!.map((group) => BASE32[Number.parseInt(group, 2)]);
    expect(awsAccountOf(`AKIA${digits.join('')}${thrown(6, BASE32)}`)).toBe(account);
  });

  it('reads no account out of what is not in base 32', () => {
    expect(awsAccountOf('AKIA1111111111111111')).toBeUndefined();
  });

  it.each([
    [btoa('{"alg":"none"}'), true],
    [btoa('{"typ":"JWT"}'), true],
    [btoa('{"name":"x"}'), false],
    [btoa('[1]'), false],
    ['eyJ', false],
  ])('tells the header of a JWT: %s', (part, expected) => {
    expect(readJwtHeader(part.replace(/=+$/, '')) !== undefined).toBe(expected);
  });
});
