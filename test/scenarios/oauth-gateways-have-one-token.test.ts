import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { type OAuthHouse, openOAuthHouse } from '../support/oauth-house';
import { type ProtectedServer, startProtectedServer } from '../support/protected-server';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server';

let server: AuthorizationServer;
let redis: RedisServer;
let made: ProtectedServer;
let houses: readonly OAuthHouse[] = [];
beforeAll(async () => {
  server = await startAuthorizationServer({ rules: { accessTokens: 'opaque' } });
});
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const house of houses) await house.stop();
  await made.stop();
  await redis.stop();
});
afterAll(() => server.stop());

/** Two gateways with the same configuration, each with a vault of its own that the same key opens. */
async function openTwo(oauth: object): Promise<readonly [OAuthHouse, OAuthHouse]> {
  const { authority } = server;
  made = await startProtectedServer({ authorizationServers: [server], authority, requiredScopes: ['mcp:read'] });
  const whoami = { url: made.url, tls: { ca: authority.cert }, oauth };
  const config = { cache: { provider: { use: 'redis', options: { port: redis.port } } } };
  const open = () => openOAuthHouse({ server, servers: { whoami }, config });
  const two = [await open(), await open()] as const;
  houses = two;
  const connected = async (house: OAuthHouse) =>
    (await house.admin<{ provider?: { state: string } }>('GET', '/cache')).data.provider?.state;
  for (const house of two) await expect.poll(() => connected(house)).toBe('connected');
  return two;
}

const whoIs = async (house: OAuthHouse): Promise<unknown> => (await house.call('whoami__whoami')).value;

describe.runIf(hasRedis)('two gateways that share a cache', () => {
  it('get one token for the gateway, however many calls want it at once', async () => {
    const { id, secret } = server.clients.basic;
    const [one, other] = await openTwo({
      grant: 'client_credentials',
      clientId: id,
      clientSecret: secret,
      scopes: ['mcp:read'],
    });
    const before = server.tokenRequests();
    const calls = Array.from({ length: 20 }, (_, turn) => whoIs(turn % 2 === 0 ? one : other));
    for (const said of await Promise.all(calls)) expect(said).toMatchObject({ clientId: id });
    expect(server.tokenRequests() - before).toBe(1);
  });

  it('need one sign-in of a person, renew it once, and never use a refresh token twice', async () => {
    const [one, other] = await openTwo({ clientId: 'public-client' });
    expect((await one.call('whoami__whoami')).failure).toContain('oauth connect whoami');
    expect(await one.connect('whoami', { as: 'bob' })).toMatchObject({ state: 'connected' });
    expect(await whoIs(one)).toMatchObject({ subject: 'bob' });
    expect(await whoIs(other)).toMatchObject({ subject: 'bob' });

    const begun = server.tokenRequests();
    for (const first of [one, other, other, one, one]) {
      const before = server.tokenRequests();
      expect((await first.admin('POST', '/oauth/tokens/refresh', { server: 'whoami' })).status).toBe(200);
      // None where the other has renewed it already: that one is taken over.
      expect(server.tokenRequests() - before).toBeLessThanOrEqual(1);
      for (const house of [one, other]) expect(await whoIs(house)).toMatchObject({ subject: 'bob' });
    }
    expect(server.tokenRequests() - begun).toBe(3);
  });

  it('are both disconnected when one of them is, and not connected again by the other', async () => {
    const [one, other] = await openTwo({ clientId: 'public-client' });
    await one.connect('whoami', { as: 'carol' });
    expect(await whoIs(other)).toMatchObject({ subject: 'carol' });
    expect(await one.disconnect('whoami')).toMatchObject({ wasConnected: true, revoked: true });
    await expect.poll(async () => (await other.call('whoami__whoami')).failure).toContain('oauth connect whoami');
    await other.stopGateway();
    await other.restart();
    expect((await other.call('whoami__whoami')).failure).toContain('oauth connect whoami');
  });

  it('go on alone while the cache is lost, and are of one mind when it is back', async () => {
    const [one, other] = await openTwo({ clientId: 'public-client' });
    await one.connect('whoami', { as: 'dora' });
    expect(await whoIs(other)).toMatchObject({ subject: 'dora' });
    await redis.kill();
    expect(await whoIs(one)).toMatchObject({ subject: 'dora' });
    expect((await one.admin('POST', '/oauth/tokens/refresh', { server: 'whoami' })).status).toBe(200);
    await redis.start();
    const state = async () => (await one.admin<{ provider?: { state: string } }>('GET', '/cache')).data.provider?.state;
    await expect.poll(state).toBe('connected');
    expect((await one.admin('POST', '/oauth/tokens/refresh', { server: 'whoami' })).status).toBe(200);
    for (const house of [one, other]) expect(await whoIs(house)).toMatchObject({ subject: 'dora' });
  });
});
