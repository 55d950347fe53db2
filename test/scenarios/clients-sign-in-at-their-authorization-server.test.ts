import { afterEach, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { ERAS } from '../support/mcp-clients';
import { signIn, type SignedInClient } from '../support/oauth-client';
import { fixture, modernRequest, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let server: AuthorizationServer | undefined;
let house: TestHouse | undefined;
let client: SignedInClient | undefined;

afterEach(async () => {
  await client?.close();
  await house?.stop();
  await server?.stop();
  client = undefined;
  house = undefined;
  server = undefined;
});

const FORMATS = { jwt: 'jwt', opaque: 'introspection' } as const;

async function open(format: keyof typeof FORMATS) {
  server = await startAuthorizationServer({
    plainHttp: true,
    scopes: ['mcp', 'more'],
    rules: { accessTokens: format },
  });
  const { id: clientId, secret: clientSecret } = server.clients.resourceServer;
  const asking = format === 'opaque' ? { clientId, clientSecret, cacheSeconds: 0 } : {};
  const options = { issuer: server.issuer, project: 'demo', requiredScopes: ['mcp'], ...asking };
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs') },
    config: { auth: [{ use: 'local-api-key' }, { use: FORMATS[format], options }] },
  });
  return { server, house };
}

const CASES = ERAS.flatMap((era) => (['jwt', 'opaque'] as const).map((format) => [era, format] as const));

describe('a client signs in at its authorization server', () => {
  it.each(CASES)('and a %s one gets to the tools with a token that is %s', async (era, format) => {
    const opened = await open(format);
    client = await signIn(era, opened.house.url(), opened.server);
    expect(client.authorizationUrl.searchParams.get('resource')).toBe(opened.house.url());
    expect(client.authorizationUrl.searchParams.get('scope')).toBe('mcp');
    expect(textOf(await client.sdk.callTool({ name: 'rec__say', arguments: { text: 'hello' } }))).toBe(
      'You said: hello',
    );
    const called = (await opened.house.activity()).find(({ method }) => method === 'tools/call');
    expect(called).toMatchObject({
      projectId: 'demo',
      userId: 'ada',
      keyId: expect.stringMatching(/^\w+:[\w-]{12}:ada$/) as string,
    });
    expect(JSON.stringify(await opened.house.activity())).not.toContain(client.accessToken);
    expect(opened.house.logged.join('\n')).not.toContain(client.accessToken);
  });

  it('while gateway keys go on opening it', async () => {
    const opened = await open('opaque');
    const { body, headers } = modernRequest('tools/list');
    expect((await opened.house.post(body, { headers })).status).toBe(200);
  });

  it.each(['jwt', 'opaque'] as const)('and loses what it had when its user leaves the project (%s)', async (format) => {
    const opened = await open(format);
    client = await signIn('modern', opened.house.url(), opened.server);
    await opened.house.edit((config) => {
      config.projects['demo']!.userIds = [];
    });
    const refused = await ask(opened.house, client.accessToken);
    expect(refused.status).toBe(403);
    expect(refused.body.error).toMatchObject({ code: 40_301 });
    await opened.house.edit((config) => {
      config.projects['demo']!.userIds = ['ada'];
    });
    expect((await ask(opened.house, client.accessToken)).status).toBe(200);
  });

  it('and is out as soon as its opaque token is taken back', async () => {
    const opened = await open('opaque');
    client = await signIn('legacy', opened.house.url(), opened.server);
    expect((await ask(opened.house, client.accessToken)).status).toBe(200);
    opened.server.store.clear('AccessToken');
    const refused = await ask(opened.house, client.accessToken);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('and a token for one server opens no other', async () => {
    const opened = await open('jwt');
    client = await signIn('modern', opened.house.url('/servers/rec/mcp'), opened.server);
    expect((await ask(opened.house, client.accessToken, '/servers/rec/mcp')).status).toBe(200);
    expect((await ask(opened.house, client.accessToken)).status).toBe(401);
  });

  it.each(ERAS)('and a %s one asks for more once more is wanted', async (era) => {
    const opened = await open('jwt');
    client = await signIn(era, opened.house.url(), opened.server);
    const options = { issuer: opened.server.issuer, project: 'demo', requiredScopes: ['mcp', 'more'] };
    await opened.house.edit((config) => void Object.assign(config, { auth: [{ use: 'jwt', options }] }));
    const call = client.sdk.callTool({ name: 'rec__say', arguments: { text: 'hello' } });
    await expect(call).rejects.toThrow();
    expect(client.authorizationUrl.searchParams.get('scope')).toBe('mcp more');
  });

  it('and while its server is gone it is refused, told why, and not taken for a guesser', async () => {
    const opened = await open('opaque');
    client = await signIn('modern', opened.house.url(), opened.server);
    await opened.server.goDown();
    for (let i = 0; i < 12; i += 1) {
      const refused = await ask(opened.house, client.accessToken);
      expect(refused.status).toBe(502);
      expect(refused.body.error).toMatchObject({
        code: 50_201,
        message: expect.stringContaining('cannot be reached') as string,
      });
    }
    expect(opened.house.logged.join('\n')).toContain('warn A request was refused at the door');
  });
});

const ask = (at: TestHouse, token: string, path = '/mcp') => {
  const { body, headers } = modernRequest('tools/list');
  return at.post(body, { path, headers: { ...headers, authorization: `Bearer ${token}` } });
};
