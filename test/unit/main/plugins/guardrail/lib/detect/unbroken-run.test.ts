import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasUnbrokenRun } from '../../../../../../../main/plugins/guardrail/lib/detect/unbroken-run';

describe('hasUnbrokenRun', () => {
  it('is what a pattern would find', () => {
    const letters = fc.constantFrom(
      'a',
      'Z',
      '0',
      '9',
      '+',
      '/',
      '_',
      '-',
      ' ',
      '.',
      '=',
      '@',
      '[',
      '`',
      '{',
      'é',
      '\u{1f600}',
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (parts, length) => {
        const text = parts.join('');
        expect(hasUnbrokenRun(text, length)).toBe(new RegExp(`[A-Za-z0-9+/_-]{${length}}`).test(text));
      }),
    );
  });
});
