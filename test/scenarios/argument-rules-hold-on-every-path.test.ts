import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ArgumentRule } from '../../shared/config/argument-rules';
import { seatClerk } from '../support/clerk';
import { serverProgram } from '../support/real-servers';
import {
  fixture,
  modernRequest,
  openTestHouse,
  textOf,
  type TestHouse,
  type TestHouseOptions,
} from '../support/test-house';

let house: TestHouse | undefined;
let top: string;
let record: string;

beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'smg-rules-')));
  record = join(top, 'record.jsonl');
  await mkdir(join(top, 'shared/open'), { recursive: true });
  await mkdir(join(top, 'shared/closed'));
  await writeFile(join(top, 'shared/open/note.txt'), 'Water the plants.\n');
  await writeFile(join(top, 'shared/closed/diary.txt'), 'Dear diary.\n');
  await symlink(join(top, 'shared/closed'), join(top, 'shared/open/link'));
});
afterEach(async () => {
  await house?.stop();
  house = undefined;
  await rm(record, { force: true });
});
afterAll(() => rm(top, { recursive: true, force: true }));

const callsSeen = async () =>
  (await readFile(record, 'utf8').catch(() => '')).split('\n').filter((line) => line.includes('"tools/call"'));

type Rule = Partial<ArgumentRule>;
const shortText: Rule = { id: 'short', argument: 'text', length: { max: 5 }, message: 'Keep it short.' } as Rule;

const open = async (rules: readonly Rule[], more: Partial<TestHouseOptions> = {}, policy: object = {}) => {
  house = await openTestHouse({
    servers: {
      rec: {
        ...fixture('recording.mjs', { RECORD: record }),
        policy: policy as never,
        toolPolicies: { say: { argumentRules: rules as never } },
      },
    },
    ...more,
  });
  return house;
};

