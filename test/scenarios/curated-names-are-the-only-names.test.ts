import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Curation } from '../../shared/config/curation';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import type { JsonObject } from '../../shared/model/json-rpc';
import { connectRaw } from '../support/raw-clients';
import { fixture, modernRequest, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;
const record = join(tmpdir(), `smg-curated-${process.pid}.jsonl`);

afterEach(async () => {
  await house?.stop();
  house = undefined;
  await rm(record, { force: true });
});

const CURATION: Curation = {
  tools: {
    deny: ['delete_*'],
    change: {
      read_file: { name: 'open', title: 'Opens', description: 'Reads a note.', annotations: { readOnlyHint: false } },
      write_file: { hidden: true },
    },
  },
  prompts: { change: { greet: { name: 'welcome', description: 'Welcomes.' }, insult: { hidden: true } } },
  resources: {
    deny: ['off://secret/*', 'off://hidden/{id}', '*/below/secret'],
    change: { 'off://public/a': { name: 'The first', description: 'A.' } },
  },
};

const open = async (curation: Curation = CURATION, env: Record<string, string> = {}, more: object = {}) => {
  house = await openTestHouse({
    servers: {
      off: { ...fixture('offering.mjs', { RECORD: record, ...env }), curation },
      rec: fixture('recording.mjs'),
    },
    ...more,
  });
  return house;
};
const sent = async () => readFile(record, 'utf8').catch(() => '');
const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name);
const refusal = (request: Promise<unknown>) =>
  request.then(
    () => 'no refusal',
    (failure: { code: number; message: string }) => `${failure.code} ${failure.message}`,
  );
const HIDDEN = /write_file|delete_file|insult|off:\/\/secret|off:\/\/hidden/;

