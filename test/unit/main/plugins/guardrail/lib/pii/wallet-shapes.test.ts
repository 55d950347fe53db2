import { describe, expect, it } from 'vitest';
import { keccak256 } from '../../../../../../../main/plugins/guardrail/lib/pii/keccak';
import {
  isBase58Address,
  isBech32,
  isChecksummedEthereum,
} from '../../../../../../../main/plugins/guardrail/lib/pii/wallet-shapes';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('wallets', () => {
  it('hashes as Ethereum does', () => {
    expect(keccak256(bytes(''))).toBe('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
    expect(keccak256(bytes('abc'))).toBe('4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45');
  });

  it.each([
    ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', isBase58Address],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', isBase58Address],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', isBech32],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', isChecksummedEthereum],
  ])('accepts %s, and not with another character in it', (address, accepts) => {
    expect(accepts(address)).toBe(true);
    const swap = address[12] === 'a' ? 'A' : address[12]!.toUpperCase() === address[12] ? 'a' : 'q';
    expect(accepts(`${address.slice(0, 12)}${swap}${address.slice(13)}`)).toBe(false);
  });
});
