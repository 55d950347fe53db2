import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Readings } from '../../../../../../../main/plugins/guardrail/lib/detect/read-once';
import { createPhrasePool } from '../../../../../../../main/plugins/guardrail/lib/signals/phrase-pool';
import { searchTogether } from '../../../../../../support/search-lists';

const together = (lists: readonly (readonly string[])[], text: string) =>
  searchTogether(createPhrasePool(), lists, text);
const alone = (phrases: readonly string[], text: string) => createPhrasePool().add(phrases)(text);

describe('a pool of phrases', () => {
  it('tells each list which of its own phrases are where', () => {
    const lists = [['new task', 'forget*'], ['forget it', 'new'], ['rules']];
    expect(together(lists, 'Forget it: a new task')).toEqual([[1, 0, 6, 0, 13, 21], [0, 0, 9, 1, 13, 16], undefined]);
  });

  it('takes in a list after it was used, and finds nothing for one without phrases', () => {
    const pool = createPhrasePool();
    const first = pool.add(['one']);
    expect(first('one two')).toEqual([0, 0, 3]);
    const [second, empty] = [pool.add(['two']), pool.add([])];
    expect([first('one two'), second('one two'), empty('one two')]).toEqual([[0, 0, 3], [0, 4, 7], undefined]);
  });

  it('reads a text once for all lists', () => {
    const pool = createPhrasePool();
    const [first, second] = [pool.add(['one']), pool.add(['two'])];
    const readings: Readings = [];
    first('one two', readings);
    second('one two', readings);
    expect(readings).toHaveLength(2);
  });

  it('finds for each list what it would find alone', () => {
    const phrase = fc.string({ unit: fc.constantFrom('a', 'b', ' ', "'", 'é'), minLength: 2, maxLength: 5 });
    const list = fc.uniqueArray(phrase, { maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '\n', "'", '’', 'é', '.'), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(list, { maxLength: 4 }), text, (lists, one) => {
        expect(together(lists, one)).toEqual(lists.map((phrases) => alone(phrases, one)));
      }),
    );
  });
});
