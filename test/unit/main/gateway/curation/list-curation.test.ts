import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Curation } from '../../../../../shared/config/curation';
import { mergeListCuration } from '../../../../../main/gateway/curation/list-curation';

const level = (origin: string, curation: object) => ({ origin, curation: Curation.parse(curation) });
const tools = (...said: object[]) =>
  mergeListCuration(
    said.map((one, index) => level(`level ${index + 1}`, { tools: one })),
    'tools',
  );
const resources = (...said: object[]) =>
  mergeListCuration(
    said.map((one, index) => level(`level ${index + 1}`, { resources: one })),
    'resources',
  );

describe('mergeListCuration', () => {
  it('is nothing where no level has a word on the kind', () => {
    expect(mergeListCuration([level('server x', { prompts: {} })], 'tools')).toBeUndefined();
    expect(mergeListCuration([], 'tools')).toBeUndefined();
  });

  it('lets levels narrow what there is, and none widen it', () => {
    const curation = tools({ allow: ['read_*', 'write_file'], deny: ['*_secret'] }, { allow: ['*_file'] });
    expect(curation?.absence('read_file')).toBeUndefined();
    expect(curation?.absence('read_secret')).toEqual({ reason: 'denied', by: 'level 1' });
    expect(curation?.absence('read_all')).toEqual({ reason: 'not-allowed', by: 'level 2' });
    expect(curation?.absence('delete_file')).toEqual({ reason: 'not-allowed', by: 'level 1' });
  });

  it('hides, and shows again what a less specific level hid, but not what it denied', () => {
    const hidden = { change: { a: { hidden: true }, b: { hidden: true } }, deny: ['b'] };
    const curation = tools(hidden, { change: { a: { hidden: false }, b: { hidden: false } } });
    expect(tools(hidden)?.absence('a')).toEqual({ reason: 'hidden', by: 'level 1' });
    expect(curation?.shownName('a')).toBe('a');
    expect(curation?.shownName('b')).toBeUndefined();
  });

  it('merges changes member by member, and knows who said what', () => {
    const curation = tools(
      { change: { a: { name: 'x', title: 'X', annotations: { readOnlyHint: true, title: 't' } } } },
      { change: { a: { name: 'y', annotations: { readOnlyHint: false } } } },
    );
    expect(curation?.changeOf('a')).toEqual({
      change: { name: 'y', title: 'X', annotations: { readOnlyHint: false, title: 't' } },
      origins: { name: 'level 2', title: 'level 1', annotations: 'level 2' },
    });
  });

  it('knows a renamed tool by its new name alone, and gives nobody else that name', () => {
    const curation = tools({ change: { a: { name: 'b' } } });
    expect([curation?.ownName('b'), curation?.ownName('a'), curation?.ownName('c')]).toEqual(['a', undefined, 'c']);
    expect(curation?.absence('b')).toEqual({ reason: 'name-taken', by: 'a' });
  });

  it('lets two tools change names, and keeps the name of one that is hidden', () => {
    const swapped = tools({ change: { a: { name: 'b' }, b: { name: 'a' } } });
    expect([swapped?.ownName('a'), swapped?.ownName('b'), swapped?.shownName('a')]).toEqual(['b', 'a', 'b']);
    const hidden = tools({ change: { a: { name: 'b', hidden: true } } });
    expect([hidden?.ownName('b'), hidden?.ownName('a'), hidden?.shownName('b')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(hidden?.collisions).toEqual([]);
  });

  it('names both that would have one name', () => {
    expect(tools({ change: { a: { name: 'x' } } }, { change: { b: { name: 'x' } } })?.collisions).toEqual([
      ['x', 'a', 'b'],
    ]);
  });

  it('is not impressed by names that objects have', () => {
    const curation = tools({ change: { a: { title: 'A' } } });
    expect([curation?.ownName('constructor'), curation?.changeOf('constructor')]).toEqual(['constructor', undefined]);
  });

  it('agrees with itself: what is shown under a name is found under it, and one name shows one thing', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const change = fc.record({ name, hidden: fc.boolean() }, { requiredKeys: [] });
    const said = fc.record(
      { change: fc.dictionary(name, change), deny: fc.array(name, { minLength: 1, maxLength: 2 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 3 }), (levels) => {
        const curation = tools(...levels);
        if (curation === undefined || curation.collisions.length > 0) return;
        const shown = ['a', 'b', 'c', 'd'].flatMap((own) => {
          const under = curation.shownName(own);
          return under === undefined ? [] : [[own, under] as const];
        });
        expect(new Set(shown.map(([, under]) => under)).size).toBe(shown.length);
        for (const [own, under] of shown) expect(curation.ownName(under)).toBe(own);
        for (const asked of ['a', 'b', 'c', 'd']) {
          const own = curation.ownName(asked);
          if (own !== undefined) expect(curation.shownName(own)).toBe(asked);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('mergeListCuration, of resources', () => {
  it.each([
    'file:///notes/../secret/x',
    'file:///notes/%2e%2e/secret/x',
    'file:///notes/..%2fsecret/x',
    'file:///notes/..%252fsecret/x',
    'FILE:///secret/x',
    'file:///secret/x',
    'file:///notes\\..\\..\\secret/x',
  ])('sees through %s', (uri) => {
    expect(resources({ allow: ['file:///notes/*'] })?.absence(uri)).toMatchObject({ reason: 'not-allowed' });
    expect(resources({ deny: ['file:///secret/*'] })?.absence(uri)).toMatchObject({ reason: 'denied' });
  });

  it('takes a template for itself and for all that it can make', () => {
    const curation = resources({ deny: ['x://a/{id}'], change: { 'x://b/{id}': { hidden: true } } });
    expect(
      ['x://a/{id}', 'x://a/1', 'x://b/{id}', 'x://b/2', 'x://c/3'].map((uri) => curation?.shownName(uri)),
    ).toEqual([undefined, undefined, undefined, undefined, 'x://c/3']);
    expect(resources({ allow: ['x://a/{id}'] })?.absence('x://a/7')).toBeUndefined();
  });
});
