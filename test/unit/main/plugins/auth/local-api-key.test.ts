import { describe, expect, it } from 'vitest';
import type { GatewayKey } from '../../../../../shared/config/gateway-config';
import type { AuthProvider, Credentials } from '../../../../../main/gateway/ports/auth-provider';
import { createGatewayKey } from '../../../../../main/gateway/ports/gateway-key';
import { localApiKey } from '../../../../../main/plugins/auth/local-api-key';
import { createRegistry } from '../../../../../main/plugins/registry';
import { pluginContext } from '../../../../support/plugin-context';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const { signal } = new AbortController();
const key = createGatewayKey();

const open = (limits = { authFailures: 3, lockoutWindow: 60, lockout: 60 }): Promise<AuthProvider> =>
  createRegistry([localApiKey]).create('auth', { use: 'local-api-key' }, pluginContext({ now: () => NOW, limits }));

const directory = (more: Partial<GatewayKey> = {}) => ({
  keys: {
    [key.id]: { hash: key.hash, projectId: 'demo', userId: 'ada', createdAt: '2026-01-01T00:00:00Z', ...more },
  },
  projects: {},
  users: {},
});

const credentials = (text: string | undefined, more: Partial<Credentials> = {}): Credentials => ({
  transport: 'http',
  presented: text === undefined ? [] : [{ source: 'authorization', value: text }],
  remoteAddress: '127.0.0.1',
  ...more,
});

const wrong = `${key.text.slice(0, -1)}${key.text.endsWith('A') ? 'B' : 'A'}`;
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'welcome',
    (failure: { code: string }) => failure.code,
  );

describe('localApiKey', () => {
  it('knows a good key', async () => {
    const provider = await open();
    expect(await provider.authenticate(credentials(key.text), directory(), signal)).toEqual({
      provider: 'local-api-key',
      keyId: key.id,
      projectId: 'demo',
      userId: 'ada',
    });
  });

  it.each([
    ['no key', undefined],
    ['something else', 'Bearer of bad news'],
    ['a token', 'eyJhbGciOiJub25lIn0.e30.'],
    ['an empty text', ''],
  ])('leaves %s to others, however often', async (_, text) => {
    const provider = await open({ authFailures: 1, lockoutWindow: 60, lockout: 60 });
    for (let i = 0; i < 3; i += 1) {
      expect(await provider.authenticate(credentials(text), directory(), signal)).toBeUndefined();
    }
  });

  it.each<[string, string, Partial<GatewayKey>, Partial<Credentials>, string]>([
    ['a wrong secret', wrong, {}, {}, 'invalid_credentials'],
    ['an unknown id', createGatewayKey().text, {}, {}, 'invalid_credentials'],
    ['what only begins like a key', 'smg_of bad news', {}, {}, 'invalid_credentials'],
    ['a disabled key', key.text, { disabledAt: '2026-01-01T00:00:00Z' }, {}, 'invalid_credentials'],
    ['a key on the moment it expires', key.text, { expiresAt: '2026-06-01T00:00:00Z' }, {}, 'credential_expired'],
    ['another project', key.text, {}, { projectId: 'other' }, 'invalid_credentials'],
    ['another user', key.text, {}, { userId: 'bob' }, 'invalid_credentials'],
    ['the names of its own', key.text, {}, { projectId: 'demo', userId: 'ada' }, 'welcome'],
    ['a key that expires later', key.text, { expiresAt: '2026-06-01T00:00:01Z' }, {}, 'welcome'],
  ])('judges %s', async (_, text, entry, more, expected) => {
    const provider = await open();
    expect(await codeOf(provider.authenticate(credentials(text, more), directory(entry), signal))).toBe(expected);
  });

  it('says the same of an unknown id as of a wrong secret, and repeats neither', async () => {
    const provider = await open();
    const said = await Promise.all(
      [wrong, createGatewayKey().text].map((text) =>
        provider
          .authenticate(credentials(text), directory(), signal)
          .then(String, (failure: Error) => JSON.stringify([failure.message, failure])),
      ),
    );
    expect(said[0]).toBe(said[1]);
    expect(said[0]).not.toContain(key.text.slice(17));
  });

  it('locks out who guesses at a key, also from the right one, and says for how long', async () => {
    const provider = await open();
    const attempt = (text: string, remoteAddress = '10.0.0.1') =>
      provider.authenticate(credentials(text, { remoteAddress }), directory(), signal);
    for (let i = 0; i < 3; i += 1) expect(await codeOf(attempt(wrong))).toBe('invalid_credentials');
    expect(await codeOf(attempt(key.text))).toBe('auth_rate_limited');
    await expect(attempt(key.text)).rejects.toMatchObject({ detail: { retry_after_seconds: expect.any(Number) } });
    expect(await codeOf(attempt(key.text, '10.0.0.2'))).toBe('welcome');
  });

  it('locks out the next one after a single failure, when one is all that is allowed', async () => {
    const provider = await open({ authFailures: 1, lockoutWindow: 60, lockout: 60 });
    expect(await codeOf(provider.authenticate(credentials(wrong), directory(), signal))).toBe('invalid_credentials');
    expect(await codeOf(provider.authenticate(credentials(key.text), directory(), signal))).toBe('auth_rate_limited');
  });

  it('counts the failures of all ids that begin alike together, so that nobody can fill the memory with ids', async () => {
    const provider = await open();
    const guess = (n: number) => `smg_Zz${String(n).padStart(10, '0')}_${'x'.repeat(43)}`;
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      codes.push(await codeOf(provider.authenticate(credentials(guess(n)), directory(), signal)));
    }
    expect(codes).toEqual([...Array<string>(3).fill('invalid_credentials'), 'auth_rate_limited', 'auth_rate_limited']);
  });

  it('takes nobody for a key who has the name of something built in', async () => {
    const provider = await open();
    const text = `smg_constructor0_${'x'.repeat(43)}`;
    expect(await codeOf(provider.authenticate(credentials(text), directory(), signal))).toBe('invalid_credentials');
  });
});
