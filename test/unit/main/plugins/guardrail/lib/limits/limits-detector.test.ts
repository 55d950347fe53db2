import { describe, expect, it } from 'vitest';
import { createLimitsDetector } from '../../../../../../../main/plugins/guardrail/lib/limits/limits-detector';
import { locatedHits } from '../../../../../../support/located-hits';

const detector = createLimitsDetector({ maxDepth: 5, maxValues: 100, maxMembers: 10 });
const rules = (content: unknown) => locatedHits(detector, { content }).map(({ rule }) => rule);
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, 1]));

describe('createLimitsDetector', () => {
  it.each([
    ['a text', 'text', []],
    ['as deep as may be', nested(5), []],
    ['one level deeper', nested(6), ['depth']],
    ['as many members as may be', members(10), []],
    ['one more', members(11), ['members']],
    ['as many values as may be', Array.from({ length: 100 }, () => 1), []],
    ['one more', Array.from({ length: 101 }, () => 1), ['values']],
    ['many values in many places', Array.from({ length: 20 }, () => [1, 2, 3, 4, 5, 6]), ['values']],
  ])('%s', (_, content, expected) => expect(rules(content)).toEqual(expected));

  it('does not fall into what is nested without end', () => {
    expect(rules(JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)))).toEqual(['depth']);
  });
});
