import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { type Authority, type Certified, createAuthority } from '../support/certificates';
import { failing, type HeardRequest } from '../support/faulty-listener';
import { createOAuthStage, type SceneOptions } from '../support/oauth-stage';

let authority: Authority;
let server: AuthorizationServer;
const stage = createOAuthStage(() => server);
beforeAll(async () => {
  authority = await createAuthority();
  server = await startAuthorizationServer({ authority });
});
afterEach(async () => {
  await stage.clear();
  server.fault = () => undefined;
  server.clockOffMs = 0;
  server.rules.accessTokenSeconds = 3_600;
});
afterAll(() => server.stop());

const machine = (): JsonObject => {
  const { id, secret } = server.clients.basic;
  return { grant: 'client_credentials', clientId: id, clientSecret: secret };
};

const open = ({ oauth, ...more }: SceneOptions = {}) => stage.open({ oauth: { ...machine(), ...oauth }, ...more });

const isToken = ({ path }: HeardRequest): boolean => path === '/token';
const sum = { a: 20, b: 22 };

describe.each(['legacy', 'modern'] as const)('calls to a %s server', (era) => {
  it('need nobody, and 50 at once make one request for a token', async () => {
    const { house } = await open({ upstream: { era } });
    const before = server.tokenRequests();
    const ended = await Promise.all(Array.from({ length: 50 }, () => house.call('whoami__add', sum)));
    expect(ended.map(({ value }) => value)).toEqual(Array.from({ length: 50 }, () => 42));
    expect(server.tokenRequests() - before).toBe(1);
  });

  it('go on when their token is taken away, with one request for the next', async () => {
    const { house, made } = await open({ upstream: { era } });
    await house.call('whoami__add', sum);
    made.revokeAll();
    const before = server.tokenRequests();
    const ended = await Promise.all(Array.from({ length: 50 }, () => house.call('whoami__add', sum)));
    expect(ended.map(({ value, failure }) => failure ?? value)).toEqual(Array.from({ length: 50 }, () => 42));
    expect(server.tokenRequests() - before).toBe(1);
  });

  it('take each new token into the session there is', async () => {
    const { house, made } = await open({ upstream: { era } });
    for (let round = 0; round < 3; round++) {
      expect((await house.call('whoami__add', sum)).value).toBe(42);
      made.revokeAll();
    }
    expect(made.accepted.size).toBe(3);
  });

  it('leave everybody alone, when a server takes no token at all', async () => {
    const { house, made } = await open({ upstream: { era } });
    await house.call('whoami__add', sum);
    made.fault = ({ path }) =>
      path === '/mcp' ? { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } } : undefined;
    const before = server.tokenRequests();
    for (let round = 0; round < 10; round++) {
      const { failure } = await house.call('whoami__add', sum);
      expect(failure).toMatch(/whoami/);
      expect(failure).not.toMatch(/Bearer|www-authenticate/i);
    }
    expect(server.tokenRequests() - before).toBeLessThanOrEqual(3);
    made.fault = () => undefined;
  });

  it('pass nothing of the client’s on, and nothing of the server’s back', async () => {
    const { house, made } = await open({ upstream: { era }, oauth: { scopes: ['mcp:read'] } });
    const refused = await house.call('whoami__admin_only');
    expect(refused.failure).toMatch(/mcp:admin.*oauth\.scopes/);
    for (const { headers } of made.seen) {
      expect(JSON.stringify(headers)).not.toContain('smg_');
      expect(headers.authorization ?? 'Bearer ey').toMatch(/^Bearer ey/);
    }
    const [token = ''] = made.accepted;
    expect(JSON.stringify(refused) + house.logged.join()).not.toContain(token);
  });
});

