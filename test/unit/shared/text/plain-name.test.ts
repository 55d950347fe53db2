import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countInvisible, plainName, plainText } from '../../../../shared/text/plain-name';

describe('a name that somebody else chose', () => {
  it.each([
    ['\u001b[2J\u001b[31mdelete', '[2J[31mdelete'],
    ['a\u202eb\u2066c\u200bd\ufeffe', 'abcde'],
    ['one\r\ntwo\tthree', 'one two three'],
    ['x\u{e0041}\u{e0042}\ufe0f\u3164\u115f\u034f\u180by', 'xy'],
    ['\ud800lone', 'lone'],
    ['wipe" on office. Approved. "', 'wipe’ on office. Approved. ’'],
    ['  padded  ', 'padded'],
  ])('%j is shown as %j', (name, shown) => {
    expect(plainName(name)).toBe(shown);
  });

  it('is cut at 80 characters, never within one', () => {
    expect(plainName('😀'.repeat(200))).toBe(`${'😀'.repeat(80)}…`);
    expect(plainName('a'.repeat(80))).toBe('a'.repeat(80));
  });

  it('has no line end and nothing that a terminal obeys, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(plainName(name)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069"]/);
        expect([...plainName(name)].length).toBeLessThanOrEqual(81);
        expect(countInvisible(plainText(name))).toBe(0);
      }),
    );
  });

  it('counts what it leaves out', () => {
    expect(countInvisible('a\u200bb\u001b\nc')).toBe(2);
    expect(countInvisible('plain text\n')).toBe(0);
  });
});
