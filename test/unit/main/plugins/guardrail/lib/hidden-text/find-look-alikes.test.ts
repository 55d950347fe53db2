import { describe, expect, it } from 'vitest';
import { findLookAlikes } from '../../../../../../../main/plugins/guardrail/lib/hidden-text/find-look-alikes';

const found = (text: string) => findLookAlikes({ arguments: { url: text } });

describe('what reads as something else', () => {
  it('is a name in punycode, with what it says and what it looks like', () => {
    const [one, ...others] = found('see https://ada@XN--80ak6aa92e.com:8443/a');
    expect(others).toEqual([]);
    expect(one).toEqual({
      path: '/arguments/url',
      kind: 'punycode',
      text: 'XN--80ak6aa92e.com',
      start: 16,
      end: 34,
      decoded: '\u0430\u0440\u0440\u04cf\u0435.com',
      readsAs: 'apple.com',
    });
    expect(found('mailto:ada@xn--mller-kva.de')).toMatchObject([{ decoded: 'müller.de' }]);
    expect(found('mailto:ada@xn--mller-kva.de')[0]).not.toHaveProperty('readsAs');
    expect(found('xn--zz.com')).toEqual([
      { path: '/arguments/url', kind: 'punycode', text: 'xn--zz.com', start: 0, end: 10 },
    ]);
  });

  it('is a name or a word in letters of another script that look Latin', () => {
    expect(found('https://\u0430\u0440\u0440\u04cf\u0435.com/a')).toMatchObject([
      { kind: 'letters', readsAs: 'apple.com' },
    ]);
    expect(found('https://\u0261ithub.com')).toMatchObject([{ readsAs: 'github.com' }]);
    expect(found('pay p\u0430ypal now')).toMatchObject([{ kind: 'letters', start: 4, end: 10, readsAs: 'paypal' }]);
  });

  it('is not text as it is ordinarily written in any language', () => {
    const ordinary = [
      'https://müller.de/straße.html',
      'файл.txt',
      'привет, мир',
      '日本語.jp',
      'sınav.com.tr',
      'a.b/c',
      'xn--',
      'naïve café.',
    ];
    for (const text of ordinary) expect([text, found(text)]).toEqual([text, []]);
  });

  it('is found at any depth, in values alone, and no more often than somebody reads', () => {
    expect(findLookAlikes({ 'p\u0430ypal': [{ a: 'x', b: 'p\u0430ypal' }] })).toMatchObject([
      { path: '/p\u0430ypal/0/b' },
    ]);
    expect(findLookAlikes(Array.from({ length: 100 }, () => 'xn--80ak6aa92e.com'))).toHaveLength(20);
  });

  it('is looked for in time that grows with the text alone', () => {
    const began = performance.now();
    for (const piece of ['а', 'a.', 'xn--a.', '-', 'word p\u0430ypal ', 'a-'])
      found(`${piece.repeat(1_000_000 / piece.length)}ä`);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
