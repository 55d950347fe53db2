import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverProgram } from '../support/real-servers';
import { BASE_OPERATIONS, openRestHouse, type RestHouse } from '../support/rest-house';

const SECRET = `ghp_${randomBytes(18).toString('hex')}`;
let rest: RestHouse;
beforeAll(async () => {
  rest = await openRestHouse();
});
afterAll(() => rest.stop());

const ask: RestHouse['ask'] = (...asking) => rest.ask(...asking);
const answer: RestHouse['answer'] = (...asking) => rest.answer(...asking);
const file = () => readFile(join(rest.directory, 'config.json'), 'utf8');
const callEcho = (key: string) => rest.callTool(key, 'all__echo', { message: 'over rest' });
async function refuses(status: number, text: string | RegExp, asked: ReturnType<RestHouse['answer']>): Promise<void> {
  const { status: found, body } = await asked;
  expect(found).toBe(status);
  expect(body.error?.message).toMatch(text);
}

const refused = (key: string) => expect(callEcho(key)).rejects.toThrow();

const facts: { config?: string; project?: string; user?: string; keyId?: string; key?: string } = {};

describe('a gateway that knows nothing', () => {
  it('says to anybody that it is well, and nothing of where it is', async () => {
    const health = await fetch(`${rest.house.addresses.admin}/health`);
    expect([health.status, await health.text()]).toEqual([200, expect.not.stringContaining(rest.directory) as string]);
  });

  it('is given a config with a server, a project, a user and a key, and the key works', async () => {
    const { config_id } = await ask('POST /configs', [], { config_name: 'Web team' });
    expect(config_id).toMatch(/^web-team-[0-9a-f]{8}$/);
    const server = { server_name: 'all', server_command: process.execPath, description: 'Everything' };
    const args = [serverProgram('everything'), 'stdio', '-y,with,commas'];
    const env = { GITHUB_TOKEN: SECRET, MODE: 'plain' };
    expect(
      await ask('POST /configs/{config_identifier}/servers', ['Web team'], { ...server, args, env }),
    ).toMatchObject({ config_id, server_name: 'all', notes: [] });
    const { project_id } = await ask('POST /projects', [], { project_name: 'Web', mcp_config_name: 'Web team' });
    const { user_id } = await ask('POST /users', [], { email: 'ada@example.com' });
    await ask('POST /projects/{project_identifier}/users', ['Web'], { email: 'ada@example.com' });
    const key = await ask('POST /users/{user_identifier}/api-keys', ['ada@example.com'], { project_name: 'Web' });
    expect(key).toMatchObject({ project_id, user_id, user_email: 'ada@example.com', disabled: false, state: 'active' });
    expect(key['api_key']).toMatch(new RegExp(`^smg_${String(key['api_key_id'])}_`));
    Object.assign(facts, { config: config_id, project: project_id, user: user_id });
    Object.assign(facts, { keyId: key['api_key_id'], key: key['api_key'] });
    expect(await callEcho(facts.key!)).toMatchObject({ content: [{ type: 'text', text: 'Echo: over rest' }] });
  });
});

