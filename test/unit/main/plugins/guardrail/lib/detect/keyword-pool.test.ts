import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeywordPool } from '../../../../../../../main/plugins/guardrail/lib/detect/keyword-pool';
import type { Readings } from '../../../../../../../main/plugins/guardrail/lib/detect/read-once';
import { searchTogether } from '../../../../../../support/search-lists';

const together = (lists: readonly (readonly string[])[], text: string) =>
  searchTogether(createKeywordPool(), lists, text);
const alone = (keywords: readonly string[], text: string) => createKeywordPool().add(keywords)(text);

describe('a pool of keywords', () => {
  it('tells each list which of its own keywords are where', () => {
    const lists = [['key', 'token'], ['token', 'KEY ring'], ['door']];
    expect(together(lists, 'a token and a Key ring')).toEqual([[1, 2, 0, 14], [0, 2, 1, 14], undefined]);
  });

  it('finds what is not in ASCII beside what is, in the order in which it ends', () => {
    expect(together([['鍵', 'key', 'ключ', 'é key']], 'é key 鍵 key ключ')).toEqual([[3, 0, 1, 2, 0, 6, 1, 8, 2, 12]]);
  });

  it('takes in a list after it was used', () => {
    const pool = createKeywordPool();
    const first = pool.add(['one']);
    expect(first('one two')).toEqual([0, 0]);
    const second = pool.add(['two', 'one']);
    expect([first('one two'), second('one two')]).toEqual([
      [0, 0],
      [1, 0, 0, 4],
    ]);
  });

  it('finds nothing for a list without keywords', () => {
    expect(together([[], ['a']], 'a')).toEqual([undefined, [0, 0]]);
  });

  it('reads a text once for all lists', () => {
    const pool = createKeywordPool();
    const [first, second] = [pool.add(['one']), pool.add(['two'])];
    const readings: Readings = [];
    first('one two', readings);
    const read = [...readings];
    second('one two', readings);
    expect(readings).toEqual(read);
    expect(read.length).toBeGreaterThan(0);
  });

  it('finds for each list what it would find alone', () => {
    const unit = fc.constantFrom('a', 'b', '-', 'é', '鍵');
    const list = fc.uniqueArray(fc.string({ unit, minLength: 1, maxLength: 4 }), { maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', 'é', '鍵', ' '), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(list, { maxLength: 4 }), text, (lists, one) => {
        expect(together(lists, one)).toEqual(lists.map((keywords) => alone(keywords, one)));
      }),
    );
  });
});
