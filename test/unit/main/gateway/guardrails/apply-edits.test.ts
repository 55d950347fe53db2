import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../../main/gateway/guardrails/apply-edits';
import { walkStrings } from '../../../../../main/plugins/guardrail/lib/walk-strings';

const keys = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', '', '~', '/', '~0', '~1', '0', '01', '-'),
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

const at = (value: unknown, pointer: string) => [...walkStrings(value)].find((one) => !one.isKey && one.at === pointer);

describe('applyEdits', () => {
  it('replaces exactly the string at the pointer, whatever the names on the way', () => {
    fc.assert(
      fc.property(json, (value) => {
        const before = JSON.stringify(value);
        const places = [...walkStrings(value)].filter((one) => !one.isKey);
        for (const place of places) {
          const edited = applyEdits(value, [{ at: place.at, value: 'EDITED' }]);
          expect(at(edited, place.at)?.text).toBe('EDITED');
          const back = applyEdits(edited, [{ at: place.at, value: place.text }]);
          expect(JSON.stringify(back)).toBe(before);
        }
        expect(JSON.stringify(value)).toBe(before);
      }),
    );
  });

  it('applies several edits, later ones to what earlier ones left', () => {
    const edits = [
      { at: '/a/0', value: 'x' },
      { at: '/a/1/b', value: 'y' },
      { at: '/a/0', value: 'z' },
    ];
    expect(applyEdits({ a: ['1', { b: '2', c: 3 }] }, edits)).toEqual({ a: ['z', { b: 'y', c: 3 }] });
  });

  it('shares what it does not touch', () => {
    const value = { a: 'x', rest: { deep: [1] } };
    expect((applyEdits(value, [{ at: '/a', value: 'y' }]) as typeof value).rest).toBe(value.rest);
    expect(applyEdits(value, [])).toBe(value);
  });

  it('does not change what objects inherit', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":"no"}}');
    const edited = applyEdits(value, [{ at: '/__proto__/polluted', value: 'yes' }]);
    expect(JSON.stringify(edited)).toBe('{"__proto__":{"polluted":"yes"}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(edited)).toBe(Object.prototype);
  });

  it('replaces a text that is the whole', () => expect(applyEdits('x', [{ at: '', value: 'y' }])).toBe('y'));

  it.each([
    '/list/',
    '/list/01',
    '/list/1e0',
    '/list/0x0',
    '/list/ 0',
    '/list/+0',
    '/list/-',
    '/list/9',
    '/list',
    '/n',
    'n',
    '/missing',
    '/toString',
    '/text/deeper',
    '',
    '/list/0/x',
  ])('refuses %j, which leads to no string', (pointer) => {
    const value = { list: ['a', 'b'], n: 1, text: 'x' };
    expect(() => applyEdits(value, [{ at: pointer, value: 'y' }])).toThrow(RangeError);
  });
});