describe('configs', () => {
  it('are listed, shown, searched, renamed and judged', async () => {
    expect(await ask('GET /configs', [], { search: 'web' })).toEqual([
      {
        mcp_config_id: facts.config,
        mcp_config_name: 'Web team',
        servers: 1,
        used_by_projects: [{ project_id: facts.project, project_name: 'Web' }],
      },
    ]);
    const one = await ask('GET /configs/{config_identifier}', [facts.config!]);
    expect(one['mcp_config']).toMatchObject([
      { server_name: 'all', env: { MODE: 'plain' }, description: 'Everything' },
    ]);
    expect(await ask('POST /configs/search', [], { search_term: 'everyth' })).toMatchObject([
      { mcp_config_id: facts.config, match_type: 'server_description', servers: 1 },
    ]);
    expect(await ask('GET /configs/{config_identifier}/projects', ['Web team'])).toEqual([
      { project_id: facts.project, project_name: 'Web', users: 1 },
    ]);
    expect(await ask('PUT /configs/{config_identifier}/rename', ['Web team'], { new_name: 'Web' })).toEqual({
      config_id: facts.config,
      config_name: 'Web',
    });
    expect(await ask('POST /configs/{config_identifier}/validate', ['Web'])).toEqual({ valid: true, problems: [] });
  });

  it('are copied, exported, imported and removed; what is in use or masked is refused', async () => {
    const copy = await ask('POST /configs/copy', [], { source_config: 'Web', target_config: 'Copy' });
    expect(copy).toMatchObject({ source_config_id: facts.config, config_name: 'Copy' });
    const masked = await ask('POST /configs/{config_identifier}/export', ['Copy']);
    expect(JSON.stringify(masked)).toContain('****');
    await refuses(422, /GITHUB_TOKEN/, answer('POST /configs/import', [], { config: masked, config_name: 'Other' }));
    await ask('DELETE /configs/{config_identifier}/servers/{server_name}', ['Copy', 'all']);
    const plain = await ask('POST /configs/{config_identifier}/export', ['Copy']);
    expect(await ask('POST /configs/import', [], { config: plain, config_name: 'Other' })).toMatchObject({
      config_name: 'Other',
    });
    for (const name of ['Copy', 'Other']) await ask('DELETE /configs/{config_identifier}', [name]);
    await refuses(422, 'is used by the project', answer('DELETE /configs/{config_identifier}', ['Web']));
  });
});

describe('servers', () => {
  const at = ['Web', 'all'];

  it('are listed, shown and changed, and a mask that comes back changes nothing', async () => {
    expect(await ask('GET /configs/{config_identifier}/servers', ['Web'])).toMatchObject([
      { server_name: 'all', description: 'Everything', tools: 0, input_guardrails_enabled: false },
    ]);
    const shown = await ask('GET /configs/{config_identifier}/servers/{server_name}', at);
    expect(shown['env']).toEqual({ GITHUB_TOKEN: expect.stringMatching(/^\*{4}/) as string, MODE: 'plain' });
    const { env } = shown;
    const changed = await ask('PUT /configs/{config_identifier}/servers/{server_name}', at, {
      env,
      tools: { echo: '' },
    });
    expect(changed).toMatchObject({ server_name: 'all', env, tools: ['echo'] });
    expect(await file()).toContain(SECRET);
    expect(await callEcho(facts.key!)).toMatchObject({ content: [{ text: 'Echo: over rest' }] });
  });

  it('take policies in the words of the base product and in ours, each for its direction', async () => {
    const base = { enabled: true, policy_name: 'Ours', block: ['pii', 'no_such_thing'], additional_config: {} };
    const input = 'PUT /configs/{config_identifier}/servers/{server_name}/input-guardrails';
    const first = await ask(input, at, { policy: base });
    expect(first['policy']).toEqual({ detectors: { pii: { action: { input: 'block' } } } });
    expect(String(first['notes'])).toMatch(/no_such_thing.*policy at Enkrypt/);
    const ours = { detectors: { pii: { action: 'flag' }, secrets: { action: { output: 'block', input: 'off' } } } };
    const second = await ask('PUT /configs/{config_identifier}/servers/{server_name}/output-guardrails', at, {
      policy: ours,
    });
    expect(second['policy']).toEqual({
      detectors: { pii: { action: { input: 'block', output: 'flag' } }, secrets: { action: { output: 'block' } } },
    });
    const both = await ask('PUT /configs/{config_identifier}/servers/{server_name}/guardrails', at, {
      input_policy: { enabled: true, block: ['injection_attack'] },
      output_policy: { enabled: false },
    });
    expect(both['policy']).toEqual({ detectors: { injection: { action: { input: 'block' } } } });
    expect(await ask('GET /configs/{config_identifier}/servers', ['Web'])).toMatchObject([
      { input_guardrails_enabled: true, output_guardrails_enabled: false },
    ]);
    for (const policy of [{}, { nonsense: true }, { enabled: true, detectors: {} }]) {
      expect((await answer(input, at, { policy })).status).toBe(400);
    }
  });
});

