import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault, locate } from '../../../../../main/gateway/config/json-text';

describe('findJsonFault', () => {
  it.each([
    ['', 0, 'the file is empty'],
    ['{"a":1,}', 6, '"," is not allowed before "}"'],
    ['[1,]', 2, '"," is not allowed before "]"'],
    ['{a:1}', 1, '"a" needs double quotes'],
    ['{"a":yes}', 5, '"yes" needs double quotes'],
    ['{"a" 1}', 5, '":" is missing after "a"'],
    ['{"a":1 "b":2}', 7, '"," or "}" is expected here, not "\\""'],
    ['{"a":1', 6, '"," or "}" is expected here, not the end of the file'],
    ['{"a":"x}', 5, 'this string does not end, or holds a character that needs escaping'],
    ['{} // note', 3, 'there is more text after the end of the JSON value'],
    ['{ // note\n}', 2, 'a name in double quotes is expected here, not a comment, which JSON does not have'],
    ['{"a":1,"b":2,"a":3}', 13, '"a" is given twice in the same object'],
    ["{'a':1}", 1, 'a name in double quotes is expected here, not "\'"'],
  ])('finds the fault of %j', (text, offset, message) => {
    expect(findJsonFault(text)).toEqual({ offset, message });
  });

  it('refuses nesting that would exhaust the stack', () => {
    expect(findJsonFault('['.repeat(100_000))?.message).toContain('nested more than 100');
  });

  it('finds nothing in what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(findJsonFault(JSON.stringify(value, undefined, 2))).toBeUndefined();
      }),
    );
  });

  it('agrees with JSON.parse on damaged texts', () => {
    const damaged = fc
      .tuple(fc.jsonValue({ maxDepth: 3 }), fc.nat(), fc.string({ maxLength: 2 }))
      .map(([value, at, insert]) => {
        const text = JSON.stringify(value);
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(place + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        if (findJsonFault(text) === undefined) expect(() => JSON.parse(text) as unknown).not.toThrow();
      }),
    );
  });
});

describe('locate', () => {
  it('counts lines and columns from 1 and gives the line', () => {
    expect(locate('{\r\n  "a": oops\r\n}', 10)).toEqual({ line: 2, column: 8, text: '  "a": oops' });
    expect(locate('x', 0)).toEqual({ line: 1, column: 1, text: 'x' });
  });
});
