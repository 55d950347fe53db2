import { describe, expect, it } from 'vitest';
import { filesUnder, read, ROOMS } from './tree';

const sources = filesUnder(ROOMS, ['.ts', '.tsx']);
const product = sources.filter((path) => !path.startsWith('test/'));

/** `path:line` of every line that matches; a comment counts too, so that nobody hides code in one. */
function linesMatching(paths: readonly string[], pattern: RegExp): readonly string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

describe('conventions', () => {
  it('no room has an index', () => {
    expect(sources.filter((path) => /(^|\/)index\.tsx?$/.test(path))).toEqual([]);
  });

  it('every import names the file that defines the thing', () => {
    expect(linesMatching(sources, /^\s*export \*/)).toEqual([]);
    expect(linesMatching(sources, /^\s*export default\b/)).toEqual([]);
  });

  it('stdout belongs to the protocol', () => {
    const quiet = product.filter((path) => /^main\/(gateway|gateway-tools|plugins|admin)\//.test(path));
    expect(linesMatching(quiet, /\bconsole\.\w/)).toEqual([]);
    expect(linesMatching(quiet, /\bprocess\.stdout\b/)).toEqual([]);
  });

  it('nothing random is predictable', () => {
    expect(linesMatching(product, /\bMath\s*\.\s*random\b/)).toEqual([]);
  });

  it('file names are kebab-case', () => {
    expect(sources.filter((path) => !/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.tsx?$/.test(path))).toEqual([]);
  });

  it('each stage of a request is produced in one place', () => {
    const makers = product.filter((path) => /^main\/gateway\/(stages\/|pipeline\.ts$)/.test(path));
    const producedIn = new Map<string, string[]>();
    for (const path of makers.filter((candidate) => !candidate.endsWith('request-states.ts'))) {
      for (const [, tag] of read(path).matchAll(/\bstage: '([a-z-]+)'/g)) {
        producedIn.set(tag!, [...new Set([...(producedIn.get(tag!) ?? []), path])]);
      }
    }
    expect(makers.length).toBeGreaterThan(0);
    expect([...producedIn].filter(([, paths]) => paths.length !== 1)).toEqual([]);
  });
});
