import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuthProvider } from '../../../../../main/gateway/ports/auth-provider';
import { introspection } from '../../../../../main/plugins/auth/introspection';
import { createRegistry } from '../../../../../main/plugins/registry';
import { directory, outcomeOf, presenting, RESOURCE } from '../../../../support/auth-attempts';
import { pluginContext } from '../../../../support/plugin-context';
import { openStandIn, type StandIn, type StandInAnswer } from '../../../../support/stand-in';

const TOKEN = 'opaque-token';
const { signal } = new AbortController();
let server: StandIn;
let now = Date.now();

const seconds = () => Math.floor(now / 1_000);
const active = (more: object = {}): StandInAnswer => ({
  body: { active: true, aud: RESOURCE, sub: 'ada', client_id: 'c', exp: seconds() + 600, iss: server.url, ...more },
});

beforeEach(async () => {
  now = Date.now();
  server = await openStandIn(() => active());
});

afterEach(() => server.stop());

const open = (more: object = {}): Promise<AuthProvider> =>
  createRegistry([introspection]).create(
    'auth',
    {
      use: 'introspection',
      options: {
        issuer: server.url,
        endpoint: `${server.url}/introspect`,
        clientId: 'gateway',
        clientSecret: '${secret:client}',
        project: 'demo',
        ...more,
      },
    },
    pluginContext({
      now: () => now,
      limits: { authFailures: 3, lockoutWindow: 60, lockout: 60 },
      resolve: (text) => Promise.resolve(text.replace('${secret:client}', 'pass:word')),
    }),
  );

const attempt = (provider: AuthProvider, token = TOKEN, more: object = {}) =>
  outcomeOf(provider.authenticate(presenting(token, more), directory, signal));

