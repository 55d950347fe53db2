import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
}
interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<
    string,
    {
      readonly steps: readonly Step[];
      readonly env?: Record<string, string>;
      readonly strategy?: { readonly matrix: { readonly include: readonly { readonly target: string }[] } };
    }
  >;
}

const readText = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

describe.each(['release', 'electron-age'])('the workflow %s', (name) => {
  let workflow: Workflow;
  let steps: readonly Step[];
  beforeAll(async () => {
    workflow = parse(await readText(`.github/workflows/${name}.yml`)) as Workflow;
    steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  });

  it('runs what there is', async () => {
    const { scripts } = JSON.parse(await readText('package.json')) as { scripts: Record<string, string> };
    const asked = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm (?:run )?(test|dist|[a-z]+:[a-z]+)/g)]);
    expect(asked.filter((match) => scripts[match[1]!] === undefined)).toEqual([]);
    const files = steps.flatMap(({ run = '' }) => [...run.matchAll(/node (\S+\.mjs)/g)].map((match) => match[1]!));
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    expect(asked.length + files.length).toBeGreaterThan(0);
  });

  it('shows what signs to the step that signs alone', () => {
    const withSecrets = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
    expect(withSecrets.every(({ run = '' }) => run.includes('npm run dist'))).toBe(true);
    expect(Object.values(workflow.jobs).every(({ env }) => !JSON.stringify(env ?? {}).includes('secrets.'))).toBe(true);
    const installing = steps.filter(({ run = '' }) => run.includes('npm ci'));
    expect(installing.every(({ run }) => run === 'npm ci --ignore-scripts')).toBe(true);
  });

  it('may read, and nothing else where it is not said', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });
});

describe('a release', () => {
  it('is built for every system that there is a Node for', async () => {
    const { jobs } = parse(await readText('.github/workflows/release.yml')) as Workflow;
    const { packages } = JSON.parse(await readText('scripts/packaging/node-binaries.json')) as {
      packages: Record<string, unknown>;
    };
    const built = jobs['build']!.strategy!.matrix.include.map(({ target }) => target);
    expect(built.sort()).toEqual(Object.keys(packages).sort());
  });

  it('has one description for the updater, of the packages of all machines', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'smg-merge-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const made = async (target: string, version: string, name: string) => {
      await mkdir(join(folder, 'built', target), { recursive: true });
      await writeFile(join(folder, 'built', target, name), target);
      const info = `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: x\n`;
      await writeFile(join(folder, 'built', target, 'latest-mac.yml'), info);
    };
    const merge = () =>
      spawnSync(
        process.execPath,
        [join(ROOT, 'scripts/merge-packages.mjs'), join(folder, 'built'), join(folder, 'packages')],
        { encoding: 'utf8' },
      );
    await made('darwin-arm64', '1.2.3', 'a-arm64.zip');
    await made('darwin-x64', '1.2.3', 'a-x64.zip');
    expect(merge()).toMatchObject({ status: 0, stderr: '' });
    const names = await readdir(join(folder, 'packages'));
    expect(names.sort()).toEqual(['a-arm64.zip', 'a-x64.zip', 'latest-mac.yml']);
    expect(parse(await readFile(join(folder, 'packages/latest-mac.yml'), 'utf8'))).toMatchObject({
      version: '1.2.3',
      files: [{ url: 'a-arm64.zip' }, { url: 'a-x64.zip' }],
    });
    await made('darwin-x64', '1.2.4', 'a-x64.zip');
    expect(merge()).toMatchObject({ status: 1, stderr: 'latest-mac.yml is of version 1.2.3 and of 1.2.4\n' });
  });

  it('is refused before anything is built when something for it is missing', () => {
    const { PATH = '' } = process.env;
    const pack = (words: readonly string[], env: Record<string, string> = {}) =>
      spawnSync(process.execPath, [join(ROOT, 'scripts/pack.mjs'), ...words], {
        encoding: 'utf8',
        env: { PATH, ...env },
      });
    const deb = ['--target', 'deb', '--no-build'];
    expect(pack(deb)).toMatchObject({ status: 1, stderr: expect.stringContaining('RELEASE_REPOSITORY') as string });
    expect(pack(deb, { RELEASE_REPOSITORY: 'one' })).toMatchObject({
      stderr: 'RELEASE_REPOSITORY must be owner/name, not one\n',
    });
    expect(pack(['--own-node', '--no-build'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--dir') as string,
    });
    expect(pack(['--bogus'])).toMatchObject({ status: 1, stderr: expect.stringContaining('npm run pack') as string });
  });
});
