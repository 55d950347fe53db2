import { describe, expect, it } from 'vitest';
import { alignRedacted } from '../../../../../../../main/plugins/guardrail/lib/enkrypt/align-redacted';

const parts = (original: string, redacted: string) =>
  alignRedacted(original, redacted)?.map(({ label, start, end }) => [label, original.slice(start, end)]);

describe('alignRedacted', () => {
  it.each<[string, string, string[][] | undefined]>([
    ['nothing here', 'nothing here', []],
    ['to ada@x.org now', 'to <EMAIL_0> now', [['EMAIL', 'ada@x.org']]],
    ['ada@x.org', '<EMAIL_0>', [['EMAIL', 'ada@x.org']]],
    [
      'a Ada b Bob',
      'a <PERSON_0> b <PERSON_1>',
      [
        ['PERSON', 'Ada'],
        ['PERSON', 'Bob'],
      ],
    ],
    [
      'a Ada Bob c',
      'a <PERSON_0> <PERSON_1> c',
      [
        ['PERSON', 'Ada'],
        ['PERSON', 'Bob'],
      ],
    ],
    ['a AdaBob c', 'a <PERSON_0><PERSON_1> c', [['PERSON', 'AdaBob']]],
    ['keep <EMAIL_9> and Ada', 'keep <EMAIL_9> and <PERSON_0>', [['PERSON', 'Ada']]],
    ['one', 'another', undefined],
    ['to Ada now', 'to <PERSON_0> then', undefined],
    ['', '<PERSON_0>', undefined],
  ])('%j and %j', (original, redacted, expected) => expect(parts(original, redacted)).toEqual(expected));
});
