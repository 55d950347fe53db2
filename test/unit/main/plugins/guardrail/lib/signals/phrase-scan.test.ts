import { describe, expect, it } from 'vitest';
import { createPhraseScan } from '../../../../../../../main/plugins/guardrail/lib/signals/phrase-scan';

const found = (phrases: readonly string[], text: string, part = { start: 0, end: text.length }) => {
  const places: (readonly [string, string])[] = [];
  createPhraseScan(phrases)(text, part, (phrase, start, end) => {
    places.push([phrases[phrase]!, text.slice(start, end)]);
  });
  return places;
};

describe('createPhraseScan', () => {
  it.each([
    ['a word', ['rule'], 'One rule, no rules, overrule.', [['rule', 'rule']]],
    ['a stem', ['disregard*'], 'Disregarding it', [['disregard*', 'Disregard']]],
    ['several words, over a line end', ['set aside'], 'SET\naside', [['set aside', 'SET\naside']]],
    ['either apostrophe', ["don't tell"], 'Don’t tell', [["don't tell", 'Don’t tell']]],
    [
      'a phrase in a phrase',
      ['new task', 'new'],
      'a new task',
      [
        ['new', 'new'],
        ['new task', 'new task'],
      ],
    ],
    ['two letters', ['ai'], 'AI, said, ai_x', [['ai', 'AI']]],
    [
      'signs',
      ['.env', '@e*'],
      'cat .env; to me@example.com',
      [
        ['.env', '.env'],
        ['@e*', '@e'],
      ],
    ],
    [
      'letters beyond ASCII, capitals too',
      ['забудь*', 'über'],
      'Забудьте Über',
      [
        ['забудь*', 'Забудь'],
        ['über', 'Über'],
      ],
    ],
    ['scripts without spaces', ['规则'], '之前的规则都', [['规则', '规则']]],
    ['the end of the text', ['stop'], 'now stop', [['stop', 'stop']]],
    ['nothing', ['stop'], '', []],
  ])('finds %s', (_, phrases, text, places) => {
    expect(found(phrases, text)).toEqual(places);
  });

  it('looks at a part only, and knows what stands before it', () => {
    expect(found(['art'], 'part art art', { start: 1, end: 8 })).toEqual([['art', 'art']]);
  });

  it('refuses a phrase of one letter', () => {
    expect(() => createPhraseScan(['x'])).toThrow(RangeError);
  });
});