describe('argument rules hold on every path', () => {
  it('a call that a rule denies never reaches the server, whichever way it comes', async () => {
    const { legacyClient, modernClient, post, activity } = await open([shortText]);
    const args = { text: 'hunter2-and-more' };
    const client = await legacyClient();
    const refused = await client.callTool({ name: 'rec__say', arguments: args });
    expect(textOf(refused)).toMatch(
      /refuses these arguments of rec · say: "text" must have at most 5 characters \(rule short\): Keep it short\./,
    );
    const modern = await (await modernClient()).callTool({ name: 'rec__say', arguments: args });
    const own = await (await legacyClient('/servers/rec/mcp')).callTool({ name: 'say', arguments: args });
    const { body, headers } = modernRequest('tools/call', { name: 'say', arguments: args });
    const raw = await post(body, { path: '/servers/rec/mcp', headers });
    const batch = await client.callTool({
      name: 'enkrypt_secure_call_tools',
      arguments: {
        server_name: 'rec',
        stop_on_failure: false,
        tool_calls: [
          { name: 'say', args },
          { name: 'say', args: { text: 'fine' } },
          { tool_name: 'say', parameters: args },
        ],
      },
    });
    expect(textOf(modern)).toContain('rule short');
    expect(textOf(own)).toContain('rule short');
    expect(raw.status).toBe(200);
    expect(JSON.stringify(raw.body)).toContain('rule short');
    expect(batch.structuredContent).toMatchObject({ summary: { successful_calls: 1, blocked_calls: 2 } });
    expect(JSON.stringify([refused, modern, own, raw.body])).not.toContain('hunter2');
    expect(await callsSeen()).toHaveLength(1);
    const records = (await activity()).filter(({ outcome }) => outcome === 'blocked');
    expect(records[0]).toMatchObject({ server: 'rec', name: 'say', error: 'GUARD_004', stage: 'guarded' });
    expect(records[0]?.judgements.at(-1)).toMatchObject({
      guardrail: 'argument-rules',
      action: 'block',
      rules: ['short'],
      findings: [{ rule: 'argument-rules/short', at: '/arguments/text', severity: 'high' }],
    });
    expect(JSON.stringify(await activity())).not.toContain('hunter2');
  });

  it('a person is asked where a rule asks, and told why', async () => {
    const { legacyClient } = await open([{ ...shortText, action: 'ask' }]);
    const clerk = seatClerk(house!);
    const client = await legacyClient();
    const say = (text: string) => client.callTool({ name: 'rec__say', arguments: { text } });
    expect((await say('fine')).isError).toBeUndefined();
    const denied = say('rather long');
    const hold = await clerk.waiting();
    expect(hold).toMatchObject({
      server: 'rec',
      tool: { name: 'say' },
      reasons: [{ ruleId: 'argument-rules/short', severity: 'medium', evidence: [{ path: '/arguments/text' }] }],
    });
    expect(await callsSeen()).toHaveLength(1);
    await clerk.decide(hold, 'deny');
    expect(textOf(await denied)).toContain('a person denied this call');
    const allowed = say('rather long');
    await clerk.answer('allow');
    expect(textOf(await allowed)).toBe('You said: rather long');
    expect(await callsSeen()).toHaveLength(2);
    clerk.leave();
  });

  it('where nobody can be asked, it is refused', async () => {
    const { legacyClient } = await open([{ ...shortText, action: 'ask' }]);
    const refused = await (await legacyClient()).callTool({ name: 'rec__say', arguments: { text: 'rather long' } });
    expect(textOf(refused)).toMatch(/must approve this call.*rule short/);
    expect(await callsSeen()).toEqual([]);
  });

  it('where the policy only monitors, the record says what would have been done', async () => {
    const { legacyClient, activity } = await open([shortText], {}, { mode: 'monitor' });
    const passed = await (await legacyClient()).callTool({ name: 'rec__say', arguments: { text: 'rather long' } });
    expect(textOf(passed)).toBe('You said: rather long');
    const record = (await activity()).find(({ name }) => name === 'say');
    expect(record?.judgements.at(-2)).toMatchObject({ guardrail: 'argument-rules', action: 'block', monitored: true });
  });

  it('rules are about what the server gets, with values put back where they belong', async () => {
    const token = `ghp_${'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'}`;
    const servers = {
      rec: {
        ...fixture('recording.mjs', { RECORD: record, LEAK: token }),
        policy: { argumentRules: [{ id: 'no-tokens', argument: 'text', matchesNot: '^ghp_' }] },
      },
    };
    const { legacyClient } = await open([], { servers: servers as never });
    const client = await legacyClient();
    const leaked = JSON.stringify(await client.callTool({ name: 'rec__leak' }));
    const placeholder = /<[A-Z_]+_\d+>/.exec(leaked)?.[0] ?? '';
    expect(placeholder).not.toBe('');
    const refused = await client.callTool({ name: 'rec__say', arguments: { text: placeholder } });
    expect(textOf(refused)).toContain('rule no-tokens');
    expect(textOf(refused)).not.toContain('ghp_');
    expect((await callsSeen()).filter((line) => line.includes('"say"'))).toEqual([]);
  });

  it('rules of the gateway, the project and the server add up, and the gateway’s own tools have none', async () => {
    const { legacyClient } = await open([{ id: 'everywhere', action: 'off' }], {
      config: {
        policy: { argumentRules: [{ id: 'everywhere', argument: 'reason', present: true }] as never },
      },
    });
    const client = await legacyClient();
    expect((await client.callTool({ name: 'rec__say', arguments: { text: 'x' } })).isError).toBeUndefined();
    expect(textOf(await client.callTool({ name: 'rec__pid' }))).toContain('"reason" must be given (rule everywhere)');
    expect((await client.callTool({ name: 'enkrypt_list_all_servers' })).isError).not.toBe(true);
  });

  it('a file server does not lead out of its rule, not even by a link that it would follow itself', async () => {
    const within = join(top, 'shared/open');
    const { legacyClient } = await open([], {
      servers: {
        files: {
          command: process.execPath,
          args: [serverProgram('filesystem'), join(top, 'shared')],
          policy: {
            approvals: { ask: 'nothing' },
            argumentRules: [
              {
                id: 'open-only',
                argument: ['path', 'source', 'destination', '/paths/*'],
                path: { within: [within], relativeTo: within },
              },
            ] as never,
          },
        },
      },
    });
    const client = await legacyClient();
    const call = async (name: string, args: Record<string, unknown>) =>
      textOf(await client.callTool({ name: `files__${name}`, arguments: args }));
    expect(await call('read_text_file', { path: join(within, 'note.txt') })).toBe('Water the plants.\n');
    expect(await call('write_file', { path: join(within, 'new.txt'), content: 'x' })).toMatch(/Successfully/);
    for (const path of ['link/diary.txt', '../closed/diary.txt', 'link/new.txt', '%2e%2e/closed/diary.txt']) {
      expect(await call('read_text_file', { path: join(within, path) })).toContain('rule open-only');
    }
    expect(await call('write_file', { path: join(within, 'link/new.txt'), content: 'x' })).toContain('rule open-only');
    expect(
      await call('read_multiple_files', { paths: [join(within, 'note.txt'), join(top, 'shared/closed/diary.txt')] }),
    ).toContain('"/paths/*" leads out of the allowed directories');
    const move = { source: join(within, 'new.txt'), destination: join(top, 'shared/closed/new.txt') };
    expect(await call('move_file', move)).toContain('"destination" leads out');
    expect(await readFile(join(within, 'new.txt'), 'utf8')).toBe('x');
  });

  it('what a person allowed is looked at again: a link may have come in between', async () => {
    const within = join(top, 'shared/open');
    const { legacyClient } = await open([], {
      servers: {
        files: {
          command: process.execPath,
          args: [serverProgram('filesystem'), join(top, 'shared')],
          policy: { argumentRules: [{ id: 'open-only', argument: 'path', path: { within: [within] } }] as never },
        },
      },
    });
    const clerk = seatClerk(house!);
    const client = await legacyClient();
    const write = (path: string) => client.callTool({ name: 'files__write_file', arguments: { path, content: 'x' } });
    const honest = write(join(within, 'kept.txt'));
    await clerk.answer('allow');
    expect(textOf(await honest)).toMatch(/Successfully/);
    const sly = write(join(within, 'later/new.txt'));
    const hold = await clerk.waiting();
    await symlink(join(top, 'shared/closed'), join(within, 'later'));
    await clerk.decide(hold, 'allow');
    expect(textOf(await sly)).toContain('"path" leads out of the allowed directories (rule open-only)');
    await expect(readFile(join(top, 'shared/closed/new.txt'))).rejects.toThrow(/ENOENT/);
    clerk.leave();
  });
});
