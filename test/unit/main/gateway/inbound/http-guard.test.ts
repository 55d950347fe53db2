import { describe, expect, it } from 'vitest';
import { checkSource } from '../../../../../main/gateway/inbound/http-guard';

const allowed = { hosts: ['gw.example.com'], origins: ['https://chat.example.com'] };
const isServed = (host: string | undefined, origin?: string) => {
  try {
    checkSource({ ...(host === undefined ? {} : { host }), ...(origin === undefined ? {} : { origin }) }, allowed);
    return true;
  } catch (failure) {
    expect(failure).toMatchObject({ code: 'forbidden_origin' });
    return false;
  }
};

describe('checkSource', () => {
  it.each([
    ['localhost', true],
    ['localhost:8000', true],
    ['LOCALHOST:8000', true],
    ['127.0.0.1:8000', true],
    ['127.8.9.1', true],
    ['[::1]:8000', true],
    ['[::1]', true],
    ['gw.example.com', true],
    ['GW.example.com:443', true],
    [undefined, false],
    ['', false],
    ['evil.example', false],
    ['evil.example:8000', false],
    ['localhost.evil.example', false],
    ['localhost@evil.example', false],
    ['evil.example@localhost', false],
    ['127.0.0.1.evil.example', false],
    ['127.0.0.1:8000@evil.example', false],
    ['127.1', false],
    ['2130706433', false],
    ['0.0.0.0:8000', false],
    ['[::]', false],
    ['[::ffff:127.0.0.1]', false],
    ['::1', false],
    ['localhost.', false],
    ['localhost:', false],
    ['localhost:123456', false],
    ['localhost:80a', false],
    ['localhost, evil.example', false],
    ['sub.gw.example.com', false],
    ['gw.example.com.evil.example', false],
  ])('Host %j: %j', (host, expected) => expect(isServed(host)).toBe(expected));

  it.each([
    [undefined, true],
    ['http://localhost:3000', true],
    ['https://127.0.0.1', true],
    ['http://[::1]:5173', true],
    ['https://chat.example.com', true],
    ['null', false],
    ['', false],
    ['https://evil.example', false],
    ['https://chat.example.com.evil.example', false],
    ['https://chat.example.com:8443', false],
    ['http://chat.example.com', false],
    ['http://localhost@evil.example', false],
    ['http://evil.example@localhost', false],
    ['http://user:pass@127.0.0.1', false],
    ['http://localhost.evil.example', false],
    ['http://localhost/path', false],
    ['http://localhost?x', false],
    ['http://localhost#x', false],
    ['http://localhost, https://evil.example', false],
    ['file://localhost', false],
    ['chrome-extension://localhost', false],
    ['localhost', false],
    ['http:localhost', false],
    ['javascript:alert(1)', false],
  ])('Origin %j: %j', (origin, expected) => expect(isServed('localhost:8000', origin)).toBe(expected));
});
