import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { type Authority, createAuthority, createSelfSigned, thumbprintOf } from '../support/certificates';
import { TOKEN_EXCHANGE_GRANT } from '../support/authorization-clients';
import { ID_JAG } from '../support/identity-assertion-grants';
import { connectPlainClient } from '../support/plain-oauth';
import {
  BENCH_URL,
  createMemoryTokens,
  openTokenBench,
  type TokenBench,
  type TokenBenchOptions,
} from '../support/token-bench';

let authority: Authority;
let server: AuthorizationServer;
const benches: TokenBench[] = [];
beforeAll(async () => {
  authority = await createAuthority();
  server = await startAuthorizationServer({ authority });
});
afterEach(() => {
  for (const bench of benches.splice(0)) void bench.stop();
});
afterAll(() => server.stop());

type Settings = TokenBenchOptions['oauth'];

function open(settings: Settings, more: Partial<TokenBenchOptions> = {}): TokenBench {
  const bench = openTokenBench({ server, oauth: { scopes: ['mcp:read'], ...settings }, ...more });
  benches.push(bench);
  return bench;
}

const MACHINE = { grant: 'client_credentials' } as const;

async function claimsFor(settings: Settings, more?: Partial<TokenBenchOptions>) {
  const token = await open(settings, more).keeper.token();
  return decodeJwt(token?.value ?? '');
}

describe('client_credentials', () => {
  it('works with a secret in the header, or in the form', async () => {
    const { basic, post } = server.clients;
    const inHeader = await claimsFor({ ...MACHINE, clientId: basic.id, clientSecret: basic.secret });
    const inForm = await claimsFor({
      ...MACHINE,
      clientId: post.id,
      clientSecret: post.secret,
      clientAuthentication: 'client_secret_post',
    });
    expect(inHeader).toMatchObject({ client_id: basic.id, aud: BENCH_URL, scope: 'mcp:read' });
    expect(inForm).toMatchObject({ client_id: post.id, aud: BENCH_URL, scope: 'mcp:read' });
    expect(server.requests.at(-1)?.form).toMatchObject({ client_secret: post.secret, resource: BENCH_URL });
  });

  it('works with a signed assertion', async () => {
    const { id, key, keyId } = server.clients.keyJwt;
    const claims = await claimsFor({ ...MACHINE, clientId: id, privateKey: key, privateKeyId: keyId });
    expect(claims).toMatchObject({ client_id: id, aud: BENCH_URL });
    expect(server.requests.at(-1)?.form).not.toHaveProperty('client_secret');
  });

  it.each(['mtls', 'selfSigned'] as const)('works with a certificate (%s), and binds the token to it', async (kind) => {
    const { id, certificate } = server.clients[kind];
    const clientAuthentication = kind === 'mtls' ? 'tls_client_auth' : 'self_signed_tls_client_auth';
    const tls = { ca: authority.cert, certificate: certificate.cert, key: certificate.key };
    const claims = await claimsFor({ ...MACHINE, clientId: id, clientAuthentication, tls });
    expect(claims['cnf']).toEqual({ 'x5t#S256': thumbprintOf(certificate.cert) });
  });

  it('goes where certificates are asked for', async () => {
    const elsewhere = await startAuthorizationServer({ authority, mtlsAliases: true });
    const { id, certificate } = elsewhere.clients.mtls;
    const tls = { ca: authority.cert, certificate: certificate.cert, key: certificate.key };
    const settings = { ...MACHINE, clientId: id, clientAuthentication: 'tls_client_auth', tls } as const;
    const claims = await claimsFor(settings, { server: elsewhere });
    expect(claims['cnf']).toEqual({ 'x5t#S256': thumbprintOf(certificate.cert) });
    await elsewhere.stop();
  });

  it('says who refused, and why, to a wrong certificate and to none', async () => {
    const { id } = server.clients.mtls;
    const other = await createAuthority('Other authority');
    const wrong = await other.issueForClient('mtls-client.example');
    const alike = await createSelfSigned('self-signed-client.example');
    const settings = { ...MACHINE, clientId: id, clientAuthentication: 'tls_client_auth' } as const;
    const show = ({ cert, key }: { cert: string; key: string }) => ({ ca: authority.cert, certificate: cert, key });
    const refused = {
      code: 'token_refused',
      message: expect.stringMatching(`whoami.*${server.issuer}.*invalid_client`),
    };
    await expect(claimsFor({ ...settings, tls: show(wrong) })).rejects.toMatchObject(refused);
    await expect(
      claimsFor({ ...settings, clientId: server.clients.selfSigned.id, tls: show(alike) }),
    ).rejects.toMatchObject({ code: 'token_refused' });
    await expect(claimsFor(settings)).rejects.toMatchObject({
      code: 'oauth_misconfigured',
      message: expect.stringMatching(/whoami\.oauth.*certificate/) as string,
    });
    const expired = await authority.issueForClient('mtls-client.example', { expired: true });
    await expect(claimsFor({ ...settings, tls: show(expired) })).rejects.toThrow(/whoami.oauth.tls.*valid until/);
    const pieces = { ca: authority.cert, certificate: wrong.cert, key: alike.key };
    await expect(claimsFor({ ...settings, tls: pieces })).rejects.toThrow(/whoami.oauth.tls/);
  });

  it('believes no authorization server whose certificate it cannot check', async () => {
    const { id, secret } = server.clients.basic;
    const stranger = await createAuthority('Other authority');
    const settings = { ...MACHINE, clientId: id, clientSecret: secret };
    const before = server.requests.length;
    await expect(claimsFor({ ...settings, tls: { ca: stranger.cert } })).rejects.toMatchObject({
      code: 'authorization_server_failed',
      message: expect.stringContaining(server.issuer) as string,
    });
    expect(server.requests.length).toBe(before);
    const certificate = await authority.issueForServer({ expired: true });
    const late = await startAuthorizationServer({ authority, certificate });
    await expect(claimsFor(settings, { server: late })).rejects.toThrow(/expired/);
    await late.stop();
  });

  it('binds tokens to a key of ours, with a nonce if need be', async () => {
    const { id, secret } = server.clients.basic;
    const settings = { ...MACHINE, clientId: id, clientSecret: secret, dpop: true };
    const token = await open(settings).keeper.token();
    expect(token?.scheme).toBe('DPoP');
    expect(decodeJwt(token?.value ?? '')['cnf']).toEqual({ jkt: expect.any(String) as string });
    server.rules.dpopNonce = true;
    expect((await claimsFor(settings))['cnf']).toEqual({ jkt: expect.any(String) as string });
    server.rules.dpopNonce = false;
  });

  it('takes opaque tokens as they are', async () => {
    server.rules.accessTokens = 'opaque';
    const { id, secret } = server.clients.basic;
    const token = await open({ ...MACHINE, clientId: id, clientSecret: secret }).keeper.token();
    server.rules.accessTokens = 'jwt';
    expect(token?.value).not.toContain('.');
  });

  it('warns of scopes that were not granted, or refuses the token', async () => {
    const { id, secret } = server.clients.basic;
    const settings = { ...MACHINE, clientId: id, clientSecret: secret, scopes: ['mcp:read', 'unheard-of'] };
    const bench = open(settings);
    expect((await bench.keeper.token())?.scopes).toEqual(['mcp:read']);
    expect(bench.logged.join()).toContain('unheard-of');
    await expect(claimsFor({ ...settings, missingScopes: 'refuse' })).rejects.toMatchObject({ code: 'scope_missing' });
  });
});

