import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readChallenge } from '../../main/gateway/oauth/challenge';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { failing, type HeardRequest } from '../support/faulty-listener';
import { type ProtectedServer, type ProtectedServerOptions, startProtectedServer } from '../support/protected-server';
import { openTokenBench, type TokenBench } from '../support/token-bench';

let server: AuthorizationServer;
const benches: TokenBench[] = [];
const servers: ProtectedServer[] = [];
beforeAll(async () => {
  server = await startAuthorizationServer();
});
afterEach(async () => {
  for (const bench of benches.splice(0)) void bench.stop();
  for (const one of servers.splice(0)) await one.stop();
  server.fault = () => undefined;
  server.rules.metadata = {};
});
afterAll(() => server.stop());

async function start(options: Partial<ProtectedServerOptions> = {}): Promise<ProtectedServer> {
  const { authority } = server;
  const made = await startProtectedServer({ authorizationServers: [server], authority, ...options });
  servers.push(made);
  return made;
}

/** A client that knows nothing but the address of the server. */
function open(url: string): TokenBench {
  const { id, secret } = server.clients.basic;
  const oauth = { grant: 'client_credentials', clientId: id, clientSecret: secret, issuer: undefined };
  const bench = openTokenBench({ server, url, oauth: oauth as never });
  benches.push(bench);
  return bench;
}

async function send(url: string, token?: string): Promise<Response> {
  return server.fetchWith()(url, {
    method: 'POST',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: '{}',
  });
}

const isMetadata = ({ path }: HeardRequest): boolean => path.startsWith('/.well-known/');
const json = (value: unknown) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

describe('a server that wants tokens', () => {
  it('names its metadata, and a token that is made out to it is taken', async () => {
    const made = await start({ requiredScopes: ['mcp:write'] });
    const { keeper } = open(made.url);
    const refused = await send(made.url);
    const challenge = refused.headers.get('www-authenticate');
    const token = await keeper.refused({ status: refused.status, challenge }, undefined);
    expect(decodeJwt(token?.value ?? '')).toMatchObject({ aud: made.url, scope: 'mcp:write' });
    expect((await send(made.url, token?.value)).status).not.toBe(401);
  });

  it.each(['well-known', 'same origin'] as const)('is found without such words (%s)', async (discovery) => {
    const made = await start({ discovery });
    const token = await open(made.url).keeper.token();
    expect(decodeJwt(token?.value ?? '')['aud']).toBe(made.url);
    expect((await send(made.url, token?.value)).status).not.toBe(401);
  });

  it('publishes nothing at all: the endpoints of 2025-03-26 are where they were', async () => {
    const made = await start({ discovery: 'same origin' });
    server.fault = (request) => (isMetadata(request) ? { status: 404 } : undefined);
    expect(decodeJwt((await open(made.url).keeper.token())?.value ?? '')['aud']).toBe(made.url);
  });

  it('takes the second way of publishing metadata, when the first leads nowhere', async () => {
    const made = await start();
    const first = ({ path }: HeardRequest) => path === '/.well-known/oauth-authorization-server';
    server.fault = failing(9, { status: 404 }, first);
    expect(await open(made.url).keeper.token()).toBeDefined();
  });

  it('asks for more: what is granted beyond what there was is asked for together', async () => {
    const made = await start({ requiredScopes: ['mcp:read'] });
    const { keeper } = open(made.url);
    const challenge = (await send(made.url)).headers.get('www-authenticate');
    const token = (await keeper.refused({ status: 401, challenge }, undefined))!;
    const more = 'Bearer error="insufficient_scope", scope="mcp:admin"';
    const wider = await keeper.refused({ status: 403, challenge: more, token }, undefined);
    expect(wider?.scopes).toEqual(['mcp:read', 'mcp:admin']);
  });
});

describe('metadata that must not be believed', () => {
  const refused = { code: 'authorization_server_failed' };

  it('speaks of another resource', async () => {
    const made = await start({ metadata: { resource: 'https://bank.example/mcp' } });
    await expect(open(made.url).keeper.token()).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('bank.example') as string,
    });
  });

  it('speaks of a resource that merely begins alike', async () => {
    const first = await start();
    const made = await start({ metadata: { resource: first.url.replace(/mcp$/, 'm') } });
    await expect(open(made.url).keeper.token()).rejects.toMatchObject(refused);
  });

  it('of an authorization server that calls itself by another name, or by none', async () => {
    const made = await start();
    for (const issuer of ['https://attacker.example', `${server.issuer}/other`, undefined, 7]) {
      server.rules.metadata = { issuer };
      await expect(open(made.url).keeper.token()).rejects.toMatchObject({
        ...refused,
        message: expect.stringContaining(server.issuer) as string,
      });
    }
  });

  it.each(['http://198.51.100.7/token', 'file:///etc/passwd', 'javascript:alert(1)', 'nonsense'])(
    'sends secrets to %s',
    async (endpoint) => {
      const made = await start();
      server.rules.metadata = { token_endpoint: endpoint };
      await expect(open(made.url).keeper.token()).rejects.toMatchObject({
        ...refused,
        message: expect.stringContaining('token endpoint') as string,
      });
    },
  );

  it('is too large, or no object, or names no authorization server', async () => {
    const made = await start();
    for (const answer of [json(['x'.repeat(2_000_000)]), json([]), json('text'), json({ resource: made.url })]) {
      made.fault = failing(9, answer, isMetadata);
      await expect(open(made.url).keeper.token()).rejects.toMatchObject({
        ...refused,
        message: expect.stringContaining('whoami') as string,
      });
    }
  });

  it('is behind a redirect to elsewhere', async () => {
    const made = await start();
    const elsewhere = await startAuthorizationServer({ authority: server.authority });
    const location = `${elsewhere.issuer}/.well-known/oauth-authorization-server`;
    server.fault = failing(9, { status: 302, headers: { location } }, isMetadata);
    await expect(open(made.url).keeper.token()).rejects.toMatchObject(refused);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });
});

describe('a challenge', () => {
  it.each([
    ['Bearer', {}],
    ['bearer realm="x", scope="a b"', { scopes: ['a', 'b'] }],
    ['Basic realm="a, Bearer scope=b", Bearer error="invalid_token"', { error: 'invalid_token' }],
    ['DPoP algs="ES256", error="use_dpop_nonce", Bearer scope="x"', { error: 'use_dpop_nonce' }],
    ['Bearer error="say \\"a\\""', { error: 'say "a"' }],
  ])('%s', (header, expected) => {
    expect(readChallenge(header)).toEqual(expected);
  });

  it('is not seen in what is none, and read quickly whatever it is', () => {
    for (const header of [null, '', 'Basic realm="x"', 'Negotiate', 'BearerX scope="a"']) {
      expect(readChallenge(header)).toBeUndefined();
    }
    const before = performance.now();
    readChallenge(`Bearer ${'a="'.repeat(50_000)}`);
    readChallenge(`Bearer ${'\\"'.repeat(50_000)}`);
    readChallenge(','.repeat(100_000));
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
