import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, type Fetch, startAuthorizationServer } from '../../support/authorization-server';
import { type Authority, type Certified, createAuthority } from '../../support/certificates';
import { connectPlainClient } from '../../support/plain-oauth';
import {
  type ProtectedServer,
  type ProtectedServerOptions,
  startProtectedServer,
} from '../../support/protected-server';
import { textOf } from '../../support/test-house';

let authority: Authority;
let server: AuthorizationServer;
const open: ProtectedServer[] = [];
beforeAll(async () => {
  authority = await createAuthority();
  server = await startAuthorizationServer({ authority });
});
afterAll(async () => {
  for (const one of open) await one.stop();
  await server.stop();
});

async function start(options: Partial<ProtectedServerOptions> = {}): Promise<ProtectedServer> {
  const made = await startProtectedServer({ authorizationServers: [server], authority, ...options });
  open.push(made);
  return made;
}

interface Asking {
  readonly token?: string;
  readonly tool?: string;
  readonly certificate?: Certified;
}

async function ask(url: string, { token, tool, certificate }: Asking = {}) {
  const params = tool === undefined ? {} : { name: tool };
  const response = await server.fetchWith(certificate)(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: tool === undefined ? 'ping' : 'tools/call', params }),
  });
  await response.text();
  return { status: response.status, challenge: response.headers.get('www-authenticate') };
}

async function tokenFor(resource: string, scope = 'mcp:read'): Promise<string> {
  const { id, secret } = server.clients.basic;
  const client = await connectPlainClient(server, { id, auth: oauth.ClientSecretBasic(secret) });
  return (await client.clientCredentials({ resource, scope })).access_token;
}

