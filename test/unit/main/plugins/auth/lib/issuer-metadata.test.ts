import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIssuerMetadata } from '../../../../../../main/plugins/auth/lib/issuer-metadata';
import { openStandIn, type StandIn, type StandInAnswer } from '../../../../../support/stand-in';

let server: StandIn;
let now = 0;

const metadata = (more: object = {}): StandInAnswer => ({
  body: { issuer: server.url, jwks_uri: `${server.url}/keys`, ...more },
});

beforeEach(async () => {
  now = 0;
  server = await openStandIn(() => metadata());
});

afterEach(() => server.stop());

describe('createIssuerMetadata', () => {
  it('asks once for all who wait, and again after an hour', async () => {
    const issuer = createIssuerMetadata(server.url, () => now);
    const urls = await Promise.all([1, 2, 3].map(() => issuer.endpoint('jwks_uri')));
    expect(new Set(urls)).toEqual(new Set([`${server.url}/keys`]));
    expect(server.seen).toHaveLength(1);
    now = 3_600_000;
    server.answer = () => metadata({ jwks_uri: `${server.url}/moved` });
    expect(await issuer.endpoint('jwks_uri')).toBe(`${server.url}/moved`);
    expect(server.seen).toHaveLength(2);
  });

  it('remembers no failure', async () => {
    const issuer = createIssuerMetadata(server.url, () => now);
    server.answer = () => ({ status: 500, body: {} });
    await expect(issuer.read()).rejects.toMatchObject({ code: 'auth_provider_failed' });
    server.answer = () => 'hang up';
    await expect(issuer.read()).rejects.toMatchObject({ code: 'auth_network_failed' });
    server.answer = () => metadata();
    expect(await issuer.read()).toMatchObject({ issuer: server.url });
  });

  it('looks where OAuth puts it, then where OpenID Connect does, also for an issuer with a path', async () => {
    server.answer = ({ path }) =>
      path === '/tenant/.well-known/openid-configuration'
        ? metadata({ issuer: `${server.url}/tenant` })
        : { status: 404, body: {} };
    expect(await createIssuerMetadata(`${server.url}/tenant`, () => now).read()).toBeDefined();
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/.well-known/oauth-authorization-server/tenant',
      '/tenant/.well-known/openid-configuration',
    ]);
  });

  it.each<StandInAnswer>([{ body: {} }, { body: [] }, { body: 'no' }, { status: 302, body: {} }])(
    'believes no %j',
    async (answer) => {
      server.answer = () => answer;
      const issuer = createIssuerMetadata(server.url, () => now);
      await expect(issuer.endpoint('jwks_uri')).rejects.toMatchObject({ code: 'auth_provider_failed' });
    },
  );

  it('goes nowhere else for what is missing', async () => {
    const issuer = createIssuerMetadata(server.url, () => now);
    await expect(issuer.endpoint('introspection_endpoint')).rejects.toMatchObject({
      code: 'auth_provider_failed',
      message: expect.stringContaining('has no usable introspection_endpoint') as string,
    });
  });
});
