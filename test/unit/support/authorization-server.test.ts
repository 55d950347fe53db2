import { decodeJwt, decodeProtectedHeader, importPKCS8 } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JWT_BEARER_GRANT, TOKEN_EXCHANGE_GRANT } from '../../support/authorization-clients';
import { type AuthorizationServer, startAuthorizationServer } from '../../support/authorization-server';
import { type Authority, createAuthority, createSelfSigned, thumbprintOf } from '../../support/certificates';
import { ID_JAG } from '../../support/identity-assertion-grants';
import { connectPlainClient } from '../../support/plain-oauth';

const RESOURCE = 'https://mcp.example/mcp';
const WANTED = { scope: 'mcp:read', resource: RESOURCE };

let authority: Authority;
let server: AuthorizationServer;
beforeAll(async () => {
  authority = await createAuthority();
  server = await startAuthorizationServer({ authority });
});
afterAll(() => server.stop());

const publicClient = (at = server) => connectPlainClient(at, { id: at.clients.public.id, auth: oauth.None() });

describe('client authentication', () => {
  it('takes a secret in the header or in the form, and no wrong one', async () => {
    const { basic, post } = server.clients;
    const inHeader = await connectPlainClient(server, { id: basic.id, auth: oauth.ClientSecretBasic(basic.secret) });
    const inForm = await connectPlainClient(server, { id: post.id, auth: oauth.ClientSecretPost(post.secret) });
    const wrong = await connectPlainClient(server, { id: post.id, auth: oauth.ClientSecretPost('wrong') });
    const { access_token: token, scope } = await inHeader.clientCredentials(WANTED);
    expect(scope).toBe('mcp:read');
    expect(decodeJwt(token)).toMatchObject({ aud: RESOURCE, client_id: basic.id, iss: server.issuer });
    expect((await inForm.clientCredentials(WANTED)).access_token).toBeDefined();
    await expect(wrong.clientCredentials(WANTED)).rejects.toMatchObject({ error: 'invalid_client', status: 401 });
  });

  it('takes an assertion signed with the client’s key, and no other key’s', async () => {
    const { id, key, keyId } = server.clients.keyJwt;
    const stranger = (await oauth.generateKeyPair('ES256')).privateKey;
    const auth = oauth.PrivateKeyJwt({ key: await importPKCS8(key, 'ES256'), kid: keyId });
    const client = await connectPlainClient(server, { id, auth });
    const wrong = await connectPlainClient(server, { id, auth: oauth.PrivateKeyJwt({ key: stranger, kid: keyId }) });
    expect(decodeJwt((await client.clientCredentials(WANTED)).access_token)).toMatchObject({ client_id: id });
    await expect(wrong.clientCredentials(WANTED)).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('takes the right certificate, binds the token to it, and refuses any other and none', async () => {
    const { id, certificate } = server.clients.mtls;
    const other = await createAuthority('Other authority');
    const show = async (shown?: typeof certificate) =>
      (
        await connectPlainClient(server, {
          id,
          auth: oauth.TlsClientAuth(),
          ...(shown === undefined ? {} : { certificate: shown }),
        })
      ).clientCredentials(WANTED);
    const { access_token: token } = await show(certificate);
    expect(decodeJwt(token)['cnf']).toEqual({ 'x5t#S256': thumbprintOf(certificate.cert) });
    const refused = { error: 'invalid_client' };
    await expect(show()).rejects.toMatchObject(refused);
    await expect(show(await authority.issueForClient('somebody-else.example'))).rejects.toMatchObject(refused);
    await expect(show(await other.issueForClient('mtls-client.example'))).rejects.toMatchObject(refused);
    await expect(show(await authority.issueForClient('mtls-client.example', { expired: true }))).rejects.toMatchObject(
      refused,
    );
  });

  it('takes a self-signed certificate that it knows, and not one of the same name', async () => {
    const { id, certificate } = server.clients.selfSigned;
    const auth = oauth.TlsClientAuth();
    const client = await connectPlainClient(server, { id, auth, certificate });
    const alike = await createSelfSigned('self-signed-client.example');
    const wrong = await connectPlainClient(server, { id, auth, certificate: alike });
    const { access_token: token } = await client.clientCredentials(WANTED);
    expect(decodeJwt(token)['cnf']).toEqual({ 'x5t#S256': thumbprintOf(certificate.cert) });
    await expect(wrong.clientCredentials(WANTED)).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('asks for certificates at other addresses, when it is told to', async () => {
    const elsewhere = await startAuthorizationServer({ authority, mtlsAliases: true });
    const { id, certificate } = elsewhere.clients.mtls;
    const client = await connectPlainClient(elsewhere, { id, auth: oauth.TlsClientAuth(), certificate });
    const alias = client.metadata.mtls_endpoint_aliases?.token_endpoint;
    expect(alias).not.toBe(client.metadata.token_endpoint);
    expect((await client.clientCredentials(WANTED)).access_token).toBeDefined();
    await elsewhere.stop();
  });
});

describe('a person', () => {
  it('signs in, and the client comes back with a refresh token that works once', async () => {
    const client = await publicClient();
    const first = await client.signIn(WANTED, { as: 'bob' });
    expect(decodeJwt(first.access_token)).toMatchObject({ sub: 'bob', aud: RESOURCE, scope: 'mcp:read' });
    const second = await client.refresh(first.refresh_token ?? '', { resource: RESOURCE });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await expect(client.refresh(first.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(client.refresh(second.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('says no, and the client is told, with or without a wrong issuer', async () => {
    const client = await publicClient();
    await expect(client.signIn(WANTED, { deny: true })).rejects.toMatchObject({ error: 'access_denied' });
    server.rules.iss = 'wrong';
    await expect(client.signIn(WANTED)).rejects.toThrow(/iss/);
    server.rules.iss = 'absent';
    await expect(client.signIn(WANTED)).rejects.toThrow(/iss/);
    server.rules.iss = 'sent';
  });

  it('uses any port of the loopback interface, and no other path', async () => {
    const client = await publicClient();
    expect((await client.signIn({ ...WANTED, scope: 'mcp:write' })).scope).toBe('mcp:write');
    const wrong = { ...WANTED, redirect_uri: 'http://127.0.0.1:49152/elsewhere' };
    await expect(client.signIn(wrong)).rejects.toThrow(/shows a page .*redirect_uri/s);
  });

  it('approves a device, or not', async () => {
    const client = await connectPlainClient(server, { id: server.clients.device.id, auth: oauth.None() });
    const started = await client.startDevice(WANTED);
    expect(started.interval).toBe(1);
    await expect(client.finishDevice(started.device_code)).rejects.toMatchObject({ error: 'authorization_pending' });
    await server.approveDevice(started.verification_uri, started.user_code, { as: 'carol' });
    expect(decodeJwt((await client.finishDevice(started.device_code)).access_token)).toMatchObject({ sub: 'carol' });

    const denied = await client.startDevice(WANTED);
    await server.approveDevice(denied.verification_uri, denied.user_code, { deny: true });
    await expect(client.finishDevice(denied.device_code)).rejects.toMatchObject({ error: 'access_denied' });
  });
});

describe('tokens', () => {
  it('are opaque when the rules say so, known to introspection, and gone once revoked', async () => {
    const opaque = await startAuthorizationServer({ authority, rules: { accessTokens: 'opaque' } });
    const client = await publicClient(opaque);
    const tokens = await client.signIn(WANTED, { as: 'dora' });
    expect(tokens.access_token).not.toContain('.');
    expect(await client.introspect(tokens.access_token)).toMatchObject({ active: true, sub: 'dora', aud: RESOURCE });
    await client.revoke(tokens.refresh_token ?? '');
    expect(await client.introspect(tokens.access_token)).toEqual({ active: false });
    await expect(client.refresh(tokens.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    await opaque.stop();
  });

  it('live as long as the rules say, by the clock of the server', async () => {
    const client = await publicClient();
    server.rules.accessTokenSeconds = 7;
    server.clockOffMs = -600_000;
    const { access_token: token, expires_in: seconds } = await client.signIn(WANTED);
    const { iat = 0, exp = 0 } = decodeJwt(token);
    const date = Date.parse((await server.fetchWith()(`${server.issuer}/jwks`)).headers.get('date') ?? '');
    server.clockOffMs = 0;
    server.rules.accessTokenSeconds = 3_600;
    expect(seconds).toBe(7);
    expect(exp - iat).toBe(7);
    expect(Math.abs(Date.now() / 1_000 - 600 - iat)).toBeLessThan(5);
    expect(Math.abs(Date.now() - 600_000 - date)).toBeLessThan(5_000);
  });

  it('are bound to a key by DPoP, with a nonce if need be', async () => {
    const keys = await oauth.generateKeyPair('ES256');
    const { id, secret } = server.clients.basic;
    const dpop = oauth.DPoP({}, keys);
    const client = await connectPlainClient(server, { id, auth: oauth.ClientSecretBasic(secret), dpop });
    const { access_token: token, token_type: type } = await client.clientCredentials(WANTED);
    expect(type).toBe('dpop');
    expect(decodeJwt(token)['cnf']).toEqual({ jkt: await dpop.calculateThumbprint() });
    server.rules.dpopNonce = true;
    const fresh = await connectPlainClient(server, {
      id,
      auth: oauth.ClientSecretBasic(secret),
      dpop: oauth.DPoP({}, keys),
    });
    const first = await fresh.clientCredentials(WANTED).catch((failure: unknown) => failure);
    expect(oauth.isDPoPNonceError(first)).toBe(true);
    expect((await fresh.clientCredentials(WANTED)).token_type).toBe('dpop');
    server.rules.dpopNonce = false;
  });

  it('go to clients that registered themselves', async () => {
    const { metadata } = await publicClient();
    const made = await oauth.processDynamicClientRegistrationResponse(
      await oauth.dynamicClientRegistrationRequest(
        metadata,
        {
          redirect_uris: ['http://127.0.0.1/callback'],
          application_type: 'native',
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
        },
        { [oauth.customFetch]: server.fetchWith() },
      ),
    );
    const client = await connectPlainClient(server, { id: made.client_id, auth: oauth.None() });
    expect((await client.signIn(WANTED)).refresh_token).toBeDefined();
  });
});

describe('an identity provider', () => {
  it('swaps an ID token for an assertion that another server takes, once, from the right client', async () => {
    const idp = await startAuthorizationServer({ authority, clientIdAt: () => 'key-client' });
    const target = await startAuthorizationServer({ authority, trusts: [idp] });
    const atIdp = await publicClient(idp);
    const { basic } = idp.clients;
    const exchanger = await connectPlainClient(idp, { id: basic.id, auth: oauth.ClientSecretBasic(basic.secret) });
    const { id_token: idToken } = await exchanger.signIn({ scope: 'openid' }, { as: 'erin' });
    const exchange = (subject: string) =>
      exchanger.grant(TOKEN_EXCHANGE_GRANT, {
        requested_token_type: ID_JAG,
        subject_token: subject,
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        audience: target.issuer,
        resource: RESOURCE,
        scope: 'mcp:read',
      });
    const { access_token: assertion } = await exchange(idToken ?? '');
    expect(decodeProtectedHeader(assertion).typ).toBe('oauth-id-jag+jwt');
    const foreign = (await atIdp.signIn({ scope: 'openid' })).id_token ?? '';
    await expect(exchange(foreign)).rejects.toMatchObject({ error: 'invalid_grant' });

    const { keyJwt, post } = target.clients;
    const auth = oauth.PrivateKeyJwt({ key: await importPKCS8(keyJwt.key, 'ES256'), kid: keyJwt.keyId });
    const right = await connectPlainClient(target, { id: keyJwt.id, auth });
    const wrong = await connectPlainClient(target, { id: post.id, auth: oauth.ClientSecretPost(post.secret) });
    const refused = { error: 'invalid_grant' };
    await expect(wrong.grant(JWT_BEARER_GRANT, { assertion })).rejects.toMatchObject(refused);
    const { access_token: token } = await right.grant(JWT_BEARER_GRANT, { assertion });
    expect(decodeJwt(token)).toMatchObject({ sub: 'erin', aud: RESOURCE, scope: 'mcp:read', iss: target.issuer });
    await expect(right.grant(JWT_BEARER_GRANT, { assertion })).rejects.toMatchObject(refused);
    const forged = `${assertion.slice(0, -6)}AAAAAA`;
    await expect(right.grant(JWT_BEARER_GRANT, { assertion: forged })).rejects.toMatchObject(refused);
    await Promise.all([idp.stop(), target.stop()]);
  });
});
