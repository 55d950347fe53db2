import { describe, expect, it } from 'vitest';
import { matchesUriTemplate } from '../../../../../main/gateway/catalog/match-uri-template';

describe('matchesUriTemplate', () => {
  it.each([
    ['rec://item/{id}', 'rec://item/1', true],
    ['rec://item/{id}', 'rec://item/', true],
    ['rec://item/{id}', 'rec://items/1', false],
    ['rec://item', 'rec://item', true],
    ['rec://item', 'rec://item/more', false],
    ['rec://{a}/b/{c}/d', 'rec://x/b/y/d', true],
    ['rec://{a}/b/{c}/d', 'rec://x/b/d', false],
    ['{+path}', 'anything://at/all', true],
    ['x://{a}x', 'x://x', true],
    ['x://{a}xx', 'x://x', false],
    ['x://a{b}ab', 'x://ab', false],
    ['x://{?q,r}', 'x://?q=1&r=2', true],
    ['x://{unclosed', 'x://{unclosed', true],
    ['x://{unclosed', 'x://1', false],
  ])('%j and %j: %j', (template, uri, expected) => expect(matchesUriTemplate(template, uri)).toBe(expected));

  it('is quick for a template made to be slow', () => {
    const startedAt = performance.now();
    matchesUriTemplate('{a}a'.repeat(5_000), 'a'.repeat(4_999));
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
