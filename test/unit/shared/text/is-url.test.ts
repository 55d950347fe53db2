import { expect, it } from 'vitest';
import { isUrl, parseUrl } from '../../../../shared/text/is-url';

const GOOD = [
  'https://b\u00fccher.example/',
  'https://evil.example/?d=\u00fc',
  'https://me.example/\u4e2d',
  'file:///x',
  'mailto:a@b.example',
];
const BAD = ['', 'x', '//host/x', 'https://', 'https://a b/', 'http://[::1', 'b\u00fccher.example'];

it('knows an address, however often it was asked before', () => {
  for (let time = 0; time < 100_000; time += 1) isUrl('https://example.org/x');
  expect(GOOD.filter((text) => !isUrl(text))).toEqual([]);
  expect(BAD.filter(isUrl)).toEqual([]);
  expect(parseUrl('https://b\u00fccher.example/a?b#c')?.host).toBe('xn--bcher-kva.example');
  expect(BAD.map(parseUrl)).toEqual(BAD.map(() => undefined));
});
