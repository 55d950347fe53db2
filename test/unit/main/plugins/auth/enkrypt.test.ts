import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuthProvider } from '../../../../../main/gateway/ports/auth-provider';
import { createGatewayKey } from '../../../../../main/gateway/ports/gateway-key';
import { enkryptAuth } from '../../../../../main/plugins/auth/enkrypt';
import { createRegistry } from '../../../../../main/plugins/registry';
import { directory, outcomeOf, presenting } from '../../../../support/auth-attempts';
import { pluginContext } from '../../../../support/plugin-context';
import { openStandIn, type StandIn, type StandInAnswer } from '../../../../support/stand-in';

const KEY = 'vendor-key-0123456789';
const { signal } = new AbortController();
let vendor: StandIn;
let now = Date.now();

/** `get-gateway-config` as documented, with the context that the deployed service adds. */
const expanded = (more: object = {}) => ({
  gateway_saved_name: 'gw',
  gateway_version: 'v1',
  gateway_id: '1',
  project_name: 'demo',
  is_active: true,
  common_overrides: {},
  expanded_servers: [],
  request_context: { user_id: 'ada', project_name: 'demo', registry_name: 'default', org_id: null },
  ...more,
});
/** `get-gateway` as documented. */
const stored = {
  gateway_saved_name: 'gw',
  servers_config: { common_overrides: {}, servers: [] },
  project_name: 'demo',
};

beforeEach(async () => {
  now = Date.now();
  vendor = await openStandIn(({ headers }) =>
    headers['apikey'] === KEY ? { body: expanded() } : { status: 401, body: {} },
  );
});

afterEach(() => vendor.stop());

const open = (more: object = {}, limits = { authFailures: 3, lockoutWindow: 60, lockout: 60 }): Promise<AuthProvider> =>
  createRegistry([enkryptAuth]).create(
    'auth',
    { use: 'enkrypt', options: { baseUrl: `${vendor.url}/`, gatewayName: 'gw', ...more } },
    pluginContext({ now: () => now, limits }),
  );

const attempt = (provider: AuthProvider, key = KEY, more: object = {}) =>
  outcomeOf(provider.authenticate(presenting(key, more), directory, signal));