describe('curated names are the only names', () => {
  it('in lists of tools, on both faces, in both eras, and in the gateway tools', async () => {
    const { legacyClient, modernClient, logged } = await open();
    const aggregate = await legacyClient();
    const own = await legacyClient('/servers/off/mcp');
    const all = await aggregate.listTools();
    expect(names(all.tools).filter((name) => name.startsWith('off__'))).toEqual(['off__open']);
    expect(names((await (await modernClient()).listTools()).tools)).toContain('off__open');
    const { tools } = await own.listTools();
    expect(tools).toMatchObject([
      {
        name: 'open',
        title: 'Opens',
        description: 'Reads a note.',
        annotations: { readOnlyHint: false, title: 'Reads' },
        _meta: {
          'x/y': 1,
          'secure-mcp-gateway/annotations': {
            server: { readOnlyHint: true, title: 'Reads' },
            operator: { readOnlyHint: false },
          },
        },
      },
    ]);
    const listed = await aggregate.callTool({ name: 'enkrypt_list_all_servers', arguments: {} });
    const info = await aggregate.callTool({ name: 'enkrypt_get_server_info', arguments: { server_name: 'off' } });
    const cache = await aggregate.callTool({ name: 'enkrypt_get_cache_status', arguments: {} });
    expect(info.structuredContent).toMatchObject({
      server_info: { tools: [{ name: 'open', description: 'Reads a note.' }] },
    });
    expect(JSON.stringify(cache.structuredContent)).toContain('"tool_count":1');
    expect(JSON.stringify([all, tools, listed, info])).not.toMatch(HIDDEN);
    expect(logged.filter((line) => line.includes('would have one name'))).toHaveLength(1);
  });

  it('in calls: the new name reaches the server as its own, every other name reaches nobody', async () => {
    const { legacyClient, post, activity } = await open();
    const aggregate = await legacyClient();
    const own = await legacyClient('/servers/off/mcp');
    expect(textOf(await aggregate.callTool({ name: 'off__open', arguments: {} }))).toBe('called as read_file');
    expect(textOf(await own.callTool({ name: 'open', arguments: {} }))).toBe('called as read_file');
    const modern = modernRequest('tools/call', { name: 'open', arguments: {} });
    const raw = await post(modern.body, { path: '/servers/off/mcp', headers: modern.headers });
    expect(textOf(raw.body.result)).toBe('called as read_file');
    for (const name of ['read_file', 'write_file', 'delete_file', 'nothing']) {
      expect(await refusal(aggregate.callTool({ name: `off__${name}` }))).toMatch(/^-32602 .*There is no tool/);
      expect(await refusal(own.callTool({ name }))).toMatch(/^-32602 .*There is no tool/);
    }
    const batch = await aggregate.callTool({
      name: 'enkrypt_secure_call_tools',
      arguments: {
        server_name: 'off',
        stop_on_failure: false,
        tool_calls: ['open', 'read_file', 'write_file', 'delete_file'].map((name) => ({ name, args: {} })),
      },
    });
    expect(batch.structuredContent).toMatchObject({ summary: { successful_calls: 1, failed_calls: 3 } });
    const calls = (await sent()).split('\n').filter((line) => line.includes('"tools/call"'));
    expect(calls.map((line) => (JSON.parse(line) as { params: { name: string } }).params.name)).toEqual(
      Array(4).fill('read_file'),
    );
    const rows = (await activity()).filter(({ name, outcome }) => name === 'read_file' && outcome === 'ok');
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map(({ shownAs }) => shownAs))).toEqual(new Set(['open']));
  });

  it('in prompts, resources, templates, completion', async () => {
    const { legacyClient } = await open();
    const aggregate = await legacyClient();
    const own = await legacyClient('/servers/off/mcp');
    for (const [client, prefix] of [
      [aggregate, 'off__'],
      [own, ''],
    ] as const) {
      const { prompts } = await client.listPrompts();
      const ours = prompts.filter(({ name }) => !name.startsWith('rec'));
      expect(ours).toEqual([{ name: `${prefix}welcome`, description: 'Welcomes.' }]);
      const got = await client.getPrompt({ name: `${prefix}welcome` });
      expect(JSON.stringify(got)).toContain('got as greet');
      expect(await refusal(client.getPrompt({ name: `${prefix}greet` }))).toMatch(/-32602 .*There is no prompt/);
      expect(await refusal(client.getPrompt({ name: `${prefix}insult` }))).toMatch(/-32602 .*There is no prompt/);

      const { resources } = await client.listResources();
      expect(resources.filter(({ uri }) => uri.startsWith('off:'))).toEqual([
        { uri: 'off://public/a', name: 'The first', description: 'A.' },
        { uri: 'off://public/b', name: 'a' },
      ]);
      const { resourceTemplates } = await client.listResourceTemplates();
      expect(names(resourceTemplates).filter((name) => name !== 'item')).toEqual([]);
      expect(JSON.stringify(await client.readResource({ uri: 'off://item/1' }))).toContain('read as off://item/1');
      for (const uri of ['off://secret/c', 'off://hidden/1', 'off://public/%2e%2e/../secret/c', 'off://secret%2fc']) {
        expect([uri, await refusal(client.readResource({ uri }))]).toEqual([
          uri,
          expect.stringMatching(/There is no resource/),
        ]);
      }
      const complete = (ref: object) => client.complete({ ref: ref as never, argument: { name: 'id', value: '1' } });
      expect(JSON.stringify(await complete({ type: 'ref/prompt', name: `${prefix}welcome` }))).toContain(
        'completed as greet',
      );
      expect(await refusal(complete({ type: 'ref/prompt', name: `${prefix}greet` }))).toMatch(/There is no prompt/);
      expect(await refusal(complete({ type: 'ref/prompt', name: `${prefix}insult` }))).toMatch(/There is no prompt/);
      expect(await refusal(complete({ type: 'ref/resource', uri: 'off://hidden/{id}' }))).toMatch(
        /There is no resource/,
      );
      expect(JSON.stringify(await complete({ type: 'ref/resource', uri: 'off://item/{id}' }))).toContain(
        'completed as off://item/{id}',
      );
    }
    expect(await sent()).not.toMatch(HIDDEN);
  });

  it.each(['legacy', 'modern'] as const)(
    'in subscriptions of %s clients, whose notifications name nothing hidden',
    async (era) => {
      const one = await open();
      const client = await connectRaw(one, 'off', era, 'http');
      const heard = () =>
        JSON.stringify(client.heard.filter(({ method }) => method === 'notifications/resources/updated'));
      if (era === 'legacy') {
        const refused = await client.request('resources/subscribe', { uri: 'off://secret/c' });
        expect(refused.error).toMatchObject({ code: -32602 });
        await client.request('resources/subscribe', { uri: 'off://public/a' });
      } else {
        const uris = ['off://secret/c', 'off://public/a'];
        const listening = client.request('subscriptions/listen', { notifications: { resourceSubscriptions: uris } });
        listening.catch(() => undefined);
        await expect.poll(() => JSON.stringify(client.heard)).toContain('acknowledged');
        const acknowledged = client.heard.find(({ method }) => method === 'notifications/subscriptions/acknowledged');
        expect(JSON.stringify(acknowledged)).not.toContain('secret');
      }
      await expect.poll(heard).toContain('off://public/a/below/open');
      expect(heard()).not.toContain('secret');
      await client.close();
    },
  );

  it('in each view its own: what one project or key sees is nothing to the others', async () => {
    const one = await open({ tools: { change: { open: { hidden: true } } } });
    const [projects, keys] = [createGatewayKey(), createGatewayKey()];
    await one.edit((config) => {
      const project = (curation: object) => ({
        name: JSON.stringify(curation),
        configId: 'main',
        userIds: ['ada'],
        curation,
      });
      const key = (hash: string, more: object) => ({ hash, userId: 'ada', createdAt: '2026-01-01T00:00:00Z', ...more });
      Object.assign(config.projects, {
        team: project({ off: { tools: { change: { read_file: { name: 'look' } } } } }),
      });
      Object.assign(config.keys, {
        [projects.id]: key(projects.hash, { projectId: 'team' }),
        [keys.id]: key(keys.hash, {
          projectId: 'team',
          curation: { off: { tools: { allow: ['read_*', 'open'], change: { open: { hidden: false } } } } },
        }),
      });
    });
    const as = async (key: string, method: string, params: JsonObject = {}) => {
      const { body, headers } = modernRequest(method, params);
      return (await one.post(body, { headers: { ...headers, authorization: `Bearer ${key}` } })).body;
    };
    const toolsOf = async (key: string) =>
      names((await as(key, 'tools/list')).result?.['tools'] as never).filter((name) => name.startsWith('off__'));
    for (let round = 0; round < 2; round += 1) {
      expect(await toolsOf(one.key)).toEqual(['off__read_file', 'off__write_file', 'off__delete_file']);
      expect(await toolsOf(projects.text)).toEqual(['off__look', 'off__write_file', 'off__delete_file']);
      expect(await toolsOf(keys.text)).toEqual(['off__look', 'off__open']);
    }
    const call = async (key: string, name: string) => {
      const { result, error } = await as(key, 'tools/call', { name, arguments: {} });
      return error === undefined ? textOf(result) : 'refused';
    };
    expect(await call(one.key, 'off__look')).toBe('refused');
    expect(await call(one.key, 'off__read_file')).toBe('called as read_file');
    expect(await call(projects.text, 'off__read_file')).toBe('refused');
    expect(await call(projects.text, 'off__look')).toBe('called as read_file');
    expect(await call(projects.text, 'off__open')).toBe('refused');
    expect(await call(keys.text, 'off__open')).toBe('called as open');
    expect(await call(keys.text, 'off__write_file')).toBe('refused');
  });

  it('and clients are told when an edit changes what they see', async () => {
    const one = await open();
    const client = await one.legacyClient();
    let told = 0;
    client.fallbackNotificationHandler = async ({ method }) => {
      if (method === 'notifications/tools/list_changed') told += 1;
    };
    await client.callTool({ name: 'off__open', arguments: {} });
    await one.edit((config) => {
      Object.assign(config.projects['demo'] ?? {}, { curation: { off: { tools: { deny: ['read_file'] } } } });
    });
    expect(await refusal(client.callTool({ name: 'off__open', arguments: {} }))).toMatch(/There is no tool/);
    await expect.poll(() => told).toBeGreaterThan(0);
    await one.edit((config) => {
      Object.assign(config.configs['main']?.servers['off'] as object, { curation: {} });
      Object.assign(config.projects['demo'] ?? {}, { curation: {} });
    });
    expect(textOf(await client.callTool({ name: 'off__read_file', arguments: {} }))).toBe('called as read_file');
    // The server is what it was, so it goes on running.
    expect((await sent()).match(/"method":"initialize"/g)).toHaveLength(1);
  });
});
