import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSecrets } from '../../main/compose';
import type { SecretAdmin } from '../../main/admin/secret-admin';
import { isAlive } from '../support/is-alive';
import { eventually, fixture, openTestHouse, modernRequest, textOf, type TestHouse } from '../support/test-house';

const ENVIRONMENT = { SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('base64') };

afterEach(() => void vi.unstubAllEnvs());

async function house(options: Parameters<typeof openTestHouse>[0]): Promise<TestHouse & { secrets: SecretAdmin }> {
  vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', ENVIRONMENT.SECURE_MCP_GATEWAY_MASTER_KEY);
  const test = await openTestHouse(options);
  onTestFinished(() => test.stop());
  // As the command line opens them, beside the gateway that runs.
  return { ...test, secrets: await openSecrets({ dataDirectory: test.directory, env: ENVIRONMENT }) };
}

async function textFrom({ post }: TestHouse, server: string, tool: string, given = {}): Promise<string> {
  const { body, headers } = modernRequest('tools/call', { name: tool, arguments: given });
  return textOf((await post(body, { headers, path: `/servers/${server}/mcp` })).body.result);
}
const tagOf = async (test: TestHouse, server: string) =>
  (JSON.parse(await textFrom(test, server, 'env')) as { FRIENDLY_TAG?: string }).FRIENDLY_TAG;
const pidOf = async (test: TestHouse, server: string) => Number(await textFrom(test, server, 'pid'));

/** An HTTP service that notes what it was sent and finds nothing wrong with anything. */
async function service(): Promise<{ readonly url: string; readonly requests: IncomingMessage['headers'][] }> {
  const requests: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ findings: [] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/judge`, requests };
}

describe('a secret that is changed while the gateway runs', () => {
  it('is what the next call finds in the environment of the server that names it; no other server is touched', async () => {
    const test = await house({
      servers: {
        owner: fixture('friendly.mjs', { FRIENDLY_TAG: 'tag-${secret:tag}' }),
        other: fixture('friendly.mjs', { FRIENDLY_TAG: '${secret:another}' }),
        plain: fixture('friendly.mjs'),
      },
    });
    await test.secrets.set('tag', 'walnut');
    await test.secrets.set('another', 'constant');
    expect(await tagOf(test, 'owner')).toBe('tag-walnut');
    const before = await Promise.all(['owner', 'other', 'plain'].map((server) => pidOf(test, server)));
    await test.secrets.set('tag', 'hazel');
    expect(await tagOf(test, 'owner')).toBe('tag-hazel');
    const after = await Promise.all(['owner', 'other', 'plain'].map((server) => pidOf(test, server)));
    expect(after.map((pid, index) => pid === before[index])).toEqual([false, true, true]);
    await eventually(() => !isAlive(before[0] ?? 0));
    expect(test.logged.join('\n')).toContain('{"secrets":["tag"],"servers":["owner"],"providers":false}');
    expect(test.logged.join('\n')).not.toMatch(/walnut|hazel/);
  });

  it('does not disturb a call that is under way', async () => {
    const test = await house({ servers: { owner: fixture('friendly.mjs', { FRIENDLY_TAG: '${secret:tag}' }) } });
    await test.secrets.set('tag', 'walnut');
    expect(await tagOf(test, 'owner')).toBe('walnut');
    const slow = textFrom(test, 'owner', 'slow', { steps: 1, stepMs: 1_500 });
    await eventually(() => test.house.status().requests.active > 0);
    await test.secrets.set('tag', 'hazel');
    expect(await tagOf(test, 'owner')).toBe('hazel');
    expect(await slow).toBe('done');
  });

  it('brings a server back that clients went without for want of it, and tells them', async () => {
    const test = await house({ servers: { owner: fixture('friendly.mjs', { FRIENDLY_TAG: '${secret:tag}' }) } });
    const client = await test.legacyClient();
    let told = 0;
    client.fallbackNotificationHandler = ({ method }) => {
      if (method === 'notifications/tools/list_changed') told += 1;
      return Promise.resolve();
    };
    const names = async () => (await client.listTools()).tools.map(({ name }) => name);
    expect(await names()).not.toContain('owner__env');
    await test.secrets.set('tag', 'walnut');
    // Nobody asks for anything: the gateway looks by itself.
    await eventually(() => told > 0);
    expect(await names()).toContain('owner__env');
  });

  it('that is deleted and set again counts as changed; one that is encrypted anew does not', async () => {
    const test = await house({ servers: { owner: fixture('friendly.mjs', { FRIENDLY_TAG: '${secret:tag}' }) } });
    await test.secrets.set('tag', 'walnut');
    await tagOf(test, 'owner');
    const pid = await pidOf(test, 'owner');
    await test.secrets.rotate({ source: 'key-file', path: join(test.directory, '..', `${pid}.smg-key`) });
    onTestFinished(() => rm(join(test.directory, '..', `${pid}.smg-key`), { force: true }));
    expect(await pidOf(test, 'owner')).toBe(pid);
    await test.secrets.delete('tag');
    await test.secrets.set('tag', 'hazel');
    expect(await pidOf(test, 'owner')).not.toBe(pid);
  });

  it('is what a guardrail uses that names it, without the configuration being touched', async () => {
    const { url, requests } = await service();
    vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', ENVIRONMENT.SECURE_MCP_GATEWAY_MASTER_KEY);
    const test = await house({ servers: { plain: fixture('friendly.mjs') } });
    await test.secrets.set('judge', 'walnut');
    await test.edit((config) => {
      config.guardrails = [
        { name: 'judge', use: 'webhook', options: { url, headers: { 'x-key': '${secret:judge}' } } },
      ];
    });
    await textFrom(test, 'plain', 'echo', { a: 1 });
    expect(requests.at(-1)).toMatchObject({ 'x-key': 'walnut' });
    await test.secrets.set('judge', 'hazel');
    await textFrom(test, 'plain', 'echo', { a: 2 });
    expect(requests.at(-1)).toMatchObject({ 'x-key': 'hazel' });
    await test.secrets.delete('judge');
    await textFrom(test, 'plain', 'echo', { a: 3 });
    expect(requests.at(-1)).toMatchObject({ 'x-key': 'hazel' });
    expect(test.house.status().configProblems.join()).toContain('judge');
    await test.secrets.set('judge', 'alder');
    await textFrom(test, 'plain', 'echo', { a: 4 });
    expect(requests.at(-1)).toMatchObject({ 'x-key': 'alder' });
    expect(test.house.status().configProblems).toEqual([]);
  });
});