describe('enkrypt', () => {
  it('asks the vendor with the key that was presented, and learns whose it is', async () => {
    const provider = await open({ gatewayVersion: 'v2' });
    expect(await provider.authenticate(presenting(KEY), directory, signal)).toEqual({
      provider: 'enkrypt',
      keyId: expect.stringMatching(/^enkrypt:[\w-]{22}$/) as string,
      projectId: 'demo',
      userId: 'ada',
    });
    expect(vendor.seen).toMatchObject([
      {
        path: '/mcp-gateway/get-gateway-config',
        headers: { apikey: KEY, 'x-enkrypt-mcp-gateway': 'gw', 'x-enkrypt-mcp-gateway-version': 'v2' },
      },
    ]);
    expect(vendor.seen[0]?.headers.authorization).toBeUndefined();
  });

  it.each<[string, StandInAnswer, object, string]>([
    ['the vendor’s own names', { body: expanded() }, {}, 'demo/ada'],
    [
      'a table',
      { body: expanded({ request_context: { user_id: 'u-1', project_name: 'p-1' } }) },
      { projects: { 'p-1': 'lab' }, users: { 'u-1': 'bob' } },
      'lab/bob',
    ],
    ['a name that is not in the table', { body: expanded() }, { users: { 'u-1': 'bob' } }, 'insufficient_permissions'],
    [
      'a name that nobody has here',
      { body: expanded({ request_context: { user_id: 'eve' } }) },
      {},
      'insufficient_permissions',
    ],
    ['a user that is always the same', { body: stored }, { operation: 'get-gateway', user: 'bob' }, 'demo/bob'],
    ['no user at all', { body: stored }, { operation: 'get-gateway' }, 'insufficient_permissions'],
    [
      'nothing',
      { body: expanded({ project_name: null, request_context: null }) },
      { project: 'lab', user: 'bob' },
      'lab/bob',
    ],
    ['a gateway that is switched off', { body: expanded({ is_active: false }) }, {}, 'insufficient_permissions'],
    ['another gateway', { body: expanded({ gateway_saved_name: 'other' }) }, {}, 'auth_provider_failed'],
    [
      'a gateway that it does not have',
      { status: 404, body: { code: 404, error: 'Resource not found' } },
      {},
      'insufficient_permissions',
    ],
    ['that it does not know the key', { status: 401, body: {} }, {}, 'invalid_credentials'],
    ['that the key may not', { status: 403, body: {} }, {}, 'invalid_credentials'],
    ['that it is broken', { status: 500, body: {} }, {}, 'auth_provider_failed'],
    ['where else to ask', { status: 302, body: {} }, {}, 'auth_provider_failed'],
    ['something else', { body: {} }, {}, 'auth_provider_failed'],
    ['a page', { body: '<html>' }, {}, 'auth_provider_failed'],
    ['too much', { body: expanded({ more: 'x'.repeat(1_100_000) }) }, {}, 'auth_network_failed'],
    ['nothing and goes', 'hang up', {}, 'auth_network_failed'],
  ])('judges an answer of %s', async (_, answer, options, expected) => {
    vendor.answer = () => answer;
    expect(await attempt(await open(options))).toBe(expected);
  });

  it('fits what the request says', async () => {
    expect(await attempt(await open(), KEY, { projectId: 'lab' })).toBe('invalid_credentials');
    expect(await attempt(await open(), KEY, { projectId: 'demo', userId: 'ada' })).toBe('demo/ada');
  });

  it('shows the vendor no key or token of somebody else, and nothing that is no header', async () => {
    const provider = await open();
    expect(await attempt(provider, createGatewayKey().text)).toBe('another’s');
    expect(await attempt(provider, 'eyJhbGciOiJSUzI1NiJ9.e30.x')).toBe('another’s');
    expect(await attempt(provider, 'a\r\nb: c')).toBe('invalid_credentials');
    expect(vendor.seen).toEqual([]);
  });

  it('believes a good key for a while, and a bad one never', async () => {
    const provider = await open({ cacheSeconds: 60 });
    for (let i = 0; i < 3; i += 1) await attempt(provider);
    expect(vendor.seen).toHaveLength(1);
    now += 60_000;
    vendor.answer = () => ({ status: 401, body: {} });
    expect(await attempt(provider)).toBe('invalid_credentials');
    vendor.answer = () => ({ body: expanded() });
    expect(await attempt(provider)).toBe('demo/ada');
    expect(vendor.seen).toHaveLength(3);
  });

  it('falls back to nothing when the vendor is gone, and locks nobody out for it', async () => {
    const provider = await open({ cacheSeconds: 0 });
    expect(await attempt(provider)).toBe('demo/ada');
    vendor.answer = () => 'hang up';
    for (let i = 0; i < 5; i += 1) expect(await attempt(provider)).toBe('auth_network_failed');
    vendor.answer = () => ({ body: expanded() });
    expect(await attempt(provider)).toBe('demo/ada');
  });

  it('keeps guessers waiting before they cost the vendor anything', async () => {
    const provider = await open();
    for (let i = 0; i < 5; i += 1) await attempt(provider, 'wrong');
    expect(await attempt(provider, 'wrong')).toBe('auth_rate_limited');
    expect(vendor.seen).toHaveLength(3);
    expect(await attempt(provider, 'wrong', { remoteAddress: '10.0.0.2' })).toBe('invalid_credentials');
  });

  it('keeps nothing that was asked for before all was forgotten', async () => {
    const provider = await open();
    const good = vendor.answer;
    vendor.answer = (request) => {
      // Somebody has everything forgotten while the vendor still thinks.
      provider.forget?.();
      return good(request);
    };
    expect(await attempt(provider)).toBe('demo/ada');
    vendor.answer = () => ({ status: 401, body: {} });
    expect(await attempt(provider)).toBe('invalid_credentials');
  });

  it('stops asking when nobody waits any more', async () => {
    vendor.answer = () => 'silence';
    const waiting = new AbortController();
    const provider = await open();
    const outcome = outcomeOf(provider.authenticate(presenting(KEY), directory, waiting.signal));
    setTimeout(() => waiting.abort(), 20);
    expect(await outcome).toBe('auth_network_failed');
  });

  it('keeps the key out of everything that it says', async () => {
    vendor.answer = ({ headers }) => ({ status: 500, body: `no ${String(headers['apikey'])}` });
    const failure: unknown = await (
      await open()
    )
      .authenticate(presenting(KEY), directory, signal)
      .catch((thrown: unknown) => thrown);
    const { message, detail } = failure as { readonly message: string; readonly detail: object };
    expect(`${message} ${JSON.stringify(detail)} ${String((failure as Error).cause)}`).not.toContain(KEY);
  });
});
