import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { type OAuthHouse, openOAuthHouse } from '../support/oauth-house';
import { FIXTURES } from '../support/test-house';

let server: AuthorizationServer;
let house: OAuthHouse | undefined;
beforeAll(async () => {
  server = await startAuthorizationServer();
});
afterEach(async () => {
  await house?.stop();
  house = undefined;
  server.fault = () => undefined;
  server.rules.accessTokenSeconds = 3_600;
});
afterAll(() => server.stop());

const RESOURCE = 'https://api.example/';

function open(oauth: JsonObject = {}): Promise<OAuthHouse> {
  const { id, secret } = server.clients.basic;
  const settings = {
    issuer: server.issuer,
    grant: 'client_credentials',
    clientId: id,
    clientSecret: secret,
    resource: RESOURCE,
    scopes: ['mcp:read'],
    tls: { ca: server.authority.cert },
    ...oauth,
  };
  const friendly = {
    command: process.execPath,
    args: [join(FIXTURES, 'friendly.mjs')],
    era: 'legacy',
    oauth: settings,
  };
  return openOAuthHouse({ server, servers: { friendly } });
}

/** What the process itself sees: on its way to a client, a token in a result is masked. */
async function read(of: OAuthHouse, what: 'environ' | 'cmdline'): Promise<readonly string[]> {
  const { value: pid, failure } = await of.call('friendly__pid');
  expect(failure).toBeUndefined();
  return (await readFile(`/proc/${String(pid)}/${what}`, 'utf8')).split('\0');
}

async function environment(of: OAuthHouse): Promise<Record<string, string>> {
  const lines = await read(of, 'environ');
  return Object.fromEntries(lines.map((line) => [line.replace(/=.*$/s, ''), line.replace(/^[^=]*=/, '')]));
}

const VARIABLES = ['ENKRYPT_ACCESS_TOKEN', 'OAUTH_ACCESS_TOKEN', 'AUTHORIZATION', 'AUTH_HEADER'];

describe.skipIf(process.platform !== 'linux')('a process', () => {
  it('finds its token in its environment, and nothing of the client that got it', async () => {
    house = await open();
    const env = await environment(house);
    const { ENKRYPT_ACCESS_TOKEN: token = '' } = env;
    expect(decodeJwt(token)).toMatchObject({ aud: RESOURCE, scope: 'mcp:read' });
    expect(env).toMatchObject({
      OAUTH_ACCESS_TOKEN: token,
      AUTHORIZATION: `Bearer ${token}`,
      OAUTH_TOKEN_TYPE: 'Bearer',
    });
    expect(JSON.stringify(env)).not.toContain(server.clients.basic.secret);
  });

  it('that takes headers as arguments is told the name of a variable, not the token', async () => {
    house = await open({ inject: 'header' });
    const env = await environment(house);
    expect(Object.keys(env).filter((name) => VARIABLES.includes(name))).toEqual(['AUTH_HEADER']);
    const token = (env['AUTH_HEADER'] ?? '').replace('Bearer ', '');
    expect(decodeJwt(token)).toMatchObject({ aud: RESOURCE });
    const line = await read(house, 'cmdline');
    expect(line).toContain('authorization:${AUTH_HEADER}');
    expect(line.join()).not.toContain(token);
  });

  it('that shows its token to a client shows a mask', async () => {
    house = await open();
    const { value } = await house.call('friendly__env');
    const { OAUTH_ACCESS_TOKEN: token = '' } = await environment(house);
    expect(JSON.stringify(value)).toContain('OAUTH_ACCESS_TOKEN');
    expect(JSON.stringify(value)).not.toContain(token);
  });

  it('is started anew with the token that comes after its own', async () => {
    server.rules.accessTokenSeconds = 14;
    house = await open();
    const first = (await environment(house))['OAUTH_ACCESS_TOKEN'];
    await new Promise((resolve) => setTimeout(resolve, 9_500));
    await expect.poll(async () => (await environment(house!))['OAUTH_ACCESS_TOKEN']).not.toBe(first);
  });

  it('is not started without its token, and the reason is told', async () => {
    house = await open({ clientSecret: 'wrong' });
    const { failure } = await house.call('friendly__env');
    expect(failure).toMatch(/friendly/);
    expect(failure).toContain(server.issuer);
    expect(failure).toContain('not accepted');
  });
});
