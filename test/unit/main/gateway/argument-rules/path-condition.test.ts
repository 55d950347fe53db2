import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskLinks, whereItLeads, type LinkReader } from '../../../../../main/gateway/argument-rules/file-probe';
import { pathProblem, type PathPlace } from '../../../../../main/gateway/argument-rules/path-condition';

let top: string;
let root: string;

/** `root` with ordinary files and links that lead out, in, to nothing and round in circles; `outside` beside it. */
beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'smg-paths-')));
  root = join(top, 'root');
  await mkdir(join(root, 'sub/deep'), { recursive: true });
  await mkdir(join(top, 'outside/dir'), { recursive: true });
  await mkdir(join(top, 'root-twin'));
  await writeFile(join(root, 'a.txt'), 'a');
  await writeFile(join(top, 'outside/secret'), 's');
  await symlink(join(top, 'outside'), join(root, 'out'));
  await symlink('../outside/dir', join(root, 'outdir'));
  await symlink('sub', join(root, 'in'));
  await symlink(join(top, 'outside/not-yet'), join(root, 'dangling'));
  await symlink('../../outside/not-yet', join(root, 'sub/dangling'));
  await symlink('loop', join(root, 'loop'));
  await symlink(root, join(top, 'alias'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

const place = (): PathPlace => ({ platform: process.platform, home: top, workingDirectory: root, links: diskLinks });
const problem = (path: unknown, within = [root], more: Partial<PathPlace> = {}) =>
  pathProblem(path, { within }, { ...place(), ...more });

describe.skipIf(process.platform === 'win32')('pathProblem', () => {
  it.each([
    '{root}',
    '{root}/',
    '{root}/a.txt',
    '{root}//sub/./deep/../x',
    '{root}/new/dir/file',
    '{root}/in/x',
    '{root}/100%.txt',
    '{root}/50%25',
    'a.txt',
    './sub',
    '.',
    'file://{root}/a.txt',
    'file://localhost{root}/a%20b',
    'FILE://{root}/a.txt',
    '~/root/a.txt',
    '{top}/root/a.txt',
    '{root}/a\\b',
    '{root}/ünï.txt',
  ])('lets %s pass', async (path) => {
    expect(await problem(path.replace('{root}', root).replace('{top}', top))).toBeUndefined();
  });

  it.each([
    '{top}',
    '/etc/passwd',
    '{root}-twin/x',
    '{root}/../outside/secret',
    '{root}/sub/../../outside/secret',
    '{root}/out/secret',
    '{root}/outdir/x',
    '{root}/out/new',
    '{root}/outdir/../secret',
    '{root}/dangling',
    '{root}/sub/dangling',
    '{root}/dangling/x',
    '{root}/loop',
    '{root}/new/../out/secret',
    '{root}/a.txt/../../outside',
    '{root}/%2e%2e/outside/secret',
    '{root}/%252e%252e/outside/secret',
    '{root}/..%2foutside',
    '{root}/..%c0%afoutside',
    '{root}/..\\outside\\secret',
    '{root}/sub\\..\\..\\outside',
    '{root}/．．/outside',
    '{root}/‥/outside',
    '../outside',
    'in/../../outside',
    'out/secret',
    '~',
    '~/outside',
    '~/root/../outside',
    '~root/x',
    '~/../etc/passwd',
    'file:///etc/passwd',
    'file://{root}/../outside',
    'file://{root}/%2e%2e/outside',
    'file://{root}/%2E%2E%2Foutside',
    'file://evil.test{root}/a.txt',
    'file:{root}/a.txt',
    'file:a.txt',
    'C:\\Windows',
    'C:a',
    '\\\\server\\share',
    '\\etc\\passwd',
    '{root}/a\0.txt',
    '{root}/a%00.txt',
    '',
  ])('refuses %j', async (path) => {
    expect(await problem(path.replace('{root}', root).replace('{top}', top))).toBeTypeOf('string');
  });

  it.each([[5], [['a.txt']], [{ path: 'a.txt' }], [true]])('refuses %j, which is no path', async (value) => {
    expect(await problem(value)).toBe('must be a path');
  });

  it('takes a root that is a link for what it names, under both names', async () => {
    const within = [join(top, 'alias')];
    expect(await problem(join(top, 'alias/a.txt'), within)).toBeUndefined();
    expect(await problem(join(root, 'a.txt'), within)).toBeUndefined();
    expect(await problem(join(top, 'alias/out/secret'), within)).toBeDefined();
  });

  it('knows where relative paths begin, or refuses them', async () => {
    const { workingDirectory: _, ...nowhere } = place();
    expect(await pathProblem('a.txt', { within: [root] }, nowhere)).toBe('is not a plain path');
    expect(await pathProblem('a.txt', { within: [root], relativeTo: '~/root' }, nowhere)).toBeUndefined();
    expect(await pathProblem('a.txt', { within: [root], relativeTo: top }, nowhere)).toBeDefined();
  });

  it('refuses what it cannot follow', async () => {
    const broken: LinkReader = {
      realpath: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })),
      linkAt: () => Promise.resolve(undefined),
    };
    expect(await problem(join(root, 'a.txt'), [root], { links: broken })).toBe('cannot be followed to where it leads');
  });

  it('reads Windows paths by their text where there is no Windows to ask', async () => {
    const within = ['C:\\Notes', '\\\\server\\share'];
    for (const good of [
      'c:/notes/a',
      'C:\\NOTES\\x\\..\\y',
      '\\\\?\\C:\\Notes\\a',
      '//Server/Share/x',
      'file:///C:/notes/a',
    ]) {
      expect([good, await problem(good, within)]).toEqual([good, undefined]);
    }
    for (const bad of [
      'C:\\Notes2\\a',
      'C:\\Notes\\..\\x',
      'D:\\Notes\\a',
      'C:\\Notes\\a:s',
      '\\\\server\\other\\x',
      '/etc',
      'a',
      'C:\\Notes\\%2e%2e\\x',
    ]) {
      expect([bad, typeof (await problem(bad, within))]).toEqual([bad, 'string']);
    }
    expect(await problem('a\\b', within, { workingDirectory: 'C:\\Notes' })).toBeUndefined();
  });

  it('asks Windows where links lead', async () => {
    const links: LinkReader = {
      realpath: (path) => Promise.resolve(path.toLowerCase().replace('c:\\notes\\link', 'C:\\Secrets')),
      linkAt: () => Promise.resolve(undefined),
    };
    const windows = { platform: 'win32' as const, links };
    expect(await problem('C:\\Notes\\a', ['C:\\Notes'], windows)).toBeUndefined();
    expect(await problem('C:\\Notes\\LINK\\a', ['C:\\Notes'], windows)).toBe('leads out of the allowed directories');
  });

  it('never lets a path pass that leads out, however it is put together', async () => {
    const piece = fc.constantFrom(
      ...[
        '..',
        '.',
        '',
        'sub',
        'deep',
        'out',
        'outdir',
        'in',
        'dangling',
        'a.txt',
        'new',
        '~',
        '%2e%2e',
        '..%2f',
        '%252e',
        '..\\',
        '\\',
        '．．',
        'loop',
      ],
    );
    const start = fc.constantFrom(
      '',
      '/',
      './',
      '{root}/',
      '{root}/',
      '{root}/in/',
      '~/root/',
      'file://{root}/',
      '{top}/alias/',
    );
    const paths = fc.tuple(start, fc.array(piece, { maxLength: 6 }), fc.constantFrom('/', '//'));
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(paths, async ([first, parts, between]) => {
        const path = `${first}${parts.join(between)}`.replace('{root}', root).replace('{top}', top);
        const links = new Set<string>();
        if ((await problem(path)) !== undefined) return;
        passed += 1;
        // As servers may read it: as it is, decoded, with backslashes as slashes; tidied first or not.
        for (const read of [path, decoded(path), decoded(decoded(path)), path.replaceAll('\\', '/')]) {
          const whole = read.replace(/^file:\/\//, '').replace(/^~(?=\/|$)/, top);
          const absolute = whole.startsWith('/') ? whole : `${root}/${whole}`;
          for (const way of [absolute, resolve(absolute)]) links.add(await whereItLeads(way, diskLinks));
        }
        for (const end of links) expect(`${end}${sep}`.startsWith(`${root}${sep}`)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(passed).toBeGreaterThan(100);
  });
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
