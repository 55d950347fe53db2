import { expect, it } from 'vitest';
import { surestHits } from '../../../../../../../main/plugins/guardrail/lib/detect/surest-hits';

const hit = (rule: string, score: number, start: number, end: number) => ({
  rule,
  score,
  start,
  end,
  severity: 'low' as const,
  message: rule,
});

it.each([
  ['the surest of those that overlap', [hit('a', 0.5, 0, 9), hit('b', 0.9, 3, 6)], ['b']],
  ['the longer of equally sure ones', [hit('a', 0.9, 3, 6), hit('b', 0.9, 0, 9)], ['b']],
  ['neighbours, in the order of the text', [hit('b', 0.9, 5, 9), hit('a', 0.5, 0, 5)], ['a', 'b']],
  ['what only one that lost overlaps', [hit('a', 0.3, 4, 12), hit('b', 0.9, 0, 5), hit('c', 0.2, 6, 9)], ['b', 'c']],
])('keeps %s', (_, hits, expected) => {
  expect(surestHits(hits).map(({ rule }) => rule)).toEqual(expected);
});
