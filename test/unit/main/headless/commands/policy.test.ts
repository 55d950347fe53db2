import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../../../../shared/config/gateway-config';
import { runCli } from '../../../../support/run-cli';

let home: string;
const config: GatewayConfigInput = {
  version: 1,
  policy: { detectors: { pii: { action: { output: 'redact' } } } },
  configs: {
    default: {
      name: 'Default',
      servers: {
        files: {
          command: 'x',
          policy: { mode: 'monitor', detectors: { secrets: { action: 'off' } } },
          toolPolicies: { read: { detectors: { secrets: { action: 'block' } } } },
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
  home = await mkdtemp(join(tmpdir(), 'smg-policy-'));
  await writeFile(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
});
afterAll(() => rm(home, { recursive: true, force: true }));

const file = async (content: unknown) => {
  const path = join(home, 'given.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

describe('policy explain', () => {
  const explain = async (...options: string[]) => {
    const { code, stdout } = await runCli(home, ['policy', 'explain', '--json', ...options]);
    expect(code).toBe(0);
    return JSON.parse(stdout) as {
      mode: string;
      levels: string[];
      detectors: { detector: string; decisions: unknown }[];
    };
  };
  const decisions = (of: Awaited<ReturnType<typeof explain>>, name: string) =>
    of.detectors.find(({ detector }) => detector === name)?.decisions;

  it('shows what is in force and who said so', async () => {
    const general = await explain();
    expect(general).toMatchObject({ mode: 'enforce', levels: ['shipped', 'global'] });
    expect(decisions(general, 'pii')).toMatchObject({
      output: { action: 'redact', origin: 'global' },
      input: { action: 'flag', severity: 'high', origin: 'shipped' },
    });
    const ofTool = await explain('--server', 'files', '--tool', 'read');
    expect(ofTool).toMatchObject({
      mode: 'monitor',
      levels: ['shipped', 'global', 'server files', 'tool files · read'],
    });
    expect(decisions(ofTool, 'secrets')).toMatchObject({ input: { action: 'block', origin: 'tool files · read' } });
  });

  it('says it in words too', async () => {
    const { stdout } = await runCli(home, ['policy', 'explain', '--server', 'files']);
    expect(stdout).toContain('monitor: recorded, nothing changed');
    expect(stdout).toMatch(/secrets\s+off\s+off\s+off\s+off\s+server files/);
  });
});

describe('policy test', () => {
  const cases = [
    {
      name: 'a code name',
      phase: 'input',
      text: 'about Nightingale',
      expect: { action: 'block', detectors: ['custom-keyword'] },
    },
    { phase: 'input', text: 'about nothing', expect: { action: 'allow' } },
  ];

  it('passes where verdicts are as expected', async () => {
    const { code, stdout } = await runCli(home, ['policy', 'test', await file({ cases })]);
    expect([code, stdout]).toEqual([0, 'ok      a code name\nok      case 2\n\n2 passed, 0 failed\n']);
  });

  it('fails with what was found where they are not', async () => {
    const wrong = [
      { ...cases[0], expect: { action: 'allow' } },
      { ...cases[0], expect: { action: 'block', detectors: ['secrets'] } },
      { ...cases[0], server: 'files', expect: { action: 'flag' } },
    ];
    const { code, stdout } = await runCli(home, ['policy', 'test', await file({ cases: wrong })]);
    expect(code).toBe(8);
    expect(stdout).toContain('expected allow, was block (found by custom-keyword)');
    expect(stdout).toContain('not found by secrets');
    expect(stdout).toContain('1 passed, 2 failed');
  });

  it('tries a policy of its own where the file has one', async () => {
    const deep: unknown = JSON.parse('['.repeat(70) + ']'.repeat(70));
    const policy = { detectors: { limits: { action: 'flag' } } };
    const given = {
      policy,
      cases: [{ phase: 'output', content: deep, expect: { action: 'flag', detectors: ['limits'] } }],
    };
    expect((await runCli(home, ['policy', 'test', await file(given)])).code).toBe(0);
  });

  it.each([
    ['{', 'is not JSON'],
    ['{"cases":[]}', 'cases'],
    ['{"cases":[{"phase":"input","expect":{"action":"allow"}}]}', 'exactly one of'],
    [
      '{"cases":[{"phase":"input","arguments":{},"expect":{"action":"allow"}}]}',
      'need the phase "input" and a "toolName"',
    ],
    [
      '{"policy":{"argumentRules":[{"argument":"x","matches":"("}]},"cases":[{"phase":"input","text":"x","expect":{"action":"allow"}}]}',
      'RE2',
    ],
    ['{"cases":[{"phase":"input","text":"x","expect":{"action":"no"}}]}', 'cases.0.expect.action'],
  ])('refuses %s', async (content, named) => {
    const { code, stderr } = await runCli(home, ['policy', 'test', await file(content)]);
    expect(code).toBe(2);
    expect(stderr).toContain(named);
  });
});

describe('policy convert', () => {
  interface Converted {
    readonly guardrails: readonly object[];
    readonly policies: { readonly dev: Readonly<Record<string, object>> };
    readonly notes: readonly string[];
  }
  const convert = async (servers: readonly object[], guardrails: object = {}): Promise<Converted> => {
    const listed = servers.map((server, index) => ({ server_name: `s${index}`, ...server }));
    const base = {
      mcp_configs: { id: { mcp_config_name: 'dev', mcp_config: listed } },
      plugins: { guardrails },
    };
    const { code, stdout, stderr } = await runCli(home, ['policy', 'convert', await file(base)]);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as Converted;
  };
  const policy = (block: string[], more = {}) => ({ enabled: true, policy_name: 'P', block, ...more });
  const GUARDED = {
    enable_server_info_validation: true,
    tool_guardrails_policy: policy(['toxicity', 'keyword_detector']),
    input_guardrails_policy: policy(['injection_attack', 'pii'], { additional_config: { pii_redaction: true } }),
    output_guardrails_policy: policy(['policy_violation', 'relevancy'], {
      additional_config: { relevancy: true, adherence: true, relevancy_threshold: 0.6 },
    }),
  };

  it('says every member in our words', async () => {
    const { policies, notes } = await convert([GUARDED]);
    expect(notes).toEqual([]);
    expect(policies.dev['s0']).toEqual({
      policy: {
        detectors: {
          injection: { action: { input: 'block' } },
          pii: { action: { input: 'redact' } },
          'policy-violation': { action: { output: 'block' } },
          relevancy: { action: { output: 'block' }, threshold: 0.4 },
          adherence: { action: { output: 'flag' } },
          toxicity: { action: { listing: 'block', server: 'block' } },
          'banned-keywords': { action: { listing: 'block', server: 'block' } },
        },
      },
      notes: [],
    });
  });

  it('names each policy at the vendor once, with its servers, and copies no credential', async () => {
    const config = {
      api_key: 'hunter2',
      base_url: 'https://api.example.com',
      registration_validation: { custom_detectors: true, tool_detectors: { nsfw: { enabled: true } } },
    };
    const { guardrails } = await convert([GUARDED, { ...GUARDED, tool_guardrails_policy: { enabled: false } }], {
      provider: 'enkrypt',
      config,
    });
    const options = {
      apiKey: '${env:ENKRYPT_API_KEY}',
      baseUrl: 'https://api.example.com',
      toolDetectors: { nsfw: { enabled: true } },
      policy: 'P',
    };
    expect(guardrails).toEqual([
      { name: 'local', use: 'local' },
      { name: 'enkrypt P (input)', use: 'enkrypt', options, phases: ['input'], servers: ['s0', 's1'] },
      { name: 'enkrypt P (output)', use: 'enkrypt', options, phases: ['output'], servers: ['s0', 's1'] },
      { name: 'enkrypt P (listing, server)', use: 'enkrypt', options, phases: ['listing', 'server'], servers: ['s0'] },
    ]);
  });

  it.each([
    [
      'openai',
      { threshold: 0.5, block_categories: ['hate'] },
      { use: 'openai-moderation', options: { apiKey: '${env:OPENAI_API_KEY}', threshold: 0.5, categories: ['hate'] } },
    ],
    [
      'custom_keyword',
      { blocked_keywords: ['x'], case_sensitive: true },
      { use: 'custom-keyword', options: { words: ['x'], caseSensitive: true } },
    ],
  ])('names the provider %s', async (provider, config, expected) => {
    expect((await convert([{}], { provider, config })).guardrails[1]).toMatchObject(expected);
  });

  it('says which provider has no counterpart', async () => {
    expect(await convert([{}], { provider: 'aws_comprehend' })).toMatchObject({
      guardrails: [{ use: 'local' }],
      notes: [expect.stringContaining('"aws_comprehend"')],
    });
  });

  it('takes short policies, the older boolean, and server descriptions that are not to be looked at', async () => {
    const { policies } = await convert([
      { input_guardrails_policy: { enabled: false }, enable_tool_guardrails: true },
      {
        enable_server_info_validation: false,
        tool_guardrails_policy: { enabled: true, block: ['bias', 'unheard_of'] },
      },
    ]);
    expect(policies.dev['s0']).toMatchObject({
      policy: { detectors: {} },
      notes: [expect.stringContaining('tool_guardrails_policy is enabled')],
    });
    expect(policies.dev['s1']).toEqual({
      policy: { detectors: { bias: { action: { listing: 'block' } } } },
      notes: [expect.stringContaining('"unheard_of"')],
    });
  });

  it('refuses another file, naming it', async () => {
    const path = await file({ mcpServers: {} });
    const { code, stderr } = await runCli(home, ['policy', 'convert', path]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${path} is not a configuration of the base product: mcp_configs`);
  });
});