describe('short-lived tokens', () => {
  it('are renewed before they end, and no call waits for that', async () => {
    server.rules.accessTokenSeconds = 14;
    const { house, made } = await open();
    await house.call('whoami__add', sum);
    server.fault = async (request) => {
      if (isToken(request)) await new Promise((resolve) => setTimeout(resolve, 1_000));
      return undefined;
    };
    const until = Date.now() + 8_700;
    const times: number[] = [];
    while (Date.now() < until) {
      const startedAt = Date.now();
      expect((await house.call('whoami__add', sum)).value).toBe(42);
      times.push(Date.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(made.accepted.size).toBe(2);
    expect(Math.max(...times)).toBeLessThan(1_000);
    expect((await house.metrics()).token_acquisitions_failure).toBe(0);
  });

  it.each([-30, 30])('hold when the clock there is %i minutes off', async (minutes) => {
    server.clockOffMs = minutes * 60_000;
    const { house } = await open();
    const before = server.tokenRequests();
    for (let call = 0; call < 5; call++) expect((await house.call('whoami__add', sum)).value).toBe(42);
    expect(server.tokenRequests() - before).toBe(1);
  });
});

describe('an authorization server that is away', () => {
  it('holds up no call that has a token', async () => {
    const { house } = await open();
    await house.call('whoami__add', sum);
    await server.goDown();
    const ended = await house.call('whoami__add', sum);
    await server.comeBack();
    expect(ended.value).toBe(42);
  });

  it('is named to those who have none, and works again by itself', async () => {
    const { house } = await open();
    await server.goDown();
    const ended = await house.call('whoami__add', sum);
    await server.comeBack();
    expect(ended.failure).toMatch(/whoami/);
    expect(ended.failure).toContain(server.issuer);
    await expect.poll(async () => (await house.call('whoami__add', sum)).value).toBe(42);
  });

  it('that says nothing is named to those who wait, before they give up', async () => {
    const { house } = await open();
    server.fault = (request) => (isToken(request) ? 'hang' : undefined);
    const { failure } = await house.call('whoami__add', sum);
    expect(failure).toContain(`${server.issuer} cannot be reached: no answer within 10 s`);
  });

  it('that asks to be left alone for long is, and people are told', async () => {
    const { house } = await open();
    server.fault = failing(99, { status: 429, headers: { 'retry-after': '60' } }, isToken);
    const before = server.tokenRequests();
    const ended = await Promise.all([1, 2, 3].map(() => house.call('whoami__add', sum)));
    expect(ended.every(({ failure }) => /429.*60 s/.test(failure ?? ''))).toBe(true);
    expect(server.tokenRequests() - before).toBe(1);
  });
});

describe('connections with certificates', () => {
  const show = ({ cert, key }: Certified): JsonObject => ({ certificate: cert, key });
  const bound = (): JsonObject => ({
    clientId: server.clients.mtls.id,
    clientSecret: undefined,
    clientAuthentication: 'tls_client_auth',
  });

  it('carry tokens that are bound to them, to servers that let nobody else in', async () => {
    const tls = show(server.clients.mtls.certificate);
    const { house } = await open({ oauth: bound(), tls, upstream: { requireClientCertificate: true } });
    expect((await house.call('whoami__whoami')).value).toMatchObject({ clientId: 'mtls-client' });
  });

  it('without the certificate, or with another, are not made, and the server is named', async () => {
    const stranger = await (await createAuthority('Other authority')).issueForClient('mtls-client.example');
    for (const tls of [{}, show(stranger)]) {
      const { house, made } = await open({ tls, upstream: { requireClientCertificate: true } });
      const { failure } = await house.call('whoami__add', sum);
      expect(failure).toMatch(/whoami/);
      expect(failure).toContain(new URL(made.url).origin);
      expect(made.seen).toEqual([]);
    }
  });

  it('with a certificate that is over say so, before anything is sent', async () => {
    const over = await authority.issueForClient('mtls-client.example', { expired: true });
    const { house, made } = await open({ tls: show(over) });
    expect((await house.call('whoami__add', sum)).failure).toMatch(/whoami\.tls.*valid until/);
    expect(made.seen).toEqual([]);
  });

  it('that are not those of the token are not used', async () => {
    const oauth = { ...bound(), tls: { ca: authority.cert, ...show(server.clients.mtls.certificate) } };
    const { house, made } = await open({ oauth });
    expect((await house.call('whoami__add', sum)).failure).toMatch(/bound to a certificate/);
    expect(made.seen.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  });

  it('to a server whose own certificate is wrong are not made', async () => {
    const { house, made } = await open({ tls: { ca: (await createAuthority('Other authority')).cert } });
    const startedAt = Date.now();
    expect((await house.call('whoami__add', sum)).failure).toMatch(/cannot be trusted.*certificate/i);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(made.seen).toEqual([]);
  });
});

describe('proof of possession', () => {
  it.each(['legacy', 'modern'] as const)('comes anew with every request (%s)', async (era) => {
    const { house, made } = await open({ oauth: { dpop: true }, upstream: { era, dpopOnly: true } });
    for (let call = 0; call < 3; call++) expect((await house.call('whoami__add', sum)).value).toBe(42);
    const proofs = made.seen.map(({ headers }) => headers['dpop']).filter((proof) => proof !== undefined);
    expect(proofs.length).toBeGreaterThanOrEqual(3);
    expect(new Set(proofs).size).toBe(proofs.length);
  });
});

describe('a changed configuration', () => {
  it('gets its own token, at once', async () => {
    const { house, made } = await open();
    expect((await house.call('whoami__whoami')).value).toMatchObject({ clientId: 'basic-client' });
    const { id, secret } = server.clients.post;
    await house.edit((servers) => {
      Object.assign(servers['whoami']?.['oauth'] as JsonObject, {
        clientId: id,
        clientSecret: secret,
        clientAuthentication: 'client_secret_post',
      });
    });
    await expect
      .poll(async () => (await house.call('whoami__whoami')).value)
      .toMatchObject({ clientId: 'post-client' });
    expect(made.accepted.size).toBe(2);
  });
});
