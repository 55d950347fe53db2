import { describe, expect, it } from 'vitest';
import { explainConfig } from '../../../../../main/gateway/config/explain-config';
import { formatProblem } from '../../../../../main/gateway/config/config-problem';

const hash = `sha256:${'a'.repeat(22)}:${'b'.repeat(43)}`;
const problemsOf = (ofServer: object, ofProject: object = {}, ofKey: object = {}) =>
  (
    explainConfig({
      version: 1,
      users: { ada: { name: 'Ada' } },
      configs: { c: { name: 'C', servers: { files: { command: 'x', curation: ofServer } } } },
      projects: { p: { name: 'P', configId: 'c', userIds: ['ada'], curation: ofProject } },
      keys: { k: { hash, projectId: 'p', userId: 'ada', createdAt: '2026-01-01T00:00:00Z', curation: ofKey } },
    }).problems ?? []
  ).map(formatProblem);

const renamed = (own: string, name: string) => ({ tools: { change: { [own]: { name } } } });

describe('curation in a configuration', () => {
  it('is taken where it is right', () => {
    const full = {
      tools: { allow: ['read_*'], deny: ['x'], change: { a: { name: 'b', annotations: { readOnlyHint: true } } } },
      prompts: { change: { p: { description: 'P' } } },
      resources: { deny: ['file:///*'], change: { 'x://y': { name: 'Any name at all' } } },
    };
    expect(problemsOf(full, { files: full }, { files: full })).toEqual([]);
  });

  it.each([
    [{ tools: { hide: ['x'] } }, /tools\.hide is not a known setting/],
    [{ tool: {} }, /\.tool is not a known setting \(did you mean "tools"\?\)/],
    [{ tools: { change: { a: { name: 'a b' } } } }, /change\.a\.name use letters/],
    [
      { tools: { change: { a: { annotations: { readonlyHint: true } } } } },
      /readonlyHint is not a known setting \(did you mean "readOnlyHint"/,
    ],
    [{ resources: { change: { a: { annotations: {} } } } }, /change\.a\.annotations is not a known setting/],
    [{ tools: { allow: [] } }, /tools\.allow must not be empty/],
  ])('%j is refused with its place', (curation, words) => {
    expect(problemsOf(curation).join('\n')).toMatch(words);
    expect(problemsOf({}, { files: curation }).join('\n')).toMatch(words);
  });

  it('names both tools that would share a name, whichever levels say so', () => {
    const both = { tools: { change: { a: { name: 'x' }, b: { name: 'x' } } } };
    const said = 'is "x", and so is the name of "a" (give each a name of its own)';
    expect(problemsOf(both)[0]).toBe(`configs.c.servers.files.curation.tools.change.b.name ${said}`);
    expect(problemsOf(renamed('a', 'x'), { files: renamed('b', 'x') })).toEqual([
      `projects.p.curation.files.tools.change.b.name ${said}`,
    ]);
    expect(problemsOf(renamed('a', 'x'), {}, { files: renamed('b', 'x') })).toEqual([
      `keys.k.curation.files.tools.change.b.name ${said}`,
    ]);
    expect(problemsOf(renamed('a', 'x'), { files: renamed('a', 'y') }, { files: renamed('b', 'x') })).toEqual([]);
  });

  it('knows no server that the config does not have', () => {
    expect(problemsOf({}, { fils: {} }, { other: {} })).toEqual([
      'projects.p.curation.fils names the server "fils", which the config "c" does not have (did you mean "files"?)',
      'keys.k.curation.other names the server "other", which the config "c" does not have (it has: files)',
    ]);
  });
});