describe('introspection', () => {
  it('asks the authorization server, as itself', async () => {
    const provider = await open();
    expect(await provider.authenticate(presenting(TOKEN), directory, signal)).toEqual({
      provider: 'introspection',
      keyId: expect.stringMatching(/^introspection:[\w-]{12}:ada$/) as string,
      projectId: 'demo',
      userId: 'ada',
    });
    const basic = `Basic ${Buffer.from('gateway:pass%3Aword').toString('base64')}`;
    expect(server.seen).toMatchObject([{ path: '/introspect', headers: { authorization: basic } }]);
    expect(new URLSearchParams(server.seen[0]?.raw).get('token')).toBe(TOKEN);
    await attempt(await open({ clientAuth: 'post' }));
    expect(server.seen[1]?.headers.authorization).toBeUndefined();
    expect(new URLSearchParams(server.seen[1]?.raw).get('client_secret')).toBe('pass:word');
    expect(provider.protectedResource).toEqual({ authorizationServers: [server.url], scopes: [] });
  });

  it('finds the endpoint by the metadata', async () => {
    server.answer = ({ path }) =>
      path.startsWith('/.well-known/')
        ? { body: { issuer: server.url, introspection_endpoint: `${server.url}/found` } }
        : active();
    expect(await attempt(await open({ endpoint: undefined }))).toBe('demo/ada');
    expect(server.seen.map(({ path }) => path)).toEqual(['/.well-known/oauth-authorization-server', '/found']);
  });

  it.each<[string, () => StandInAnswer, string]>([
    ['not active', () => ({ body: { active: false } }), 'invalid_credentials'],
    [
      'active in some other sense',
      () => ({ body: { active: 'true', aud: RESOURCE, sub: 'ada' } }),
      'auth_provider_failed',
    ],
    ['meant for another', () => active({ aud: ['https://other.example'] }), 'invalid_credentials'],
    ['meant for nobody in particular', () => active({ aud: undefined }), 'invalid_credentials'],
    ['of another issuer', () => active({ iss: 'https://other.example' }), 'invalid_credentials'],
    ['of an issuer unsaid', () => active({ iss: undefined }), 'demo/ada'],
    ['expired', () => active({ exp: seconds() - 10 }), 'credential_expired'],
    ['not valid yet', () => active({ nbf: seconds() + 60 }), 'invalid_credentials'],
    ['bound to a key', () => active({ cnf: { jkt: 'x' } }), 'invalid_credentials'],
    ['of nobody', () => active({ sub: undefined, client_id: undefined }), 'invalid_credentials'],
    ['without an end', () => active({ exp: undefined }), 'demo/ada'],
    ['a refusal of our credentials', () => ({ status: 401, body: { error: 'invalid_client' } }), 'auth_config_invalid'],
    ['a failure', () => ({ status: 500, body: {} }), 'auth_provider_failed'],
    ['a page', () => ({ body: '<html>' }), 'auth_provider_failed'],
    ['nothing', () => 'hang up', 'auth_network_failed'],
  ])('judges an answer: %s', async (_, answer, expected) => {
    server.answer = answer;
    expect(await attempt(await open())).toBe(expected);
  });

  it('tells a client that acts for itself from a user of the same name', async () => {
    const provider = await open({ user: 'ada' });
    const idOf = async (token: string) => (await provider.authenticate(presenting(token), directory, signal))?.keyId;
    server.answer = () => active({ sub: 'c' });
    const user = await idOf('of the user');
    server.answer = () => active({ sub: undefined });
    expect(await idOf('of the client')).not.toBe(user);
  });

  it('shows the server no gateway key and no token of another issuer', async () => {
    const provider = await open();
    const jwt = (iss: string) => `e30.${Buffer.from(JSON.stringify({ iss })).toString('base64url')}.x`;
    expect(await attempt(provider, 'smg_anything')).toBe('another’s');
    expect(await attempt(provider, jwt('https://other.example'))).toBe('another’s');
    expect(server.seen).toEqual([]);
    expect(await attempt(provider, jwt(server.url))).toBe('demo/ada');
  });

  it('believes an active token for a while, never beyond its end, and judges it anew each time', async () => {
    const provider = await open({ cacheSeconds: 30 });
    server.answer = () => active({ exp: seconds() + 10 });
    for (let i = 0; i < 3; i += 1) expect(await attempt(provider)).toBe('demo/ada');
    expect(await attempt(provider, TOKEN, { resources: ['https://another.example/mcp'] })).toBe('invalid_credentials');
    expect(server.seen).toHaveLength(1);
    now += 10_000;
    server.answer = () => ({ body: { active: false } });
    expect(await attempt(provider)).toBe('invalid_credentials');
    server.answer = () => active();
    expect(await attempt(provider)).toBe('demo/ada');
    now += 29_000;
    server.answer = () => ({ body: { active: false } });
    expect(await attempt(provider)).toBe('demo/ada');
    now += 1_000;
    expect(await attempt(provider)).toBe('invalid_credentials');
  });

  it('keeps guessers waiting, but nobody for a server that fails', async () => {
    const provider = await open();
    server.answer = () => ({ status: 500, body: {} });
    for (let i = 0; i < 5; i += 1) expect(await attempt(provider, 'wrong')).toBe('auth_provider_failed');
    server.answer = () => ({ body: { active: false } });
    for (let i = 0; i < 3; i += 1) expect(await attempt(provider, 'wrong')).toBe('invalid_credentials');
    expect(await attempt(provider, 'wrong')).toBe('auth_rate_limited');
  });

  it('stops asking when nobody waits any more', async () => {
    server.answer = () => 'silence';
    const waiting = new AbortController();
    const outcome = outcomeOf((await open()).authenticate(presenting(TOKEN), directory, waiting.signal));
    setTimeout(() => waiting.abort(), 20);
    expect(await outcome).toBe('auth_network_failed');
  });

  it('wants scopes', async () => {
    const provider = await open({ requiredScopes: ['mcp'] });
    expect(await attempt(provider)).toBe('insufficient_permissions');
    server.answer = () => active({ scope: 'a mcp' });
    expect(await attempt(provider, 'another')).toBe('demo/ada');
  });
});
