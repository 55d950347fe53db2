import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BREACHES } from './breaches';
import { ROOMS, ROOT } from './tree';

const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = 'test/architecture/rooms.cjs';

interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Runs dependency-cruiser on a tree and returns what it objects to. */
function cruise(tree: string): Promise<readonly Violation[]> {
  const command = [CRUISER, '--config', CONFIG, '--output-type', 'json', ...ROOMS];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, { cwd: tree, maxBuffer: 256 * 1024 * 1024 }, (_failure, stdout, stderr) => {
      if (stdout === '') return reject(new Error(stderr));
      const { summary } = JSON.parse(stdout) as {
        summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] };
      };
      if (summary.totalCruised === 0) return reject(new Error('Nothing was looked at'));
      resolve(summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to })));
    });
  });
}

async function copyTree(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'rooms-'));
  const filter = (source: string): boolean => !['node_modules', 'dist', 'results'].includes(basename(source));
  for (const name of [...ROOMS, 'tsconfig.json', 'package.json']) {
    await cp(join(ROOT, name), join(copy, name), { recursive: true, filter });
  }
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

async function breachEveryWall(copy: string): Promise<void> {
  for (const { file, code, target, targetCode } of BREACHES) {
    if (target !== undefined) {
      await mkdir(dirname(join(copy, target)), { recursive: true });
      await writeFile(join(copy, target), targetCode ?? 'export type Target = string;\n');
    }
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await appendFile(join(copy, file), `\n${code}`);
  }
}

describe('rooms', () => {
  let copy: string;
  let breaches: readonly Violation[];

  beforeAll(async () => {
    copy = await copyTree();
    await breachEveryWall(copy);
    breaches = await cruise(copy);
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it('stand: nothing in the tree leans through a wall', async () => {
    expect(await cruise(ROOT)).toEqual([]);
  });

  it.each(BREACHES)('$rule shouts at $file', ({ rule, file, also }) => {
    const rules = breaches.filter(({ from }) => from === file).map((violation) => violation.rule);
    expect([...new Set(rules)].sort()).toEqual([rule, ...(also ?? [])].sort());
  });

  it('were each broken once', () => {
    const { forbidden } = createRequire(import.meta.url)('./rooms.cjs') as { forbidden: { name: string }[] };
    expect([...new Set(BREACHES.map(({ rule }) => rule))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });
});
