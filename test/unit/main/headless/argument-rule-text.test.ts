import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../../../shared/config/gateway-config';
import { runCli } from '../../../support/run-cli';

let home: string;
const config: GatewayConfigInput = {
  version: 1,
  configs: {
    default: {
      name: 'Default',
      servers: {
        notes: {
          command: 'x',
          policy: { argumentRules: [{ id: 'here', argument: 'path', path: { within: ['/notes'] } }] as never },
          toolPolicies: {
            list: { argumentRules: [{ argument: 'depth', number: { max: 3 }, action: 'ask' }] as never },
          },
        },
      },
    },
  },
  guardrails: [
    { name: 'local', use: 'local' },
    { name: 'words', use: 'custom-keyword', options: { words: ['Nightingale'] } },
  ],
};
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-rule-text-'));
  await writeFile(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
});
afterAll(() => rm(home, { recursive: true, force: true }));

const file = async (content: unknown) => {
  const path = join(home, 'given.json');
  await writeFile(path, JSON.stringify(content));
  return path;
};

describe('policy explain, of argument rules', () => {
  const explain = (...options: string[]) => runCli(home, ['policy', 'explain', '--server', 'notes', ...options]);

  it('shows those that are in force, and who said so', async () => {
    const { stdout } = await explain('--tool', 'list');
    expect(stdout).toMatch(/here\s+deny\s+all\s+path\s+path \{"within":\["\/notes"\]\}\s+server notes/);
    expect(stdout).toMatch(/tool notes · list#1\s+ask\s+all\s+depth\s+number \{"max":3\}\s+tool notes · list/);
    expect((await explain()).stdout).not.toContain('depth');
  });

  it('says which of them speak about given arguments', async () => {
    const ofTool = ['--tool', 'list', '--arguments'];
    expect((await explain(...ofTool, '{"path":"/notes/x","depth":2}')).stdout).toContain('pass all argument rules');
    expect((await explain(...ofTool, '{"depth":4}')).stdout).toContain(
      'A person is asked about these arguments:\n  ask   "depth"',
    );
    const { stdout } = await explain('--json', ...ofTool, '{"path":"/etc/hunter2","depth":4}');
    expect((JSON.parse(stdout) as { arguments: unknown }).arguments).toMatchObject({
      action: 'block',
      objections: [
        { rule: 'tool notes · list#1', action: 'ask', at: '/arguments/depth' },
        { rule: 'here', action: 'deny', origin: 'server notes', at: '/arguments/path' },
      ],
    });
    expect(stdout).not.toContain('hunter2');
  });

  it.each([
    [['--arguments', '{}'], 'needs --server and --tool'],
    [['--tool', 'list', '--arguments', '{'], 'is not JSON'],
    [['--tool', 'list', '--arguments', '[]'], 'must be an object'],
  ])('%j is refused', async (options, words) => {
    const { code, stderr } = await explain(...options);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe('policy test, of argument rules', () => {
  it('tries calls with arguments, under the rules of the place', async () => {
    const here = { phase: 'input', server: 'notes', toolName: 'list' };
    const given = [
      { ...here, arguments: { path: '/notes/a' }, expect: { action: 'allow' } },
      { ...here, arguments: { path: '/etc' }, expect: { action: 'block', rules: ['here'] } },
      {
        ...here,
        arguments: { path: '/notes/Nightingale' },
        expect: { action: 'block', detectors: ['custom-keyword'] },
      },
      { ...here, arguments: { depth: 4 }, expect: { action: 'ask', rules: ['here'] } },
      { ...here, arguments: { path: '/etc' }, expect: { action: 'allow' } },
    ];
    const { stdout } = await runCli(home, ['policy', 'test', await file({ cases: given })]);
    expect(stdout).toContain('3 passed, 2 failed');
    expect(stdout).toContain('case 4: not found by rule here (found by rule tool notes · list#1)');
    expect(stdout).toContain('case 5: expected allow, was block (found by path-traversal, rule here)');
    const policy = {
      argumentRules: [
        { id: 'here', action: 'off' },
        { argument: 'x', matches: 'a' },
      ],
    };
    const of = { phase: 'input', server: 'any', toolName: 'list', arguments: { x: 'b' } };
    const own = await file({ policy, cases: [{ ...of, expect: { action: 'block', rules: ['global#2'] } }] });
    expect((await runCli(home, ['policy', 'test', own])).stdout).toContain('1 passed');
  });
});