describe('a protected server', () => {
  it('tells whoever has no token where its metadata is', async () => {
    const made = await start({ requiredScopes: ['mcp:read'] });
    const { status, challenge } = await ask(made.url);
    const document = made.url.replace('/mcp', '/.well-known/oauth-protected-resource/mcp');
    expect(status).toBe(401);
    expect(challenge).toBe(`Bearer resource_metadata="${document}", scope="mcp:read"`);
    const resource = new URL(made.url);
    const response = await oauth.resourceDiscoveryRequest(resource, { [oauth.customFetch]: server.fetchWith() });
    const metadata = await oauth.processResourceDiscoveryResponse(resource, response);
    expect(metadata.authorization_servers).toEqual([server.issuer]);
  });

  it.each(['legacy', 'modern'] as const)('serves a %s client that has one, and knows whom it serves', async (era) => {
    const made = await start({ era });
    const token = await tokenFor(made.url);
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    const fetch = server.fetchWith() as Fetch & typeof globalThis.fetch;
    const call = { name: 'whoami', arguments: {} };
    const url = new URL(made.url);
    const negotiation = { versionNegotiation: { mode: 'auto' as const } };
    const client =
      era === 'legacy'
        ? new LegacyClient({ name: 'test', version: '1' })
        : new ModernClient({ name: 'test', version: '1' }, negotiation);
    const transport = new (era === 'legacy' ? LegacyHttp : ModernHttp)(url, { requestInit, fetch } as never);
    await client.connect(transport as never);
    const told = await client.callTool(call);
    expect(JSON.parse(textOf(told))).toEqual({
      subject: 'basic-client',
      clientId: 'basic-client',
      scopes: ['mcp:read'],
    });
    expect(made.seen.every(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
    await client.close();
  });

  it('refuses tokens for others, of others, and those taken away', async () => {
    const made = await start();
    const stranger = await startAuthorizationServer({ authority });
    const { id, secret } = stranger.clients.basic;
    const there = await connectPlainClient(stranger, { id, auth: oauth.ClientSecretBasic(secret) });
    const foreign = (await there.clientCredentials({ resource: made.url, scope: 'mcp:read' })).access_token;
    const good = await tokenFor(made.url);
    expect((await ask(made.url, { token: await tokenFor('https://elsewhere.example/mcp') })).status).toBe(401);
    expect((await ask(made.url, { token: foreign })).status).toBe(401);
    expect((await ask(made.url, { token: 'made-up' })).status).toBe(401);
    expect((await ask(made.url, { token: good })).status).not.toBe(401);
    made.revokeAll();
    const { status, challenge } = await ask(made.url, { token: good });
    expect(status).toBe(401);
    expect(challenge).toContain('error="invalid_token"');
    await stranger.stop();
  });

  it('asks for more scopes, tool by tool', async () => {
    const made = await start({ requiredScopes: ['mcp:read'] });
    const refused = await ask(made.url, { token: await tokenFor(made.url), tool: 'admin_only' });
    expect(refused.status).toBe(403);
    expect(refused.challenge).toContain('error="insufficient_scope", scope="mcp:read mcp:admin"');
    const token = await tokenFor(made.url, 'mcp:read mcp:admin');
    expect((await ask(made.url, { token, tool: 'admin_only' })).status).not.toBe(403);
  });

  it('asks introspection about opaque tokens', async () => {
    server.rules.accessTokens = 'opaque';
    const made = await start();
    const token = await tokenFor(made.url);
    const elsewhere = await tokenFor('https://elsewhere.example/mcp');
    server.rules.accessTokens = 'jwt';
    expect((await ask(made.url, { token })).status).not.toBe(401);
    expect((await ask(made.url, { token: elsewhere })).status).toBe(401);
  });

  it('takes a bound token from the holder of the certificate alone', async () => {
    const made = await start();
    const { id, certificate } = server.clients.mtls;
    const client = await connectPlainClient(server, { id, auth: oauth.TlsClientAuth(), certificate });
    const { access_token: token } = await client.clientCredentials({ resource: made.url, scope: 'mcp:read' });
    expect((await ask(made.url, { token, certificate })).status).not.toBe(401);
    expect((await ask(made.url, { token })).status).toBe(401);
    const other = await authority.issueForClient('mtls-client.example');
    expect((await ask(made.url, { token, certificate: other })).status).toBe(401);
  });

  it('lets nobody in without a certificate, when it is told to', async () => {
    const made = await start({ requireClientCertificate: true });
    const stranger = await (await createAuthority('Other authority')).issueForClient('mtls-client.example');
    expect((await ask(made.url, { certificate: server.clients.mtls.certificate })).status).toBe(401);
    await expect(ask(made.url)).rejects.toThrow();
    await expect(ask(made.url, { certificate: stranger })).rejects.toThrow();
  });

  it('takes a token with its proof, and the proof once', async () => {
    const made = await start({ dpopOnly: true });
    const dpop = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
    const { id, secret } = server.clients.basic;
    const client = await connectPlainClient(server, { id, auth: oauth.ClientSecretBasic(secret), dpop });
    const { access_token: token } = await client.clientCredentials({ resource: made.url, scope: 'mcp:read' });
    const sent: Headers[] = [];
    const send = (with_: oauth.DPoPHandle) =>
      oauth.protectedResourceRequest(token, 'POST', new URL(made.url), new Headers(), '{}', {
        DPoP: with_,
        [oauth.customFetch]: (url, init) => {
          sent.push(new Headers(init.headers as never));
          return server.fetchWith()(url, init);
        },
      });
    expect((await send(dpop)).status).toBe(400);
    const again = await server.fetchWith()(made.url, { method: 'POST', headers: sent[0], body: '{}' });
    expect(again.status).toBe(401);
    expect(again.headers.get('www-authenticate')).toContain('invalid_dpop_proof');
    const otherKey = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
    await expect(send(otherKey)).rejects.toThrow();
    expect((await ask(made.url, { token })).status).toBe(401);
  });

  it('lives at the origin of its authorization server, when it is older than metadata of resources', async () => {
    const made = await start({ discovery: 'same origin' });
    expect(new URL(made.url).origin).toBe(server.issuer);
    const { status, challenge } = await ask(made.url);
    expect(status).toBe(401);
    expect(challenge).not.toContain('resource_metadata');
    const lost = await server.fetchWith()(`${server.issuer}/.well-known/oauth-protected-resource/mcp`);
    expect(lost.status).toBe(404);
    expect((await ask(made.url, { token: await tokenFor(made.url) })).status).not.toBe(401);
  });
});
