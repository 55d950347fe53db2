import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formEncode } from '../../../../shared/text/form-encode';

it('encodes as a form does', () => {
  const asForm = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
  expect(formEncode('pre-registered.client_1')).toBe('pre-registered.client_1');
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => formEncode(text) === asForm(text)));
});
