import { ClientSecretBasic } from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { createOAuthStage } from '../support/oauth-stage';
import { connectPlainClient } from '../support/plain-oauth';

let server: AuthorizationServer;
const stage = createOAuthStage(() => server);
beforeAll(async () => {
  server = await startAuthorizationServer({ rules: { accessTokens: 'opaque' } });
});
afterEach(() => stage.clear());
afterAll(() => server.stop());

const PUBLIC = { clientId: 'public-client' };
const READING = { upstream: { requiredScopes: ['mcp:read'] } };

describe('a disconnected server', () => {
  it('has its tokens revoked, here and there, and stays so after a restart', async () => {
    const { house, made } = await stage.open({ oauth: PUBLIC, ...READING });
    await house.connect('whoami', { as: 'judy' });
    await house.call('whoami__whoami');
    const before = made.accepted.size;
    expect(before).toBeGreaterThan(0);
    expect(await house.disconnect('whoami')).toEqual({ wasConnected: true, revoked: true });
    for (const token of made.accepted) expect(await isActive(token)).toBe(false);
    expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
    await house.restart();
    expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
    expect(await house.disconnect('whoami')).toMatchObject({ wasConnected: false });
  });

  it('is forgotten here even when nobody can be told', async () => {
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
    await house.connect('whoami');
    await server.goDown();
    const told = await house.disconnect('whoami');
    await server.comeBack();
    expect(told).toMatchObject({
      wasConnected: true,
      revoked: false,
      problem: expect.stringContaining(server.issuer) as string,
    });
    expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
  });

  it('counts as revoked where access tokens cannot be, but the refresh token was', async () => {
    server.rules.accessTokens = 'jwt';
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
    await house.connect('whoami');
    const told = await house.disconnect('whoami');
    server.rules.accessTokens = 'opaque';
    expect(told).toMatchObject({ wasConnected: true, revoked: true });
    expect(server.requests.findLast(({ path }) => path === '/token/revocation')?.form['token']).toBeDefined();
  });
});

describe('tokens of people', () => {
  it('are there after a restart, and in no file, log or answer', async () => {
    const { house, made } = await stage.open({ oauth: { ...PUBLIC, dpop: true }, ...READING });
    await house.connect('whoami', { as: 'kim' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'kim' });
    const asked = server.tokenRequests();
    await house.restart();
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'kim' });
    expect(server.tokenRequests()).toBe(asked);
    const told = [await house.files(), ...house.logged, JSON.stringify([await house.tokens(), await house.metrics()])];
    const codes = server.requests.flatMap(({ form }) => [form['code'], form['refresh_token'], form['code_verifier']]);
    const secrets = [...made.accepted, ...codes].filter((one) => one !== undefined);
    expect(secrets.length).toBeGreaterThan(1);
    expect(secrets.filter((secret) => told.some((text) => text.includes(secret)))).toEqual([]);
  });

  it('are of no use to whoever copies the data directory without its key', async () => {
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
    await house.connect('whoami', { as: 'lena' });
    const other = { ...process.env, SECURE_MCP_GATEWAY_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };
    await house.restart(other);
    const { failure } = await house.call('whoami__whoami');
    expect(failure).toBeDefined();
    expect((await house.call('whoami__whoami')).value).toBeUndefined();
  });
});

async function isActive(token: string): Promise<boolean> {
  const { id, secret } = server.clients.resourceServer;
  const client = await connectPlainClient(server, { id, auth: ClientSecretBasic(secret) });
  return (await client.introspect(token)).active;
}