describe('projects and users', () => {
  it('are searched, and a project with keys is kept', async () => {
    await ask('POST /projects', [], { project_name: 'Page' });
    expect(await ask('POST /projects/search', [], { search_term: 'pag' })).toMatchObject([{ project_name: 'Page' }]);
    expect(await ask('GET /projects', [], { sort: '-project_name', limit: '1' })).toMatchObject([
      { project_name: 'Web' },
    ]);
    await ask('DELETE /projects/{project_identifier}', ['Page']);
    await refuses(422, 'has keys', answer('DELETE /projects/{project_identifier}', ['Web']));
  });

  it('are shown with what belongs to them', async () => {
    expect(await ask('GET /projects/{project_identifier}', [facts.project!])).toMatchObject({
      project_name: 'Web',
      mcp_config: { mcp_config_id: facts.config, mcp_config_name: 'Web' },
      users: 1,
      api_keys: 1,
      created_at: expect.any(String) as string,
    });
    expect(await ask('GET /projects/{project_identifier}/config', ['Web'])).toMatchObject({ mcp_config_name: 'Web' });
    expect(await ask('GET /projects/{project_identifier}/users', ['Web'])).toMatchObject([
      { user_id: facts.user, email: 'ada@example.com', api_keys: 1 },
    ]);
    expect(await ask('POST /projects/{project_identifier}/export', ['Web'])).toMatchObject({
      project_id: facts.project,
      project: { name: 'Web' },
      config: { name: 'Web' },
      users: [{ email: 'ada@example.com' }],
    });
    expect(await ask('GET /users')).toMatchObject([
      { user_id: 'me' },
      { user_id: facts.user, projects: 1, api_keys: 1 },
    ]);
    expect(await ask('GET /users/{user_identifier}', ['ADA@example.com'])).toMatchObject({
      user_id: facts.user,
      projects: [{ project_id: facts.project, project_name: 'Web' }],
      api_keys: [{ api_key: `smg_${facts.keyId!}_****` }],
    });
    expect(await ask('GET /users/{user_identifier}/projects', [facts.user!])).toMatchObject([{ api_keys: 1 }]);
    expect(await ask('POST /users/search', [], { search_term: 'ada@' })).toMatchObject([{ match_type: 'email' }]);
    expect(await ask('PUT /users/{user_identifier}', [facts.user!], { new_email: 'ada@example.org' })).toEqual({
      user_id: facts.user,
      email: 'ada@example.org',
      name: 'ada@example.org',
    });
  });

  it('lose their config, and their members, and the key is refused with the next request', async () => {
    await ask('POST /projects/{project_identifier}/unassign-config', ['Web']);
    await refused(facts.key!);
    await ask('POST /projects/{project_identifier}/assign-config', ['Web'], { config_name: 'Web' });
    await callEcho(facts.key!);
    await ask('DELETE /projects/{project_identifier}/users/{user_identifier}', ['Web', 'ada@example.org']);
    await refused(facts.key!);
    await ask('POST /projects/{project_identifier}/users', ['Web'], { email: 'ada@example.org' });
    await callEcho(facts.key!);
    expect(await ask('DELETE /projects/{project_identifier}/users', ['Web'])).toMatchObject({ removed: [facts.user] });
    await refused(facts.key!);
    await ask('POST /projects/{project_identifier}/users', ['Web'], { email: facts.user });
  });
});

