import { describe, expect, it } from 'vitest';
import { excerpt, type Part } from '../../../../renderer/model/excerpt';
import { leavesOf } from '../../../../renderer/model/leaves';
import { visible } from '../../../../renderer/model/visible';

const OPTIONS = { most: 100, around: 5 };
const said = (parts: readonly Part[]) =>
  parts.map((part) => (part.kind === 'gap' ? part.count : part.kind === 'mark' ? `[${part.text}]` : part.text));

describe('excerpt', () => {
  it('marks what overlaps once, and nothing outside of the text', () => {
    const ranges = [
      { start: 4, end: 6 },
      { start: 5, end: 8 },
      { start: 9, end: 99 },
    ];
    expect(said(excerpt('abcdefghijk', ranges, OPTIONS))).toEqual(['abcd', '[efgh]', 'i', '[jk]']);
  });

  it('folds a long text, keeps what is marked in view and counts what it leaves out', () => {
    const text = `${'a'.repeat(500)}MARK${'b'.repeat(500)}`;
    const parts = excerpt(text, [{ start: 500, end: 504 }], OPTIONS);
    expect(said(parts)).toEqual(['a'.repeat(50), 445, 'aaaaa', '[MARK]', 'bbbbb', 495]);
  });

  it('is quick with two million characters', () => {
    const startedAt = performance.now();
    excerpt('x'.repeat(2_000_000), [{ start: 1_000_000, end: 1_900_000 }], OPTIONS);
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});

describe('visible', () => {
  it('names what nobody sees, and leaves line ends alone', () => {
    expect(visible('a\u202eb\n\u200bc')).toEqual(['a', { name: 'U+202E' }, 'b\n', { name: 'U+200B' }, 'c']);
  });
});

describe('leavesOf', () => {
  it('names every value by a pointer that evidence can name too', () => {
    const leaves = leavesOf({ 'a/b': [{ c: 'x' }], empty: {}, n: 1 }, '/arguments');
    expect(leaves.map(({ pointer, label, text }) => [pointer, label, text])).toEqual([
      ['/arguments/a~1b/0/c', 'a/b[0].c', 'x'],
      ['/arguments/empty', 'empty', '{}'],
      ['/arguments/n', 'n', '1'],
    ]);
  });
});
