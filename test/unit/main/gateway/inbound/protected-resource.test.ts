import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { challengeFor, ownResource, resourcesAt } from '../../../../../main/gateway/inbound/protected-resource';
import { GatewayConfig } from '../../../../../shared/config/gateway-config';
import { GatewayError } from '../../../../../shared/errors/gateway-error';
import { fixture, openTestHouse, toolCall, type TestHouse } from '../../../../support/test-house';
import { openTokenIssuer, type TokenIssuer } from '../../../../support/token-issuer';

const PLACES = ['', '/mcp', '/servers/rec/mcp', '/servers/nobody/mcp'];
const WELL_KNOWN = '/.well-known/oauth-protected-resource';

let server: TokenIssuer;
let house: TestHouse;
let plain: TestHouse;

beforeAll(async () => {
  server = await openTokenIssuer();
  const auth = [
    { use: 'local-api-key' },
    { use: 'jwt', options: { issuer: server.issuer, project: 'demo', requiredScopes: ['mcp'] } },
  ];
  const servers = { rec: fixture('recording.mjs') };
  house = await openTestHouse({ servers, config: { auth, listen: { allowedOrigins: ['https://chat.example'] } } });
  plain = await openTestHouse({ servers });
});

afterAll(async () => {
  await house?.stop();
  await plain?.stop();
  await server?.stop();
});

const base = () => new URL(house.url()).origin;
const ask = (authorization: string, path = '/mcp') =>
  house.post(toolCall('rec__say', { text: 'x' }), { path, headers: { authorization } });

