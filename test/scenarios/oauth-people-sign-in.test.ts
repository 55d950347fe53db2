import { get } from 'node:http';
import { ClientSecretBasic } from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { type OAuthHouse, type OAuthHouseOptions, openOAuthHouse } from '../support/oauth-house';
import type { Certified } from '../support/certificates';
import { connectPlainClient } from '../support/plain-oauth';
import { type ProtectedServer, type ProtectedServerOptions, startProtectedServer } from '../support/protected-server';

let server: AuthorizationServer;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  server = await startAuthorizationServer({ rules: { accessTokens: 'opaque' } });
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  server.fault = () => undefined;
  Object.assign(server.rules, { iss: 'sent', metadata: {}, refreshTokens: 'always' });
});
afterAll(() => server.stop());

interface Scene {
  readonly house: OAuthHouse;
  readonly made: ProtectedServer;
}

interface SceneOptions extends Partial<Omit<OAuthHouseOptions, 'servers'>> {
  readonly oauth?: JsonObject;
  readonly upstream?: Partial<ProtectedServerOptions>;
}

async function open({ oauth, upstream, ...more }: SceneOptions = {}): Promise<Scene> {
  const { authority } = server;
  const made = await startProtectedServer({
    authorizationServers: [server],
    authority,
    requiredScopes: ['mcp:read'],
    ...upstream,
  });
  ends.unshift(() => made.stop());
  const tls = { ca: authority.cert, ...(oauth?.['tls'] as JsonObject | undefined) };
  const config = { url: made.url, tls, ...(oauth === undefined ? {} : { oauth }) };
  const house = await openOAuthHouse({ server, servers: { whoami: config }, ...more });
  ends.unshift(() => house.stop());
  return { house, made };
}

const PUBLIC = { clientId: 'public-client' };

describe('a server that asks for a sign-in', () => {
  it.each(['legacy', 'modern'] as const)('tells what a person must do, and works when it is done (%s)', async (era) => {
    const { house, made } = await open({ oauth: PUBLIC, upstream: { era } });
    const before = await house.call('whoami__whoami');
    expect(before.failure).toMatch(/ada.*sign in to whoami.*secure-mcp-gateway oauth connect whoami/);
    expect(await house.connect('whoami', { as: 'bob' })).toMatchObject({ state: 'connected', user: 'ada' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'bob', clientId: 'public-client' });
    expect((await house.call('whoami__add', { a: 2, b: 3 })).value).toBe(5);
    const sent = made.seen.filter(({ headers }) => headers.authorization !== undefined);
    expect(sent.every(({ headers }) => !headers.authorization?.includes('smg_'))).toBe(true);
  });

  it('needs no configuration where clients register themselves', async () => {
    const { house } = await open();
    expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
    expect(await house.connect('whoami', { as: 'carol' })).toMatchObject({ state: 'connected' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'carol' });
    const registrations = server.requests.filter(({ path }) => path === '/register').length;
    await house.disconnect('whoami');
    expect(await house.connect('whoami', { as: 'carol' })).toMatchObject({ state: 'connected' });
    expect(server.requests.filter(({ path }) => path === '/register').length).toBeLessThanOrEqual(registrations + 1);
  });

  it.each(['well-known', 'same origin'] as const)('is understood without words (%s)', async (discovery) => {
    const { house } = await open({ oauth: PUBLIC, upstream: { discovery } });
    expect(await house.connect('whoami', { as: 'dora' })).toMatchObject({ state: 'connected' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'dora' });
  });

  it('can be signed in to from a browser elsewhere, by its last address', async () => {
    const { house } = await open({ oauth: PUBLIC });
    expect(await house.connect('whoami', { as: 'erin', byHand: true })).toMatchObject({ state: 'connected' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'erin' });
  });

  it('can be signed in to on another device', async () => {
    const { house } = await open({ oauth: { clientId: 'device-client', grant: 'device_code', issuer: server.issuer } });
    const done = await house.connect('whoami', { as: 'frida', device: true });
    expect(done).toMatchObject({ state: 'connected', kind: 'device' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'frida' });
  });

  it.each(['basic', 'post', 'keyJwt', 'mtls', 'selfSigned'] as const)(
    'can be signed in to by a client that proves who it is (%s), and renewed',
    async (kind) => {
      const { house, made } = await open({ oauth: proofOf(kind) });
      expect(await house.connect('whoami', { as: 'mia' })).toMatchObject({ state: 'connected' });
      const { value } = await house.call('whoami__whoami');
      expect(value).toMatchObject({ subject: 'mia', clientId: server.clients[kind].id });
      made.revokeAll();
      expect((await house.call('whoami__whoami')).value).toEqual(value);
    },
  );

  it('is signed in to once, where refresh tokens have to be asked for', async () => {
    server.rules.refreshTokens = 'on offline_access';
    const { house, made } = await open({ oauth: PUBLIC });
    await house.connect('whoami', { as: 'olga' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'olga' });
    made.revokeAll();
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'olga' });
  });

  it('is signed in to again, where there are none', async () => {
    server.rules.refreshTokens = 'never';
    const { house, made } = await open({ oauth: PUBLIC });
    await house.connect('whoami', { as: 'paul' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'paul' });
    made.revokeAll();
    for (let round = 0; round < 2; round++) {
      expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
    }
    await house.connect('whoami', { as: 'paul' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'paul' });
  });

  it('is signed in to again, when the authorization server took the refresh token back', async () => {
    const { house, made } = await open({ oauth: PUBLIC });
    await house.connect('whoami', { as: 'quin' });
    await house.call('whoami__whoami');
    server.store.clear('RefreshToken');
    made.revokeAll();
    const before = server.tokenRequests();
    for (let round = 0; round < 5; round++) {
      expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
    }
    expect(server.tokenRequests() - before).toBe(1);
    await house.connect('whoami', { as: 'quin' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'quin' });
  });

  it('gives every user a token of their own, and nobody that of another', async () => {
    const { house } = await open({ oauth: PUBLIC, users: ['ben'] });
    await house.connect('whoami', { as: 'grace', user: 'ada' });
    expect((await house.call('whoami__whoami', {}, 'ada')).value).toMatchObject({ subject: 'grace' });
    expect((await house.call('whoami__whoami', {}, 'ben')).failure).toMatch(/"ben" must sign in/);
    await house.connect('whoami', { as: 'heidi', user: 'ben' });
    expect((await house.call('whoami__whoami', {}, 'ben')).value).toMatchObject({ subject: 'heidi' });
    expect((await house.call('whoami__whoami', {}, 'ada')).value).toMatchObject({ subject: 'grace' });
  });
});