describe('keys', () => {
  it('are listed and shown by their ids, never by their text', async () => {
    expect(await ask('GET /api-keys', [], { search: 'ada@' })).toMatchObject([
      { api_key: `smg_${facts.keyId!}_****`, api_key_id: facts.keyId, project_name: 'Web' },
    ]);
    expect(await ask('GET /api-keys/{api_key_param}', [facts.keyId!])).toMatchObject({
      mcp_config_id: facts.config,
      disabled_at: null,
    });
    await refuses(400, 'never the key itself', answer('POST /api-keys/{api_key}/disable', [facts.key!]));
    expect(rest.said.at(-1)).not.toContain(facts.key!);
  });

  it('are disabled, enabled, rotated and deleted, which holds at once', async () => {
    await ask('POST /api-keys/{api_key}/disable', [facts.keyId!]);
    await refused(facts.key!);
    expect(await ask('POST /api-keys/{api_key}/enable', [facts.keyId!])).toMatchObject({ state: 'active' });
    const next = await ask('POST /api-keys/rotate', [], { api_key: facts.keyId });
    expect(next).toMatchObject({ rotated_from: facts.keyId, project_id: facts.project, user_id: facts.user });
    await refused(facts.key!);
    await callEcho(String(next['api_key']));
    expect(
      await ask('GET /users/{user_identifier}/api-keys', [facts.user!], { project_identifier: 'Web' }),
    ).toMatchObject([{ api_key_id: next['api_key_id'] }]);
    await ask('DELETE /api-keys/{api_key}', [String(next['api_key_id'])]);
    await refused(String(next['api_key']));
    await ask('POST /users/{user_identifier}/api-keys', [facts.user!], { project_name: 'Web', name: 'last' });
    const all = await ask('DELETE /users/{user_identifier}/api-keys', [facts.user!]);
    expect(all['deleted_api_keys']).toHaveLength(1);
  });

  it('go with their user, who is deleted with force alone', async () => {
    await ask('POST /users/{user_identifier}/api-keys', [facts.user!], { project_name: 'Web' });
    expect((await answer('DELETE /users/{user_identifier}', [facts.user!])).status).toBe(422);
    const gone = await ask('DELETE /users/{user_identifier}', [facts.user!], { force: 'true' });
    expect(gone['deleted_api_keys']).toHaveLength(1);
    expect((await answer('GET /users/{user_identifier}', [facts.user!])).status).toBe(404);
  });
});

describe('settings', () => {
  it('keep the key for Enkrypt in the vault, and say where telemetry is sent', async () => {
    const key = `enk_${randomBytes(16).toString('hex')}`;
    expect(await ask('GET /settings/enkrypt-api-key')).toMatchObject({ is_set: false });
    expect(await ask('PUT /settings/enkrypt-api-key', [], { api_key: key })).toMatchObject({ is_set: true });
    expect(rest.said.join() + rest.logged.join() + (await file())).not.toContain(key);
    expect(await answer('PUT /settings/telemetry', [], { url: 'http://far.example' })).toMatchObject({ status: 422 });
    expect(await file()).not.toContain('far.example');
    const options = { url: 'http://127.0.0.1:1' };
    expect(await ask('PUT /settings/telemetry', [], { enabled: true, ...options })).toMatchObject({ options });
  });
});

describe('the system', () => {
  it('says what is not as it should be', async () => {
    expect(await ask('GET /system/health')).toMatchObject({
      status: 'warnings',
      issues: [],
      warnings: ['The project "Web" has no users'],
      statistics: { total_projects: 2, total_configs: 2, total_users: 1, total_api_keys: 1, disabled_api_keys: 0 },
    });
  });

  it('is backed up, reset and restored; what is not valid is refused before anything is replaced', async () => {
    const backup = await ask('POST /system/backup');
    expect(JSON.stringify(backup)).not.toContain(SECRET);
    expect(await ask('POST /system/restore', [], { backup })).toMatchObject({ state: 'left' });
    const before = await file();
    expect(before).toContain(SECRET);
    const broken = { ...backup, config: { ...(backup['config'] as unknown as object), usres: {} } };
    expect((await answer('POST /system/restore', [], { backup: broken })).status).toBe(422);
    expect((await answer('POST /system/reset', [], {})).status).toBe(400);
    expect(await file()).toBe(before);

    const whole = await ask('POST /system/backup', [], { include_secrets: true });
    rest.said.pop();
    await ask('DELETE /configs/{config_identifier}/servers', ['Web']);
    expect(await ask('POST /system/reset', [], { confirm: true })).toEqual({
      removed: { configs: 2, servers: 1, projects: 2, users: 1, keys: 1 },
    });
    expect(await ask('GET /api-keys')).toEqual([]);
    // The secret of a masked backup is nowhere any more.
    expect((await answer('POST /system/restore', [], { backup })).status).toBe(422);
    await ask('POST /system/restore', [], { backup: whole });
    expect(JSON.parse(await file())).toEqual(JSON.parse(before));
  });

  it('was asked for everything that the base product does, and gave no secret away', () => {
    expect(BASE_OPERATIONS).toHaveLength(56);
    expect(BASE_OPERATIONS.filter((operation) => !rest.asked.has(operation))).toEqual([]);
    expect(rest.said.join()).not.toContain(SECRET);
    expect(rest.logged.join()).not.toContain(SECRET);
  });
});
