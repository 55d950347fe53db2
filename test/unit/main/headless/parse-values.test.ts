import { describe, expect, it } from 'vitest';
import { gather, gatherPairs, parseDuration, parseMoment, parsePort } from '../../../../main/headless/parse-values';

const NOW = Date.parse('2026-06-01T12:00:00Z');

describe('parseDuration', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['30d', 2_592_000_000],
    ['2w', 1_209_600_000],
    ['0s', 0],
  ])('reads %s', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(['', '5', 'd', '1.5h', '-1d', '1y', '999999999w'])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow();
  });
});

describe('parseMoment', () => {
  it.each([
    ['30d', '2026-07-01T12:00:00.000Z'],
    ['2027-01-31', '2027-01-31T23:59:59.000Z'],
    ['2027-01-31T12:00:00+02:00', '2027-01-31T10:00:00.000Z'],
    ['2027-01-31T12:00Z', '2027-01-31T12:00:00.000Z'],
  ])('reads %s', (text, moment) => expect(parseMoment(text, NOW)).toBe(moment));

  it.each(['', 'tomorrow', '2027', '2027-13-01', '2027-01-31T12:00:00', '1 Jan 2027'])('refuses %j', (text) => {
    expect(() => parseMoment(text, NOW)).toThrow('Use a date');
  });
});

describe('parsePort', () => {
  it('reads 0 to 65535 and nothing else', () => {
    expect([parsePort('0'), parsePort('65535')]).toEqual([0, 65_535]);
    for (const text of ['', '-1', '65536', '80a', '1e3']) expect(() => parsePort(text)).toThrow();
  });
});

describe('gathering', () => {
  it('keeps values in order and pairs by name', () => {
    expect(gather('b', gather('a'))).toEqual(['a', 'b']);
    expect(gatherPairs('B=x=y', gatherPairs('A='))).toEqual({ A: '', B: 'x=y' });
    expect(() => gatherPairs('A=2', { A: '1' })).toThrow('twice');
    for (const text of ['', '=x', 'A']) expect(() => gatherPairs(text)).toThrow('NAME=VALUE');
  });
});
