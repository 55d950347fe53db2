import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { createOAuthStage, type SceneOptions } from '../support/oauth-stage';

let server: AuthorizationServer;
const stage = createOAuthStage(() => server);
beforeAll(async () => {
  server = await startAuthorizationServer({ rules: { accessTokens: 'opaque' } });
});
afterEach(async () => {
  await stage.clear();
  server.fault = () => undefined;
  Object.assign(server.rules, { iss: 'sent', metadata: {}, refreshTokens: 'always' });
});
afterAll(() => server.stop());

const PUBLIC = { clientId: 'public-client' };
const READING = { upstream: { requiredScopes: ['mcp:read'] } };

describe('a server that asks for a sign-in', () => {
  it.each(['legacy', 'modern'] as const)('tells what a person must do, and works when it is done (%s)', async (era) => {
    const { house, made } = await stage.open({ oauth: PUBLIC, upstream: { ...READING.upstream, era } });
    const before = await house.call('whoami__whoami');
    expect(before.failure).toMatch(/ada.*sign in to whoami.*secure-mcp-gateway oauth connect whoami/);
    expect(await house.connect('whoami', { as: 'bob' })).toMatchObject({ state: 'connected', user: 'ada' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'bob', clientId: 'public-client' });
    expect((await house.call('whoami__add', { a: 2, b: 3 })).value).toBe(5);
    const sent = made.seen.filter(({ headers }) => headers.authorization !== undefined);
    expect(sent.every(({ headers }) => !headers.authorization?.includes('smg_'))).toBe(true);
  });

  it('needs no configuration where clients register themselves', async () => {
    const { house } = await stage.open(READING);
    expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
    expect(await house.connect('whoami', { as: 'carol' })).toMatchObject({ state: 'connected' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'carol' });
    const registrations = server.requests.filter(({ path }) => path === '/register').length;
    await house.disconnect('whoami');
    expect(await house.connect('whoami', { as: 'carol' })).toMatchObject({ state: 'connected' });
    expect(server.requests.filter(({ path }) => path === '/register').length).toBeLessThanOrEqual(registrations + 1);
  });

  it.each(['well-known', 'same origin'] as const)('is understood without words (%s)', async (discovery) => {
    const { house } = await stage.open({ oauth: PUBLIC, upstream: { ...READING.upstream, discovery } });
    expect(await house.connect('whoami', { as: 'dora' })).toMatchObject({ state: 'connected' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'dora' });
  });

  it('can be signed in to from a browser elsewhere, by its last address', async () => {
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
    expect(await house.connect('whoami', { as: 'erin', byHand: true })).toMatchObject({ state: 'connected' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'erin' });
  });

  it('can be signed in to on another device', async () => {
    const { house } = await stage.open({
      oauth: { clientId: 'device-client', grant: 'device_code', issuer: server.issuer },
    });
    const done = await house.connect('whoami', { as: 'frida', device: true });
    expect(done).toMatchObject({ state: 'connected', kind: 'device' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'frida' });
  });

  it.each(['basic', 'post', 'keyJwt', 'mtls', 'selfSigned'] as const)(
    'can be signed in to by a client that proves who it is (%s), and renewed',
    async (kind) => {
      const { house, made } = await stage.open({ ...READING, ...proofOf(kind) });
      expect(await house.connect('whoami', { as: 'mia' })).toMatchObject({ state: 'connected' });
      const { value } = await house.call('whoami__whoami');
      expect(value).toMatchObject({ subject: 'mia', clientId: server.clients[kind].id });
      made.revokeAll();
      expect((await house.call('whoami__whoami')).value).toEqual(value);
    },
  );

  it('is signed in to once, where refresh tokens have to be asked for', async () => {
    server.rules.refreshTokens = 'on offline_access';
    const { house, made } = await stage.open({ oauth: PUBLIC, ...READING });
    await house.connect('whoami', { as: 'olga' });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'olga' });
    made.revokeAll();
    expect((await house.call('whoami__whoami')).value).toMatchObject({ subject: 'olga' });
  });

  it('is signed in to again, where there are none', async () => {
    server.rules.refreshTokens = 'never';
    const { house, made } = await stage.open({ oauth: PUBLIC, ...READING });
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
    const { house, made } = await stage.open({ oauth: PUBLIC, ...READING });
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
    const { house } = await stage.open({ oauth: PUBLIC, ...READING, users: ['ben'] });
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
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
    const failed = { state: 'failed', problem: expect.stringContaining('access_denied') as string };
    expect(await house.connect('whoami', { deny: true })).toMatchObject(failed);
    expect(await house.connect('whoami', { deny: true, device: true })).toMatchObject(failed);
    expect((await house.call('whoami__whoami')).failure).toContain('oauth connect whoami');
  });

  it.each(['wrong', 'absent'] as const)('whose answer has a %s issuer is not used', async (iss) => {
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
    server.rules.iss = iss;
    const before = server.tokenRequests();
    const done = await house.connect('whoami');
    expect(done).toMatchObject({ state: 'failed', problem: expect.stringContaining('not used') as string });
    expect(server.tokenRequests()).toBe(before);
  });

  it('is not begun where stolen codes would work', async () => {
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
    for (const methods of [undefined, [], ['plain']]) {
      server.rules.metadata = { code_challenge_methods_supported: methods };
      expect(JSON.stringify(await house.begin('whoami'))).toMatch(/PKCE/);
    }
  });

  it('takes its answer once, and no other', async () => {
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
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
    const { house } = await stage.open({ oauth: PUBLIC, ...READING });
    const { redirect_uri: redirect = '' } = Object.fromEntries(
      new URL((await house.begin('whoami')).url ?? '').searchParams,
    );
    const page = await fetch(`${redirect}?state=<script>alert(1)</script>&error=<b>x</b>`);
    const text = await page.text();
    expect(text).not.toMatch(/<script|<b>x/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('asks for what the server wants, for the server, with proof of possession of the code', async () => {
    const { house, made } = await stage.open({ oauth: PUBLIC, upstream: { requiredScopes: ['mcp:write'] } });
    await house.call('whoami__whoami');
    const fields = Object.fromEntries(new URL((await house.begin('whoami')).url ?? '').searchParams);
    expect(fields).toMatchObject({ resource: made.url, code_challenge_method: 'S256', response_type: 'code' });
    expect(fields['scope']?.split(' ')).toContain('mcp:write');
    expect(fields['redirect_uri']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  });
});

describe('a tool that needs more than was granted', () => {
  it.each(['legacy', 'modern'] as const)('says what must be allowed, and works once it is (%s)', async (era) => {
    const { house } = await stage.open({ oauth: PUBLIC, upstream: { ...READING.upstream, era } });
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

/** As an operator configures it; tokens that are bound to a certificate need it on the way to the server, too. */
function proofOf(kind: 'basic' | 'post' | 'keyJwt' | 'mtls' | 'selfSigned'): SceneOptions {
  const { clients } = server;
  switch (kind) {
    case 'basic':
      return { oauth: { clientId: clients.basic.id, clientSecret: clients.basic.secret } };
    case 'post': {
      const { id, secret } = clients.post;
      return { oauth: { clientId: id, clientSecret: secret, clientAuthentication: 'client_secret_post' } };
    }
    case 'keyJwt': {
      const { id, key, keyId } = clients.keyJwt;
      return { oauth: { clientId: id, privateKey: key, privateKeyId: keyId } };
    }
    case 'mtls':
    case 'selfSigned': {
      const { id, certificate } = clients[kind];
      const clientAuthentication = kind === 'mtls' ? 'tls_client_auth' : 'self_signed_tls_client_auth';
      const tls = { certificate: certificate.cert, key: certificate.key };
      return { oauth: { clientId: id, clientAuthentication }, tls };
    }
  }
}

/** What a listener on this machine says to a request that came by another name. */
function statusAt(url: URL, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}