describe('the metadata of the protected resource', () => {
  it.each(PLACES)('says of "%s" where tokens are to be had', async (place) => {
    const answer = await fetch(house.url(`${WELL_KNOWN}${place}`));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({
      resource: `${base()}${place}`,
      authorization_servers: [server.issuer],
      scopes_supported: ['mcp'],
      bearer_methods_supported: ['header'],
      resource_name: 'Secure MCP Gateway',
    });
  });

  it('is there for pages that ask before they ask, and for those who want the head alone', async () => {
    const headers = { origin: 'http://localhost:6274', 'access-control-request-method': 'GET' };
    const preflight = await fetch(house.url(`${WELL_KNOWN}/mcp`), { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET');
    const configured = await fetch(house.url(`${WELL_KNOWN}/mcp`), { headers: { origin: 'https://chat.example' } });
    expect(configured.headers.get('access-control-allow-origin')).toBe('*');
    expect((await fetch(house.url(`${WELL_KNOWN}/mcp/`), { method: 'HEAD' })).status).toBe(200);
  });

  it('is at no other place, for no other method, and for no foreign page or host', async () => {
    for (const place of ['/', '/other', '/mcp/more', '/servers/mcp', '/servers/a.b/mcp']) {
      expect((await fetch(house.url(`${WELL_KNOWN}${place}`))).status).toBe(place === '/' ? 200 : 404);
    }
    expect((await fetch(house.url(WELL_KNOWN), { method: 'POST' })).status).toBe(404);
    expect((await fetch(house.url(WELL_KNOWN), { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    const status = await new Promise((resolve) => {
      const options = {
        port: new URL(base()).port,
        host: '127.0.0.1',
        path: WELL_KNOWN,
        headers: { host: 'evil.example' },
      };
      httpRequest(options, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(403);
  });

  it('does not exist where nobody takes tokens, and the challenge is what it was', async () => {
    for (const place of PLACES) expect((await fetch(plain.url(`${WELL_KNOWN}${place}`))).status).toBe(404);
    const answer = await plain.post(toolCall('rec__say'), { headers: { authorization: 'Bearer x' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="secure-mcp-gateway", error="invalid_token"');
  });
});

describe('the challenge', () => {
  const pointer = (place: string) => `resource_metadata="${base()}${WELL_KNOWN}${place}", scope="mcp"`;

  it('names the metadata of the face that was asked', async () => {
    const anonymous = await ask('', '/servers/rec/mcp');
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('www-authenticate')).toBe(
      `Bearer realm="secure-mcp-gateway", ${pointer('/servers/rec/mcp')}`,
    );
    const bad = await ask(`Bearer ${await server.sign({ aud: 'https://other.example' })}`);
    expect(bad.status).toBe(401);
    expect(bad.headers.get('www-authenticate')).toBe(
      `Bearer realm="secure-mcp-gateway", error="invalid_token", ${pointer('/mcp')}`,
    );
  });

  it('asks for the scope that a token lacks', async () => {
    const answer = await ask(`Bearer ${await server.sign({ aud: house.url() })}`);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer realm="secure-mcp-gateway", error="insufficient_scope", ${pointer('/mcp')}`,
    );
  });

  it('asks nobody to come back with another token where none helps', async () => {
    const answer = await ask(`Bearer ${await server.sign({ aud: house.url(), scope: 'mcp', sub: 'eve' })}`);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  it('leaves a token of one server at that server, and lets one of the gateway in everywhere', async () => {
    const claims = { scope: 'mcp' };
    const own = await server.sign({ ...claims, aud: house.url('/servers/rec/mcp') });
    expect((await ask(`Bearer ${own}`, '/servers/rec/mcp')).status).not.toBe(401);
    expect((await ask(`Bearer ${own}`)).status).toBe(401);
    const whole = await server.sign({ ...claims, aud: base() });
    for (const path of ['/mcp', '/servers/rec/mcp']) expect((await ask(`Bearer ${whole}`, path)).status).not.toBe(401);
  });
});

describe('ownResource', () => {
  const provider = { authenticate: () => Promise.resolve(undefined) };
  const protectedResource = { authorizationServers: ['https://as.example'], scopes: ['mcp'] };
  const runtime = (listen: object, authProviders: object[] = [{ ...provider, protectedResource }]) => ({
    authProviders: authProviders as never,
    config: GatewayConfig.parse({ version: 1, listen }),
    product: { name: 'n', title: 'T', version: '1' },
  });

  it.each([
    ['127.0.0.1', {}, 'http://127.0.0.1:8000'],
    ['::1', {}, 'http://[::1]:8000'],
    ['0.0.0.0', {}, undefined],
    ['0.0.0.0', { publicUrl: 'https://MCP.example.com/' }, 'https://mcp.example.com'],
    ['127.0.0.1', { publicUrl: 'http://localhost:9000' }, 'http://localhost:9000'],
  ])('is known at %s, told %j, as %s', (host, listen, expected) => {
    expect(ownResource(runtime(listen), { host, port: 8_000 })?.base).toBe(expected);
  });

  it.each([
    'http://mcp.example.com',
    'https://x.example/path',
    'https://x.example?q',
    'https://a@x.example',
    'ftp://x',
    'x',
  ])('cannot be told %s', (publicUrl) => {
    expect(GatewayConfig.safeParse({ version: 1, listen: { publicUrl } }).success).toBe(false);
  });

  it('speaks for all providers at once, and not where none takes tokens', () => {
    const other = {
      ...provider,
      protectedResource: { authorizationServers: ['https://b.example'], scopes: ['mcp', 'b'] },
    };
    const own = ownResource(runtime({}, [provider, { ...provider, protectedResource }, other]), {
      host: '::1',
      port: 1,
    });
    expect(own).toMatchObject({
      authorizationServers: ['https://as.example', 'https://b.example'],
      scopes: ['mcp', 'b'],
    });
    expect(ownResource(runtime({}, [provider]), { host: '::1', port: 1 })).toBeUndefined();
    expect(resourcesAt({ kind: 'aggregate' }, undefined)).toEqual({});
    expect(challengeFor(new GatewayError('unknown_path', 'x'), {})).toEqual({});
  });
});
