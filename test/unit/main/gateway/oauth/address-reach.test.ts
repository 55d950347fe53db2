import { describe, expect, it } from 'vitest';
import { isNearer, reachOf } from '../../../../../main/gateway/oauth/address-reach';

const at = (host: string) => new URL(`https://${host}/token`);

describe('how near an address is', () => {
  it.each(
    [
      ['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.255.0.3', '0.0.0.0', '0', 'user@127.0.0.1'],
      [
        'localhost',
        'LOCALHOST',
        'localhost.',
        'as.localhost',
        '[::1]',
        '[::]',
        '[0:0:0:0:0:0:0:1]',
        '[::ffff:127.0.0.1]',
      ],
      ['[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '169.254.169.254', '[::ffff:a9fe:a9fe]', '[fe80::1]'],
    ].flat(),
  )('%s: of this machine', (host) => {
    expect(reachOf(at(host))).toBe('machine');
  });

  it.each([
    '10.0.0.1',
    '0xa.1',
    '172.16.0.1',
    '172.31.255.1',
    '192.168.1.1',
    '100.64.0.1',
    '[fd00::1]',
    '[::ffff:10.0.0.1]',
  ])('%s: of a private network', (host) => {
    expect(reachOf(at(host))).toBe('network');
  });

  it.each(['as.example', '8.8.8.8', '172.32.0.1', '[2606:4700::1111]', 'localhost.example', '127.0.0.1.nip.io', 'a.b'])(
    '%s: of anybody',
    (host) => {
      expect(reachOf(at(host))).toBe('public');
    },
  );

  it('compares', () => {
    expect(isNearer(at('10.0.0.1'), at('as.example'))).toBe(true);
    expect(isNearer(at('10.0.0.1'), at('192.168.0.1'))).toBe(false);
    expect(isNearer(at('127.0.0.1'), at('192.168.0.1'))).toBe(true);
    expect(isNearer(at('as.example'), at('127.0.0.1'))).toBe(false);
  });
});
