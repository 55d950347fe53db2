import { describe, expect, it } from 'vitest';
import { createPlaceholderBook } from '../../../../../main/gateway/placeholders/placeholder-book';
import { placeholderLabel } from '../../../../../main/gateway/placeholders/placeholder-text';
import { createSealedValues } from '../../../../../main/gateway/placeholders/sealed-values';

const use = { label: 'EMAIL', server: 's', way: 'to-server', isTaken: () => false } as const;
const anybody = () => true;

describe('createPlaceholderBook', () => {
  it('forgets what was longest unused when there is too much, and nothing else', () => {
    const book = createPlaceholderBook(createSealedValues());
    for (let index = 0; index < 10_000; index += 1) book.placeholderFor(`value ${index}`, use);
    expect(book.valueOf('<EMAIL_1>', anybody)).toBe('value 0');
    book.placeholderFor('one more', use);
    expect(book.size).toBe(10_000);
    expect(book.valueOf('<EMAIL_1>', anybody)).toBe('value 0');
    expect(book.valueOf('<EMAIL_2>', anybody)).toBeUndefined();
    expect(book.valueOf('<EMAIL_10001>', anybody)).toBe('one more');
  });

  it('never takes a text that stands there already', () => {
    const book = createPlaceholderBook(createSealedValues());
    const taken = new Set(['<EMAIL_1>', '<EMAIL_2>']);
    expect(book.placeholderFor('a', { ...use, isTaken: (text) => taken.has(text) })).toBe('<EMAIL_3>');
  });

  it('asks whoever may know', () => {
    const book = createPlaceholderBook(createSealedValues());
    const name = book.placeholderFor('a', use);
    book.placeholderFor('a', { ...use, server: 't', way: 'from-server' });
    book.valueOf(name, ({ toServers, fromServers }) => {
      expect([[...toServers], [...fromServers]]).toEqual([['s'], ['t']]);
      return false;
    });
  });
});

describe('createSealedValues', () => {
  it('shows nothing of a value, and not the same twice', () => {
    const sealed = createSealedValues();
    const [one, two] = [sealed.seal('hunter2'), sealed.seal('hunter2')];
    expect(one.equals(two)).toBe(false);
    expect(one.toString('latin1')).not.toContain('hunter2');
    expect(sealed.open(one)).toBe('hunter2');
    expect(sealed.fingerprint('hunter2')).toBe(sealed.fingerprint('hunter2'));
    expect(createSealedValues().fingerprint('hunter2')).not.toBe(sealed.fingerprint('hunter2'));
  });

  it('opens nothing that was changed', () => {
    const sealed = createSealedValues();
    const one = sealed.seal('hunter2');
    one[one.length - 1]! ^= 1;
    expect(() => sealed.open(one)).toThrow();
  });
});

describe('placeholderLabel', () => {
  it.each([
    ['github-token', 'GITHUB_TOKEN'],
    ['us-ssn', 'US_SSN'],
    ['1password-key', 'PASSWORD_KEY'],
    ['***', 'VALUE'],
    [`${'long-'.repeat(30)}`, expect.stringMatching(/^[A-Z_]{60}$/)],
  ])('%s', (rule, label) => expect(placeholderLabel(rule)).toEqual(label));
});
