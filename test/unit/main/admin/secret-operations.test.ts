import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAdminServer } from '../../../../main/admin/http-server';
import { createSecretAdmin } from '../../../../main/admin/secret-admin';
import { openConfigFile } from '../../../../main/gateway/config/config-file';
import type { SecretStore } from '../../../../main/gateway/ports/secret-store';
import type { Logger } from '../../../../main/gateway/ports/logger';
import { GATEWAY_STATUS } from '../../../support/gateway-status';
import { testVault } from '../../../support/test-vault';

const TOKEN = 'admin-token-for-tests';
const VALUE = `ghp_${randomBytes(18).toString('hex')}`;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: { message?: string; data?: unknown; timestamp?: string; error?: { name: string; message: string } };
}

async function open(change: (store: SecretStore) => SecretStore = (store) => store) {
  const vault = testVault();
  const store = vault.open({ SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('base64') });
  const config = join(dirname(vault.path), 'config.json');
  const servers = { hub: { command: 'x', env: { TOKEN: '${secret:github}', OTHER: '${secret:missing}' } } };
  writeFileSync(config, JSON.stringify({ version: 1, configs: { main: { name: 'Main', servers } } }));
  const logged: string[] = [];
  const write = (message: string, facts?: object) => void logged.push(`${message} ${JSON.stringify(facts ?? {})}`);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const secrets = createSecretAdmin(() => Promise.resolve(change(store)), openConfigFile(config, { backups: config }));
  const server = await createAdminServer({
    ...{ host: '127.0.0.1', port: 0, token: TOKEN, status: () => GATEWAY_STATUS },
    secrets,
    log,
  });
  onTestFinished(() => server.close());
  const said: string[] = [];
  async function ask(method: string, path: string, body?: unknown, token = TOKEN): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/v1/secrets${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    said.push(text);
    expect(response.headers.get('cache-control')).toBe('no-store');
    return { status: response.status, text, body: JSON.parse(text) as Answer['body'] };
  }
  return { ask, store, vault, said, logged, path: vault.path };
}

describe('secrets over the admin API', () => {
  it('are set, listed with those who use them, replaced and deleted, in the envelope of the API', async () => {
    const { ask, store } = await open();
    expect((await ask('GET', '/status')).body.data).toMatchObject({ store: 'vault', ok: true, secrets: 0 });
    const set = await ask('PUT', '/github', { value: VALUE });
    expect(set.body).toEqual({
      message: 'OK',
      data: { name: 'github', version: 1, updatedAt: expect.any(String) as string },
      timestamp: expect.any(String) as string,
    });
    expect(await store.read('github')).toBe(VALUE);
    expect((await ask('PUT', '/github', { value: `${VALUE}2` })).body.data).toMatchObject({ version: 2 });
    const usedBy = (name: string) => [`configs.main.servers.hub.env.${name}`];
    expect((await ask('GET', '')).body.data).toEqual([
      { name: 'github', isSet: true, updatedAt: expect.any(String) as string, usedBy: usedBy('TOKEN') },
      { name: 'missing', isSet: false, usedBy: usedBy('OTHER') },
    ]);
    expect((await ask('DELETE', '/github')).body.data).toEqual({ usedBy: usedBy('TOKEN') });
    expect(await store.read('github')).toBeUndefined();
    expect(await ask('DELETE', '/github')).toMatchObject({ status: 404, body: { error: { name: 'unknown_name' } } });
  });

  it('are encrypted anew on request', async () => {
    const { ask, store, vault } = await open();
    await ask('PUT', '/github', { value: VALUE });
    const path = join(dirname(vault.path), 'key');
    expect((await ask('POST', '/rotate', { key: 'key-file', keyFile: path })).body.data).toMatchObject({
      ...{ secrets: 1, source: 'key-file' },
    });
    expect(await store.read('github')).toBe(VALUE);
    expect(vault.content().key).toMatchObject({ source: 'key-file', path });
  });

  it.each([
    ['POST', '/rotate', { key: 'nobody' }],
    ['POST', '/rotate', { key: 'keychain', keyFile: '/tmp/x' }],
    ['POST', '/rotate', { keyFile: 'relative' }],
    ['PUT', '/github', { value: '' }],
    ['PUT', '/github', { value: `${VALUE}\0` }],
    ['PUT', '/github', { value: VALUE.repeat(4_000) }],
    ['PUT', '/github', { value: VALUE, more: VALUE }],
    ['PUT', '/github', { valu: VALUE }],
    ['PUT', '/github', VALUE],
    ['PUT', '/github', `{"value": "${VALUE}`],
    ['PUT', '/github', [VALUE]],
    ['PUT', '/github', undefined],
    ['PUT', `/${VALUE}%20`, { value: VALUE }],
    ['DELETE', `/${VALUE}%20`, undefined],
    ['PUT', `/${VALUE}/${VALUE}`, { value: VALUE }],
  ])('refuse %s %s %j without saying it again', async (method, path, body) => {
    const { ask, said, logged } = await open();
    const { status, body: answer } = await ask(method, path, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(answer.error?.message).toBeDefined();
    expect(said.join()).not.toContain(VALUE);
    expect(logged.join()).not.toContain(VALUE);
  });

  it('are for whoever holds the token', async () => {
    const { ask, store } = await open();
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/status'],
      ['PUT', '/github'],
      ['DELETE', '/github'],
      ['POST', '/rotate'],
    ] as const) {
      const body = method === 'PUT' ? { value: VALUE } : undefined;
      expect(await ask(method, path, body, 'wrong')).toMatchObject({ status: 401 });
    }
    expect(await store.read('github')).toBeUndefined();
  });

  it('that lie elsewhere are not changed here, and a broken vault tells nothing', async () => {
    const elsewhere = await open(({ read, status }) => ({ read, status }));
    const answer = await elsewhere.ask('PUT', '/github', { value: VALUE });
    expect(answer.body.error?.name).toBe('operation_failed');
    const broken = await open();
    await broken.ask('PUT', '/github', { value: VALUE });
    writeFileSync(broken.path, readFileSync(broken.path, 'utf8').replace('"version": 1', '"version": 9'));
    const refused = await broken.ask('PUT', '/github', { value: VALUE });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    for (const { said, logged } of [elsewhere, broken]) expect([...said, ...logged].join()).not.toContain(VALUE);
  });
});
