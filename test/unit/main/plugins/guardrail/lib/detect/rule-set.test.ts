import { describe, expect, it } from 'vitest';
import { createKeywordPool } from '../../../../../../../main/plugins/guardrail/lib/detect/keyword-pool';
import {
  compilePatterns,
  createRuleSet,
  type Rule,
} from '../../../../../../../main/plugins/guardrail/lib/detect/rule-set';

const rule = (pattern: RegExp, keywords: readonly string[], more: Partial<Rule> = {}): Rule => ({
  id: 'rule',
  keywords,
  pattern,
  severity: 'low',
  score: 0.5,
  message: 'something',
  ...more,
});

const number = rule(/id (?<hit>\d+)/g, ['id ']);

/** What was found, by the text that it stands for. */
const found = (rules: readonly Rule[], text: string) =>
  createRuleSet(rules)(text).map(({ rule: id, start, end }) => [id, text.slice(start, end)]);

describe('a set of rules', () => {
  it('says what was found, where, and how sure', () => {
    expect(createRuleSet([number])('my id 42.')).toEqual([
      { rule: 'rule', severity: 'low', score: 0.5, message: 'something', start: 6, end: 8 },
    ]);
  });

  it.each<[string, Rule[], string, string[]]>([
    ['the group called hit', [number], 'id 42', ['42']],
    ['the whole match without one', [rule(/id \d+/g, ['id'])], 'my id 42', ['id 42']],
    ['nothing without a keyword', [rule(/\d+/g, ['id'])], '42 43', []],
    ['either case of a keyword', [rule(/id \d+/gi, ['id'])], 'ID 42', ['ID 42']],
    ['anything where there is no keyword to go by', [rule(/\d+/g, [])], '42 a 43', ['42', '43']],
    ['all in one window', [number], 'id 1 id 2 id 3', ['1', '2', '3']],
    ['what comes before its keyword', [rule(/\d+ eur/g, ['eur'])], 'it is 42 eur', ['42 eur']],
    ['nothing in an empty match', [rule(/\d*/g, ['id'])], 'id 4', ['4']],
    ['what a closer look accepts', [{ ...number, accept: ([, id]) => Number(id) > 9 }], 'id 8 id 12', ['12']],
    ['each of several rules', [number, rule(/x\d/g, ['x'], { id: 'other' })], 'id 1 x2', ['1', 'x2']],
  ])('finds %s', (_, rules, text, expected) => {
    expect(found(rules, text).map(([, one]) => one)).toEqual(expected);
  });

  it('takes the score of a closer look', () => {
    const scores = createRuleSet([{ ...number, accept: () => 0.9 }])('id 1').map(({ score }) => score);
    expect(scores).toEqual([0.9]);
  });

  it.each([
    ['beyond Latin-1 far from the match', `— ${'x'.repeat(600)} id café42 ${'x'.repeat(600)} —`, ['café42']],
    ['beyond Latin-1 in the match', `${'x'.repeat(600)} id 日本42`, ['日本42']],
    ['beyond the first plane', `😀 ${'x'.repeat(600)} id é42 and id 😀 id z1`, ['é42', 'z1']],
  ])('finds the same in a text with characters %s', (_, text, expected) => {
    const word = rule(/id (?<hit>\p{L}+\d+)/gu, ['id ']);
    expect(found([word], text).map(([, one]) => one)).toEqual(expected);
  });

  it('tries a pattern for long tokens only where as much stands in a row', () => {
    const tried: string[] = [];
    const token = rule(/\.\w+/g, ['.'], { run: 24, before: 8, after: 40, accept: ([one]) => tried.push(one) > 0 });
    const long = 'x'.repeat(30);
    createRuleSet([token])(`a.short ${'and more words '.repeat(8)} b.${long} ${'and more words '.repeat(8)} c.short`);
    expect(tried).toEqual([`.${long}`]);
    expect(() => createRuleSet([{ ...token, run: 12 }])).toThrow('too short');
  });

  it('can have the patterns of all rules of a pool compiled, and finds the same afterwards', () => {
    const pool = createKeywordPool();
    const find = createRuleSet([rule(/id (?<hit>\p{L}\d)/gu, ['id ']), number], pool);
    createRuleSet([number]);
    const texts = ['id 42', 'id é4 — id 5'];
    const before = texts.map((text) => find(text));
    expect([...compilePatterns(pool)]).toHaveLength(4);
    expect(texts.map((text) => find(text))).toEqual(before);
    expect([...compilePatterns(createKeywordPool())]).toEqual([]);
  });

  it('refuses a pattern that would find only the first', () => {
    expect(() => createRuleSet([rule(/a/, ['a'])])).toThrow('flag g');
  });

  it('begins anew with each text', () => {
    const search = createRuleSet([number]);
    expect([search('id 1'), search('id 1'), search('')].map((hits) => hits.length)).toEqual([1, 1, 0]);
  });
});

describe('a window around a keyword', () => {
  it.each([
    ['as far as the rule says', 6, 9, 1],
    ['no further back', 5, 9, 0],
    ['no further on', 6, 8, 0],
  ])('reaches %s', (_, before, after, expected) => {
    const search = createRuleSet([rule(/<.{5}key.{5}>/g, ['key'], { before, after })]);
    expect(search('x<12345key12345>x')).toHaveLength(expected);
  });

  it('joins its neighbours, so that nothing is found twice', () => {
    const text = 'id 1 '.repeat(2_000);
    const hits = createRuleSet([number])(text);
    expect(hits).toHaveLength(2_000);
    expect(new Set(hits.map(({ start }) => start)).size).toBe(2_000);
    expect(hits.every(({ start, end }) => text.slice(start, end) === '1')).toBe(true);
  });

  it('is not needed for a text of many lengths that has no keyword', () => {
    const text = `${'x'.repeat(5_000)}4242${'x'.repeat(5_000)}`;
    for (let shift = 0; shift < 2_100; shift += 7) {
      expect(found([rule(/\d{4}/g, [])], text.slice(shift))).toEqual([['rule', '4242']]);
    }
  });
});

describe('hostile text', () => {
  it.each([
    ['a keyword without end', 'id '.repeat(100_000)],
    ['a pattern that never ends', `id ${'1'.repeat(300_000)}`],
    ['nearly a match, over and over', 'id 1 id x '.repeat(30_000)],
  ])('is searched in windows: %s', (_, text) => {
    let longest = 0;
    const looked = rule(/id (?<hit>\d+)/g, ['id '], {
      accept: (_match, part) => ((longest = Math.max(longest, part.length)), true),
    });
    const hits = createRuleSet([looked])(text);
    expect(hits.length).toBeLessThanOrEqual(30_000);
    expect(longest).toBeLessThanOrEqual(2_048 + 400);
  });

  it('has no more hits than anybody reads', () => {
    expect(createRuleSet([rule(/a/g, [])])('a'.repeat(50_000)).length).toBeLessThanOrEqual(10_000);
  });
});
