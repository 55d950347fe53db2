import { describe, expect, it } from 'vitest';
import { parseArgumentPath, valuesAt } from '../../../../../main/gateway/argument-rules/argument-path';

const at = (path: string, args: object) => valuesAt(args as never, parseArgumentPath(path));

describe('valuesAt', () => {
  it('takes a name as it is, dots included', () => {
    expect(at('a.b', { 'a.b': 1, a: { b: 2 } }).values).toEqual([{ at: '/a.b', value: 1 }]);
    expect(at('__proto__', {}).values).toEqual([]);
    expect(at('constructor', {}).values).toEqual([]);
  });

  it('follows pointers, escapes and stars', () => {
    const args = { files: [{ path: 'x' }, { path: 'y' }, {}], 'a/b': { '~': 7 } };
    expect(at('/files/*/path', args).values).toEqual([
      { at: '/files/0/path', value: 'x' },
      { at: '/files/1/path', value: 'y' },
    ]);
    expect(at('/files/1/path', args).values).toEqual([{ at: '/files/1/path', value: 'y' }]);
    expect(at('/a~1b/~0', args).values).toEqual([{ at: '/a~1b/~0', value: 7 }]);
  });

  it('does not tell the names that clients chose', () => {
    expect(at('/env/*', { env: { 'secret-name': 1 } }).values).toEqual([{ at: '/env/*', value: 1 }]);
  });

  it('takes null for left out', () => {
    expect(at('path', { path: null })).toEqual({ values: [], misfits: [] });
    expect(at('/files/*/path', { files: null })).toEqual({ values: [], misfits: [] });
  });

  it.each([
    ['/files/*/path', { files: 'x' }, ['/files']],
    ['/files/*/path', { files: ['x'] }, ['/files/0']],
    ['/options/path', { options: ['x'] }, ['/options']],
  ])('%s does not fit %j, and says so', (path, args, misfits) => {
    expect(at(path, args)).toEqual({ values: [], misfits });
  });

  it('does not look through endless lists', () => {
    expect(
      at('/*', Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`k${index}`, 1]))).misfits,
    ).toEqual(['']);
  });
});