describe('a sign-in', () => {
  it('that is refused says so, in a browser and on a device', async () => {
    const { house } = await open({ oauth: PUBLIC });
    const failed = { state: 'failed', problem: expect.stringContaining('access_denied') as string };
    expect(await house.connect('whoami', { deny: true })).toMatchObject(failed);
    expect(await house.connect('whoami', { deny: true, device: true })).toMatchObject(failed);
    expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
  });

  it.each(['wrong', 'absent'] as const)('whose answer has a %s issuer is not used', async (iss) => {
    const { house } = await open({ oauth: PUBLIC });
    server.rules.iss = iss;
    const before = server.tokenRequests();
    const done = await house.connect('whoami');
    expect(done).toMatchObject({ state: 'failed', problem: expect.stringContaining('not used') as string });
    expect(server.tokenRequests()).toBe(before);
  });

  it('is not begun where stolen codes would work', async () => {
    const { house } = await open({ oauth: PUBLIC });
    for (const methods of [undefined, [], ['plain']]) {
      server.rules.metadata = { code_challenge_methods_supported: methods };
      expect(JSON.stringify(await house.begin('whoami'))).toMatch(/PKCE/);
    }
  });

  it('takes its answer once, and no other', async () => {
    const { house } = await open({ oauth: PUBLIC });
    const begun = await house.begin('whoami');
    const answer = await server.signIn(begun.url ?? '');
    const stranger = new URL(answer);
    stranger.searchParams.set('state', 'guessed');
    expect((await fetch(stranger)).status).toBe(400);
    expect(await statusAt(answer, 'attacker.example')).toBe(404);
    expect((await fetch(answer)).status).toBe(200);
    const again = await fetch(answer).then(
      ({ status }) => status,
      () => 'closed',
    );
    expect(again).not.toBe(200);
    expect(server.requests.filter(({ form }) => form['code'] === answer.searchParams.get('code')).length).toBe(1);
  });

  it('shows a page that repeats nothing of what came', async () => {
    const { house } = await open({ oauth: PUBLIC });
    const { redirect_uri: redirect = '' } = Object.fromEntries(
      new URL((await house.begin('whoami')).url ?? '').searchParams,
    );
    const page = await fetch(`${redirect}?state=<script>alert(1)</script>&error=<b>x</b>`);
    const text = await page.text();
    expect(text).not.toMatch(/<script|<b>x/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('asks for what the server wants, for the server, with proof of possession of the code', async () => {
    const { house, made } = await open({ oauth: PUBLIC, upstream: { requiredScopes: ['mcp:write'] } });
    await house.call('whoami__whoami');
    const fields = Object.fromEntries(new URL((await house.begin('whoami')).url ?? '').searchParams);
    expect(fields).toMatchObject({ resource: made.url, code_challenge_method: 'S256', response_type: 'code' });
    expect(fields['scope']?.split(' ')).toContain('mcp:write');
    expect(fields['redirect_uri']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  });
});

describe('a tool that needs more than was granted', () => {
  it.each(['legacy', 'modern'] as const)('says what must be allowed, and works once it is (%s)', async (era) => {
    const { house } = await open({ oauth: PUBLIC, upstream: { era } });
    await house.connect('whoami', { as: 'ivan' });
    const refused = await house.call('whoami__admin_only');
    expect(refused.failure).toMatch(/mcp:admin/);
    expect(refused.failure).toMatch(/oauth connect whoami/);
    expect((await house.call('whoami__add', { a: 1, b: 1 })).value).toBe(2);
    expect((await house.connect('whoami', { as: 'ivan' })).scopes).toContain('mcp:admin');
    expect((await house.call('whoami__admin_only')).value).toBe('done');
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'ivan' });
  });
});

describe('a disconnected server', () => {
  it('has its tokens revoked, here and there, and stays so after a restart', async () => {
    const { house, made } = await open({ oauth: PUBLIC });
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
    const { house } = await open({ oauth: PUBLIC });
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
    const { house } = await open({ oauth: PUBLIC });
    await house.connect('whoami');
    const told = await house.disconnect('whoami');
    server.rules.accessTokens = 'opaque';
    expect(told).toMatchObject({ wasConnected: true, revoked: true });
    expect(server.requests.findLast(({ path }) => path === '/token/revocation')?.form['token']).toBeDefined();
  });
});

describe('tokens of people', () => {
  it('are there after a restart, and in no file, log or answer', async () => {
    const { house, made } = await open({ oauth: { ...PUBLIC, dpop: true } });
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
    const { house } = await open({ oauth: PUBLIC });
    await house.connect('whoami', { as: 'lena' });
    const other = { ...process.env, SECURE_MCP_GATEWAY_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };
    await house.restart(other);
    const { failure } = await house.call('whoami__whoami');
    expect(failure).toBeDefined();
    expect((await house.call('whoami__whoami')).value).toBeUndefined();
  });
});

/** As an operator configures it; the certificate is the connection’s, too, since its tokens are bound to it. */
function proofOf(kind: 'basic' | 'post' | 'keyJwt' | 'mtls' | 'selfSigned'): JsonObject {
  const { clients, authority } = server;
  switch (kind) {
    case 'basic':
      return { clientId: clients.basic.id, clientSecret: clients.basic.secret };
    case 'post': {
      const { id, secret } = clients.post;
      return { clientId: id, clientSecret: secret, clientAuthentication: 'client_secret_post' };
    }
    case 'keyJwt': {
      const { id, key, keyId } = clients.keyJwt;
      return { clientId: id, privateKey: key, privateKeyId: keyId };
    }
    case 'mtls':
    case 'selfSigned': {
      const { id, certificate } = clients[kind];
      const clientAuthentication = kind === 'mtls' ? 'tls_client_auth' : 'self_signed_tls_client_auth';
      return { clientId: id, clientAuthentication, tls: { ca: authority.cert, ...shown(certificate) } };
    }
  }
}

const shown = ({ cert, key }: Certified): JsonObject => ({ certificate: cert, key });

/** What a listener on this machine says to a request that came by another name. */
function statusAt(url: URL, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}

async function isActive(token: string): Promise<boolean> {
  const { id, secret } = server.clients.resourceServer;
  const client = await connectPlainClient(server, { id, auth: ClientSecretBasic(secret) });
  return (await client.introspect(token)).active;
}
