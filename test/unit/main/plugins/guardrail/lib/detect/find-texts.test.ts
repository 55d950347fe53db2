import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTexts } from '../../../../../../../main/plugins/guardrail/lib/detect/find-texts';
import { walkStrings } from '../../../../../../../main/plugins/guardrail/lib/walk-strings';

const found = (content: unknown) =>
  [...findTexts(content)].map(({ text, isKey, place }) => ({ text, at: place?.at ?? '', isKey }));
const membersOf = (content: unknown) => [...findTexts(content)].map(({ place }) => place?.member);

/** The rule as it is told: no short string, no plain word as a name. */
const saysSomething = ({ text, isKey }: { readonly text: string; readonly isKey: boolean }): boolean =>
  text.length >= 3 && !(isKey && text.length <= 32 && /^[A-Za-z][A-Za-z$-]*(?:_[A-Za-z$-]+)*$/.test(text));

describe('findTexts', () => {
  it('finds what says something, with pointers, in the order of all strings', () => {
    const names = fc.constantFrom('name', 'a/b', 'm~n', '0', 'line 2', '__proto__', 'x'.repeat(40), '');
    const texts = fc.constantFrom('', 'ab', 'abc', 'some words', 'ключ');
    const { content } = fc.letrec((tie) => ({
      content: fc.oneof(texts, fc.integer(), fc.constant(null), tie('list'), tie('object')),
      list: fc.array(tie('content'), { maxLength: 4 }),
      object: fc.dictionary(names, tie('content'), { maxKeys: 5 }),
    }));
    fc.assert(
      fc.property(content, (value) => {
        expect(found(value)).toEqual([...walkStrings(value)].filter(saysSomething));
      }),
    );
  });

  it.each<[unknown, (string | undefined)[]]>([
    ['text', [undefined]],
    [['text'], [undefined]],
    [{ command: 'text' }, ['command']],
    [{ command: ['text', { '0': 'text' }] }, ['command', 'command']],
    [{ 'a/b': { '1x': 'text' } }, ['a/b', '1x']],
    [{ outer: { '': 'text' } }, ['']],
  ])('knows the member that holds each text of %j', (content, members) => {
    expect(membersOf(content)).toEqual(members);
  });

  it('reads what is nested without end', () => {
    let content: unknown = 'deep down';
    for (let depth = 0; depth < 20_000; depth += 1) content = { a: content };
    const [deep] = found(content);
    expect([deep!.text, deep!.at.length]).toEqual(['deep down', 40_000]);
  });
});
