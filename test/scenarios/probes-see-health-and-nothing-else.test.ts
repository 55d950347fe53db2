import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdminKey } from '../../main/gateway/ports/gateway-key';
import { openHouse, type House } from '../../main/open-house';
import { adminTokenOf } from '../support/admin-token';
import { eventually, fixture, openTestHouse, type TestHouse } from '../support/test-house';

const TOKEN = 'metrics-token-of-thirty-two-letters';
const closers: (() => Promise<unknown>)[] = [];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smg-monitor-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const viewer = createAdminKey();
const adminKeys = { [viewer.id]: { hash: viewer.hash, role: 'viewer' as const, createdAt: '2026-01-01T00:00:00Z' } };

async function open(options: object, host = '127.0.0.1'): Promise<TestHouse> {
  const telemetry = [{ use: 'prometheus', options }];
  const one = await openTestHouse({
    servers: { friendly: fixture('friendly.mjs') },
    config: { listen: { monitor: { host, port: 0 } }, telemetry, adminKeys, policy: { approvals: { ask: 'nothing' } } },
  });
  closers.push(() => one.stop());
  return one;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends exactly these headers; fetch would set `Host` by itself. */
function ask(base: string | undefined, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${base}${path}`.replace('0.0.0.0', '127.0.0.1'), { headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', reject).end();
  });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the monitor address', () => {
  it('is not there unless the configuration wants it', async () => {
    const one = await openTestHouse();
    closers.push(() => one.stop());
    expect(one.house.addresses.monitor).toBeUndefined();
  });

  it('tells whoever asks, by whatever name, that the gateway is well, and no more', async () => {
    const { house } = await open({ open: true }, '0.0.0.0');
    const { monitor } = house.addresses;
    expect(monitor).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
    const host = { host: '10.1.2.3:8002' };
    expect(await ask(monitor, '/health', host)).toEqual({ status: 200, text: '{"status":"ok"}' });
    expect(await ask(monitor, '/ready', host)).toEqual({ status: 200, text: '{"status":"ok"}' });
    // The admin address goes on to look at names.
    expect((await ask(house.addresses.admin, '/health', host)).status).toBe(403);
  });

  it('has nothing else of the admin address, whatever key comes', async () => {
    const { house, directory } = await open({ token: TOKEN });
    const all = bearer(adminTokenOf(directory));
    for (const path of ['/', '/docs', '/openapi.json', '/api/v1/status', '/api/v1/secrets', '/mcp']) {
      const answer = await ask(house.addresses.monitor, path, all);
      expect([path, answer.status, answer.text]).toEqual([path, 404, expect.stringContaining('Nothing is served at')]);
    }
  });

  it('shows metrics for the token of the page, read anew each time, or an admin key', async () => {
    const file = join(folder, 'token');
    const { house, directory, key, logged } = await open({ open: true, token: `\${file:${file}}` }, '0.0.0.0');
    const metrics = async (token?: string) =>
      (await ask(house.addresses.monitor, '/metrics', token === undefined ? {} : bearer(token))).status;
    // Nothing is open here, even to this machine: what asks may stand for others.
    expect(await metrics()).toBe(401);
    expect(await metrics(TOKEN)).toBe(401);
    await writeFile(file, 'short\n');
    expect(await metrics('short')).toBe(401);
    await writeFile(file, `${TOKEN}\n`);
    expect(await metrics(TOKEN)).toBe(200);
    expect(await metrics(viewer.text)).toBe(200);
    expect(await metrics(adminTokenOf(directory))).toBe(200);
    expect(await metrics(key)).toBe(401);
    await writeFile(file, `${TOKEN}-another\n`);
    expect(await metrics(TOKEN)).toBe(401);
    expect(logged.filter((line) => line.includes('The token of /metrics cannot be used'))).toHaveLength(1);
  });

  it('gives the token of the page nothing else', async () => {
    const { house } = await open({ token: TOKEN });
    const { admin } = house.addresses;
    expect((await ask(admin, '/metrics', bearer(TOKEN))).status).toBe(200);
    expect((await ask(admin, '/api/v1/status', bearer(TOKEN))).status).toBe(401);
  });

  it('says that the gateway is not ready while it stops', async () => {
    const { house, legacyClient } = await open({});
    const client = await legacyClient();
    const slow = client.callTool({ name: 'friendly__slow', arguments: { steps: 6, stepMs: 200 } });
    await eventually(() => house.status().requests.active === 1);
    const stopping = house.stop(5_000);
    expect(await ask(house.addresses.monitor, '/ready')).toEqual({ status: 503, text: '{"status":"stopping"}' });
    expect((await ask(house.addresses.monitor, '/health')).status).toBe(200);
    expect((await slow).isError).not.toBe(true);
    await stopping;
    await expect(ask(house.addresses.monitor, '/ready')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says which setting to change when its port is taken', async () => {
    const { house } = await open({});
    const port = Number(new URL(house.addresses.monitor ?? '').port);
    const opening: Promise<House> = openHouse({
      dataDirectory: join(folder, 'other'),
      env: process.env,
      mcpPort: 0,
      adminPort: 0,
      firstConfig: await written({ version: 1, listen: { monitor: { port } } }),
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    await expect(opening).rejects.toThrow(/Port \d+ is in use by another program; .* listen\.monitor\.port/);
  });
});

async function written(config: object): Promise<string> {
  const path = join(folder, 'first.json');
  await writeFile(path, JSON.stringify(config));
  return path;
}
