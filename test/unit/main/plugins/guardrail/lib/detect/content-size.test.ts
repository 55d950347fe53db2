import { describe, expect, it } from 'vitest';
import { contentSize } from '../../../../../../../main/plugins/guardrail/lib/detect/content-size';

describe('the size of content', () => {
  it.each([
    ['a text', 'x'.repeat(1_000), 1_000],
    ['texts in lists', Array.from({ length: 100 }, () => 'x'.repeat(100)), 10_000],
    ['names of members', { ['x'.repeat(1_000)]: 1 }, 1_000],
    ['texts at any depth', { a: [{ b: { c: 'x'.repeat(1_000) } }] }, 1_000],
  ])('is that of its texts: %s', (_, content, expected) => {
    expect(contentSize(content)).toBeGreaterThanOrEqual(expected);
    expect(contentSize(content)).toBeLessThan(expected * 1.1);
  });

  it.each([
    ['numbers', 0],
    ['nothing', null],
    ['truths', true],
    ['empty lists', []],
    ['empty objects', {}],
  ])('counts %s too', (_, value) => {
    expect(contentSize(Array.from({ length: 1_000 }, () => value))).toBeGreaterThan(1_000);
  });

  it.each([undefined, null, '', 0, {}])('is next to nothing for %j', (content) => {
    expect(contentSize(content)).toBeLessThan(10);
  });

  it('is known however deep it is nested', () => {
    let content: unknown = 'x'.repeat(50);
    for (let depth = 0; depth < 200_000; depth += 1) content = [content];
    expect(contentSize(content)).toBeGreaterThan(200_000);
  });
});