describe('a refresh token from elsewhere', () => {
  it('is used once, and then the one that came in its place', async () => {
    const { public: client } = server.clients;
    const plain = await connectPlainClient(server, { id: client.id, auth: oauth.None() });
    const first = await plain.signIn({ scope: 'mcp:read', resource: BENCH_URL }, { as: 'frida' });
    const store = createMemoryTokens();
    const settings = { grant: 'refresh_token', clientId: client.id, refreshToken: first.refresh_token } as const;
    const bench = open(settings as Settings, { store });
    const one = await bench.keeper.token();
    expect(decodeJwt(one?.value ?? '')).toMatchObject({ sub: 'frida', aud: BENCH_URL });
    await bench.keeper.refresh();
    const two = await bench.keeper.token();
    expect(two?.value).not.toBe(one?.value);
    const again = open(settings as Settings, { store });
    await again.keeper.refresh();
    expect((await again.keeper.token())?.value).not.toBe(two?.value);
  });
});

describe('an assertion', () => {
  it('is swapped for a token (jwt_bearer), and a bad one is refused', async () => {
    const idp = await startAuthorizationServer({ authority, clientIdAt: () => 'basic-client' });
    const target = await startAuthorizationServer({ authority, trusts: [idp] });
    const { post } = idp.clients;
    const atIdp = await connectPlainClient(idp, { id: post.id, auth: oauth.ClientSecretPost(post.secret) });
    const { id_token: idToken = '' } = await atIdp.signIn({ scope: 'openid' }, { as: 'nina' });
    const { access_token: assertion } = await atIdp.grant(TOKEN_EXCHANGE_GRANT, {
      requested_token_type: ID_JAG,
      subject_token: idToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      audience: target.issuer,
      resource: BENCH_URL,
    });
    const { id, secret } = target.clients.basic;
    const settings: Settings = { grant: 'jwt_bearer', clientId: id, clientSecret: secret, assertion };
    expect(await claimsFor(settings, { server: target })).toMatchObject({ sub: 'nina', aud: BENCH_URL });
    // It works once.
    await expect(claimsFor(settings, { server: target })).rejects.toMatchObject({
      code: 'token_refused',
      message: expect.stringMatching(/invalid_grant$/) as string,
    });
    await Promise.all([idp.stop(), target.stop()]);
  });
});

describe('enterprise managed authorization', () => {
  it('swaps an ID token for an assertion, and that for an access token, without a person', async () => {
    const idp = await startAuthorizationServer({ authority, clientIdAt: () => 'basic-client' });
    const target = await startAuthorizationServer({ authority, trusts: [idp] });
    const { post } = idp.clients;
    const atIdp = await connectPlainClient(idp, { id: post.id, auth: oauth.ClientSecretPost(post.secret) });
    const { id_token: idToken = '' } = await atIdp.signIn({ scope: 'openid' }, { as: 'grace' });
    const { basic } = target.clients;
    const identityProvider = {
      issuer: idp.issuer,
      tokenEndpoint: `${idp.issuer}/token`,
      clientId: post.id,
      clientSecret: post.secret,
      idToken,
    };
    const settings: Settings = {
      grant: 'enterprise_managed',
      clientId: basic.id,
      clientSecret: basic.secret,
      identityProvider,
    };
    expect(await claimsFor(settings, { server: target })).toMatchObject({ sub: 'grace', aud: BENCH_URL });
    const wrong = { ...identityProvider, idToken: `${idToken.slice(0, -8)}AAAAAAAA` };
    await expect(claimsFor({ ...settings, identityProvider: wrong }, { server: target })).rejects.toMatchObject({
      code: 'token_refused',
      message: expect.stringContaining(idp.issuer) as string,
    });
    await Promise.all([idp.stop(), target.stop()]);
  });
});
