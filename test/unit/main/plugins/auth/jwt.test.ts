import { createHmac } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuthProvider } from '../../../../../main/gateway/ports/auth-provider';
import { jwt } from '../../../../../main/plugins/auth/jwt';
import { createRegistry } from '../../../../../main/plugins/registry';
import { directory, outcomeOf, presenting, RESOURCE } from '../../../../support/auth-attempts';
import { pluginContext } from '../../../../support/plugin-context';
import { openTokenIssuer, type TokenIssuer } from '../../../../support/token-issuer';

let server: TokenIssuer;
const { signal } = new AbortController();

beforeEach(async () => {
  server = await openTokenIssuer();
});

afterEach(async () => {
  vi.useRealTimers();
  await server.stop();
});

const open = (more: object = {}): Promise<AuthProvider> =>
  createRegistry([jwt]).create(
    'auth',
    { use: 'jwt', options: { issuer: server.issuer, project: 'demo', ...more } },
    pluginContext(),
  );

const attempt = async (provider: AuthProvider, token: string, more: object = {}) =>
  outcomeOf(provider.authenticate(presenting(token, more), directory, signal));
const seconds = () => Math.floor(Date.now() / 1_000);
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('jwt', () => {
  it('knows a good token, and finds the keys by the issuer’s metadata', async () => {
    const provider = await open();
    const token = await server.sign({ aud: RESOURCE });
    expect(await provider.authenticate(presenting(token), directory, signal)).toEqual({
      provider: 'jwt',
      keyId: expect.stringMatching(/^jwt:[\w-]{12}:ada$/) as string,
      projectId: 'demo',
      userId: 'ada',
    });
    expect(await attempt(provider, await server.sign({ aud: ['x', 'http://127.0.0.1:8000'] }))).toBe('demo/ada');
    expect(server.asked).toEqual(['/.well-known/oauth-authorization-server', '/keys']);
    expect(provider.protectedResource).toEqual({ authorizationServers: [server.issuer], scopes: [] });
  });

  it.each<[string, JWTPayload, string]>([
    ['meant for another', { aud: 'https://other.example/mcp' }, 'invalid_credentials'],
    ['meant for nobody', {}, 'invalid_credentials'],
    ['that has expired', { aud: RESOURCE, exp: 1_000 }, 'credential_expired'],
    ['that never expires', { aud: RESOURCE, exp: undefined as never }, 'invalid_credentials'],
    ['that is not valid yet', { aud: RESOURCE, nbf: 9_999_999_999 }, 'invalid_credentials'],
    ['of nobody', { aud: RESOURCE, sub: undefined as never }, 'invalid_credentials'],
    ['of a user who is not here', { aud: RESOURCE, sub: 'eve' }, 'insufficient_permissions'],
    ['of a user called like something built in', { aud: RESOURCE, sub: 'constructor' }, 'insufficient_permissions'],
    ['that is bound to a key', { aud: RESOURCE, cnf: { jkt: 'x' } }, 'invalid_credentials'],
    ['of another issuer', { aud: RESOURCE, iss: 'https://other.example' }, 'another’s'],
    ['of no issuer', { aud: RESOURCE, iss: undefined as never }, 'another’s'],
  ])('judges a token %s', async (_, claims, expected) => {
    const failure = attempt(await open(), await server.sign(claims));
    expect(await failure).toBe(expected);
  });

  it('allows clocks to differ a little', async () => {
    const provider = await open({ clockTolerance: 5 });
    expect(await attempt(provider, await server.sign({ aud: RESOURCE, exp: seconds() - 3 }))).toBe('demo/ada');
    expect(await attempt(provider, await server.sign({ aud: RESOURCE, exp: seconds() - 9 }))).toBe(
      'credential_expired',
    );
    expect(await attempt(provider, await server.sign({ aud: RESOURCE, nbf: seconds() + 3 }))).toBe('demo/ada');
  });

  it('takes no token without a signature, and none signed with the public key as a password', async () => {
    const provider = await open();
    const payload = encode({ iss: server.issuer, sub: 'ada', aud: RESOURCE, exp: seconds() + 60 });
    expect(await attempt(provider, `${encode({ alg: 'none' })}.${payload}.`)).toBe('invalid_credentials');
    const signed = `${encode({ alg: 'HS256', kid: 'key-0' })}.${payload}`;
    const mac = createHmac('sha256', JSON.stringify(server.publicKey())).update(signed).digest('base64url');
    expect(await attempt(provider, `${signed}.${mac}`)).toBe('invalid_credentials');
    const good = await server.sign({ aud: RESOURCE });
    const [head, , signature] = good.split('.');
    const forged = encode({ iss: server.issuer, sub: 'bob', aud: RESOURCE, exp: seconds() + 60 });
    expect(await attempt(provider, `${head}.${forged}.${signature}`)).toBe('invalid_credentials');
    expect(await attempt(await open({ algorithms: ['RS256'] }), good)).toBe('invalid_credentials');
  });

  it('leaves what is no token of its issuer to others', async () => {
    const provider = await open();
    for (const text of ['smg_x', 'opaque', 'a.b.c', `${encode({})}.${encode([])}.x`, 'x'.repeat(40_000)]) {
      expect(await attempt(provider, text)).toBe('another’s');
    }
    expect(await outcomeOf(provider.authenticate(presenting(undefined), directory, signal))).toBe('another’s');
    expect(server.asked).toEqual([]);
  });

  it('repeats nothing of a bad token', async () => {
    const provider = await open();
    const token = await server.sign({ aud: 'https://secret.example', jti: 'very-secret' });
    const failure = await provider
      .authenticate(presenting(token), directory, signal)
      .catch((thrown: unknown) => thrown);
    const { message, detail } = failure as { readonly message: string; readonly detail: object };
    expect(message).toBe('The token’s aud is not what this gateway demands');
    expect(JSON.stringify(detail)).toBe('{}');
  });

  it('follows a change of keys, but not more often than every few seconds', async () => {
    const provider = await open();
    expect(await attempt(provider, await server.sign({ aud: RESOURCE }))).toBe('demo/ada');
    const old = await server.sign({ aud: RESOURCE });
    await server.rotate();
    const token = await server.sign({ aud: RESOURCE });
    expect(await attempt(provider, token)).toBe('invalid_credentials');
    expect(server.asked.filter((path) => path === '/keys')).toHaveLength(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
    expect(await attempt(provider, token)).toBe('demo/ada');
    expect(await attempt(provider, old)).toBe('invalid_credentials');
    expect(server.asked.filter((path) => path === '/keys')).toHaveLength(2);
  });

  it('refuses while the keys cannot be had, says so, and holds it against nobody', async () => {
    const provider = await open();
    server.isDown = true;
    const token = await server.sign({ aud: RESOURCE });
    for (let i = 0; i < 5; i += 1) expect(await attempt(provider, token)).toBe('auth_network_failed');
    server.isDown = false;
    expect(await attempt(provider, token)).toBe('demo/ada');
    await server.stop();
    expect(await attempt(await open(), token)).toBe('auth_network_failed');
  });

  it.each([
    ['names another issuer', { issuer: 'https://other.example' }],
    ['spells the issuer in another way', { issuer: 'SLASH' }],
    ['has no keys', { jwks_uri: undefined }],
    ['sends to a place that others can listen to', { jwks_uri: 'http://keys.example/keys' }],
  ])('does not believe metadata that %s', async (_, metadata) => {
    server.metadata = 'issuer' in metadata && metadata.issuer === 'SLASH' ? { issuer: `${server.issuer}/` } : metadata;
    expect(await attempt(await open(), await server.sign({ aud: RESOURCE }))).toBe('auth_provider_failed');
  });

  it('asks nobody for metadata that it does not need', async () => {
    const provider = await open({ jwksUri: `${server.issuer}/keys` });
    expect(await attempt(provider, await server.sign({ aud: RESOURCE }))).toBe('demo/ada');
    expect(server.asked).toEqual(['/keys']);
  });

  it('wants every scope, however they are written', async () => {
    const provider = await open({ requiredScopes: ['mcp', 'tools'] });
    for (const held of [{ scope: 'tools mcp more' }, { scp: ['mcp', 'tools'] }, { scp: 'mcp', scope: 'tools' }]) {
      expect(await attempt(provider, await server.sign({ aud: RESOURCE, ...held }))).toBe('demo/ada');
    }
    const token = await server.sign({ aud: RESOURCE, scope: 'mcp mcp:tools' });
    await expect(provider.authenticate(presenting(token), directory, signal)).rejects.toMatchObject({
      code: 'insufficient_permissions',
      detail: { required_scopes: ['mcp', 'tools'] },
    });
  });

  it('wants further claims and a type, if told to', async () => {
    const provider = await open({ requiredClaims: ['client_id'], type: 'at+jwt' });
    const claims = { aud: RESOURCE, client_id: 'c' };
    expect(await attempt(provider, await server.sign(claims, { typ: 'at+jwt' }))).toBe('demo/ada');
    expect(await attempt(provider, await server.sign(claims, { typ: 'JWT' }))).toBe('invalid_credentials');
    expect(await attempt(provider, await server.sign({ aud: RESOURCE }, { typ: 'at+jwt' }))).toBe(
      'invalid_credentials',
    );
  });

  it('knows no audience of its own where no address is known', async () => {
    const token = await server.sign({ aud: 'the-gateway' });
    const stdio = { transport: 'stdio', resources: undefined } as const;
    expect(await attempt(await open(), token, stdio)).toBe('auth_config_invalid');
    expect(await attempt(await open({ audience: 'the-gateway' }), token, stdio)).toBe('demo/ada');
  });

  it('is made only of options that are safe', async () => {
    await expect(open({ issuer: 'http://issuer.example' })).rejects.toMatchObject({ code: 'config_invalid' });
    await expect(open({ jwksUri: 'http://keys.example' })).rejects.toMatchObject({ code: 'config_invalid' });
    await expect(open({ algorithms: ['HS256'] })).rejects.toMatchObject({ code: 'config_invalid' });
    await expect(open({ algorithms: ['none'] })).rejects.toMatchObject({ code: 'config_invalid' });
    await expect(open({ requiredScopes: ['a" b'] })).rejects.toMatchObject({ code: 'config_invalid' });
    await expect(open({ project: undefined })).rejects.toMatchObject({ code: 'config_invalid' });
  });
});

describe('whose a token is', () => {
  const groups = { claim: ['realm', 'groups'], map: { '/science': 'lab', '/demo': 'demo' } };

  it.each<[string, object, JWTPayload, object, string]>([
    [
      'by a claim',
      { project: { claim: 'https://x.example/project' } },
      { 'https://x.example/project': 'lab' },
      {},
      'lab/ada',
    ],
    ['by a table', { project: groups }, { realm: { groups: ['/science', '/else'] } }, {}, 'lab/ada'],
    [
      'of several, by what the request says',
      { project: groups },
      { realm: { groups: ['/demo', '/science'] } },
      { projectId: 'lab' },
      'lab/ada',
    ],
    [
      'of several, unsaid',
      { project: groups },
      { realm: { groups: ['/demo', '/science'] } },
      {},
      'insufficient_permissions',
    ],
    [
      'not in the table',
      { project: groups },
      { realm: { groups: ['constructor', 7, null] } },
      {},
      'insufficient_permissions',
    ],
    ['without the claim', { project: groups }, {}, {}, 'insufficient_permissions'],
    [
      'a user by a table',
      { user: { claim: 'email', map: { 'b@x.example': 'bob' } }, project: 'lab' },
      { email: 'b@x.example' },
      {},
      'lab/bob',
    ],
    ['a fixed user', { user: 'bob', project: 'lab' }, {}, {}, 'lab/bob'],
    ['another project than said', {}, {}, { projectId: 'lab' }, 'invalid_credentials'],
    ['another user than said', {}, {}, { userId: 'bob' }, 'invalid_credentials'],
    ['what is said', {}, {}, { projectId: 'demo', userId: 'ada' }, 'demo/ada'],
  ])('%s', async (_, options, claims, said, expected) => {
    expect(await attempt(await open(options), await server.sign({ aud: RESOURCE, ...claims }), said)).toBe(expected);
  });

  it('is told apart by issuer, project and subject, whatever the subject is made of', async () => {
    const provider = await open({ project: { claim: 'p' }, user: 'ada' });
    const ids = new Set<string>();
    const claims = [
      { sub: 'ada', p: 'demo' },
      { sub: 'ada', p: 'lab' },
      { sub: 'Ada', p: 'demo' },
      { sub: 'a b', p: 'demo' },
      { sub: '~ab', p: 'demo' },
      { sub: 'x'.repeat(300), p: 'demo' },
    ];
    for (const one of claims) {
      const token = await server.sign({ aud: RESOURCE, ...one });
      const { keyId = '' } = (await provider.authenticate(presenting(token), directory, signal)) ?? {};
      const again = await provider.authenticate(
        presenting(await server.sign({ aud: RESOURCE, ...one })),
        directory,
        signal,
      );
      expect(again?.keyId).toBe(keyId);
      expect(keyId).toMatch(/^jwt:\S{1,96}$/);
      ids.add(keyId);
    }
    expect(ids.size).toBe(claims.length);
  });
});
