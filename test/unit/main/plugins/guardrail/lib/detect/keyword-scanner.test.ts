import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeywordScan } from '../../../../../../../main/plugins/guardrail/lib/detect/keyword-scanner';

type Found = readonly [keyword: string, start: number];

function scanned(keywords: readonly string[], text: string): readonly Found[] {
  const found: Found[] = [];
  createKeywordScan(keywords)(text, (keyword, start) => found.push([keywords[keyword]!, start]));
  return found;
}

/** ASCII letters only, as is promised; other letters are what they are. */
const lowered = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function searched(keywords: readonly string[], text: string): readonly Found[] {
  const found: Found[] = [];
  const plain = lowered(text);
  for (const keyword of keywords) {
    for (let at = plain.indexOf(keyword); at >= 0; at = plain.indexOf(keyword, at + 1)) found.push([keyword, at]);
  }
  return found;
}

const inOrder = (found: readonly Found[]) => [...found].map((one) => JSON.stringify(one)).sort();

describe('a scan for keywords', () => {
  it.each<[string, string[], string, Found[]]>([
    ['one', ['key'], 'a key', [['key', 2]]],
    ['none', ['key'], 'kedgeree ke y', []],
    [
      'either case',
      ['key'],
      'KEY kEy',
      [
        ['key', 0],
        ['key', 4],
      ],
    ],
    ['a keyword written in capitals', ['KEY'], 'my key', [['KEY', 3]]],
    [
      'one inside another, the shorter first',
      ['he', 'she', 'hers'],
      'ushers',
      [
        ['she', 1],
        ['he', 2],
        ['hers', 2],
      ],
    ],
    [
      'those that overlap themselves',
      ['aa'],
      'aaaa',
      [
        ['aa', 0],
        ['aa', 1],
        ['aa', 2],
      ],
    ],
    ['one that begins where another broke off', ['abcd', 'bce'], 'abce', [['bce', 1]]],
    [
      'what is no letter',
      ['-----', '${'],
      'a ${----- b',
      [
        ['${', 2],
        ['-----', 4],
      ],
    ],
    [
      'beyond ASCII, in the case given',
      ['ключ', '鍵'],
      'ключ Ключ 鍵',
      [
        ['ключ', 0],
        ['鍵', 10],
      ],
    ],
    ['nothing in nothing', ['key'], '', []],
    ['nothing for nothing', [], 'key', []],
  ])('finds %s', (_, keywords, text, expected) => {
    expect(scanned(keywords, text)).toEqual(expected);
  });

  it('finds what a search for each of them finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), minLength: 1, maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', 'A', 'B', 'é', ' '), maxLength: 60 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 8 }), text, (keywords, one) => {
        expect(inOrder(scanned(keywords, one))).toEqual(inOrder(searched(keywords, one)));
      }),
    );
  });

  it.each<[string, string[], string, Found[]]>([
    [
      'as a word alone',
      ['\\bai\\b'],
      'AI, maintain, ais, AI_x x1ai -ai.',
      [
        ['\\bai\\b', 0],
        ['\\bai\\b', 30],
      ],
    ],
    ['at the beginning of words', ['\\bbot'], 'bots, robot', [['\\bbot', 0]]],
    ['at the end of words', ['bot\\b'], 'bots, robot', [['bot\\b', 8]]],
    [
      'with and without edges',
      ['ai', '\\bai\\b'],
      'fail ai',
      [
        ['ai', 1],
        ['ai', 5],
        ['\\bai\\b', 5],
      ],
    ],
    ['beside letters that are none in patterns', ['\\bai\\b'], '给AI助手', [['\\bai\\b', 1]]],
    ['where what it ends in is no letter', ['\\bnc '], 'sync nc -l', [['\\bnc ', 5]]],
  ])('finds a keyword %s', (_, keywords, text, expected) => {
    expect(scanned(keywords, text)).toEqual(expected);
  });

  it('finds words where a pattern would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '_', '1', '-', 'é', ' '), maxLength: 40 });
    const keyword = fc.constantFrom('a', 'ab', 'a-', '-a');
    fc.assert(
      fc.property(keyword, text, (letters, one) => {
        const pattern = new RegExp(String.raw`(?=\b${letters}\b)`, 'gi');
        const places = [...one.matchAll(pattern)].map(({ index }) => index);
        expect(scanned([String.raw`\b${letters}\b`], one).map(([, start]) => start)).toEqual(places);
      }),
    );
  });

  it('refuses keywords of more different characters than fit', () => {
    const characters = (count: number) =>
      Array.from({ length: count }, (_, index) => String.fromCharCode(0x4e00 + index));
    expect(() => createKeywordScan(characters(255))).not.toThrow();
    expect(() => createKeywordScan(characters(256))).toThrow(RangeError);
  });
});
