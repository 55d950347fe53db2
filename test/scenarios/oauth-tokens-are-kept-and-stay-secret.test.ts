import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as oauth from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTokenStore, type TokenStore } from '../../main/gateway/oauth/token-store';
import { openVault } from '../../main/plugins/secret-store/lib/open-vault';
import { withFileLock } from '../../main/gateway/config/file-lock';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { failing, type HeardRequest } from '../support/faulty-listener';
import { memoryKeychain } from '../support/memory-keychain';
import { connectPlainClient } from '../support/plain-oauth';
import { recordingLogger } from '../support/recording-logger';
import { testVault, type TestVault } from '../support/test-vault';
import { BENCH_URL, openTokenBench, type TokenBench, type TokenBenchOptions } from '../support/token-bench';

let server: AuthorizationServer;
const benches: TokenBench[] = [];
beforeAll(async () => {
  server = await startAuthorizationServer({ rules: { accessTokens: 'opaque' } });
});
afterEach(() => {
  for (const bench of benches.splice(0)) void bench.stop();
  server.fault = () => undefined;
});
afterAll(() => server.stop());

const isToken = ({ path }: HeardRequest): boolean => path === '/token';

/** As a process opens it: what another one remembers, it does not. */
function storeIn(vault: TestVault, logged: string[] = []): TokenStore {
  const opened = vault.open();
  const log = recordingLogger(logged);
  return createTokenStore({ openVault: () => Promise.resolve(opened.vault.records), orInMemory: true, log });
}

function open(store: TokenStore, more: Partial<TokenBenchOptions> = {}): TokenBench {
  const { id, secret } = server.clients.basic;
  const settings = { grant: 'client_credentials', clientId: id, clientSecret: secret, scopes: ['mcp:read'] } as const;
  const bench = openTokenBench({ server, store, ...more, oauth: { ...settings, ...more.oauth } as never });
  benches.push(bench);
  return bench;
}

async function signIn(): Promise<{ readonly settings: TokenBenchOptions['oauth']; readonly refreshToken: string }> {
  const { id } = server.clients.public;
  const plain = await connectPlainClient(server, { id, auth: oauth.None() });
  const { refresh_token: refreshToken = '' } = await plain.signIn({ scope: 'mcp:read', resource: BENCH_URL });
  return {
    settings: { grant: 'refresh_token', clientId: id, clientSecret: undefined, refreshToken } as never,
    refreshToken,
  };
}

/** Every file beside the vault, and the vault. */
function filesOf(vault: TestVault): string {
  const folder = dirname(vault.path);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
}

function expectNoneOf(secrets: readonly string[], text: string): void {
  const forms = secrets.flatMap((secret) => [
    secret,
    ...(['base64', 'base64url', 'hex'] as const).map((form) => Buffer.from(secret).toString(form)),
    createHash('sha256').update(secret).digest('hex'),
  ]);
  expect(forms.filter((form) => form.length > 8 && text.includes(form))).toEqual([]);
}

describe('a token', () => {
  it('is there after a restart, without a request', async () => {
    const vault = testVault();
    const first = await open(storeIn(vault)).keeper.token();
    const before = server.requests.length;
    expect((await open(storeIn(vault)).keeper.token())?.value).toBe(first?.value);
    expect(server.requests.length).toBe(before);
  });

  it('is renewed after a restart with the refresh token that came last', async () => {
    const vault = testVault();
    const { settings } = await signIn();
    const bench = open(storeIn(vault), { oauth: settings });
    await bench.keeper.token();
    await bench.keeper.refresh();
    const restarted = open(storeIn(vault), { oauth: settings });
    await restarted.keeper.refresh();
    expect((await restarted.keeper.token())?.value).toBeDefined();
  });

  it('is not used for other settings than those it was obtained with', async () => {
    const vault = testVault();
    const first = await open(storeIn(vault)).keeper.token();
    const wider = await open(storeIn(vault), { oauth: { scopes: ['mcp:read', 'mcp:write'] } as never }).keeper.token();
    const elsewhere = await open(storeIn(vault), { url: 'https://other.example/mcp' }).keeper.token();
    expect(new Set([first?.value, wider?.value, elsewhere?.value]).size).toBe(3);
  });

  it('is renewed once, when two processes find it out of date', async () => {
    const vault = testVault();
    const { settings } = await signIn();
    let offMs = 0;
    const lockPath = `${vault.path}.token`;
    const one = open(storeIn(vault), { oauth: settings, clockOffMs: () => offMs, lockPath });
    const two = open(storeIn(vault), { oauth: settings, clockOffMs: () => offMs, lockPath });
    await one.keeper.token();
    expect((await two.keeper.state()).status).toBe('connected');
    offMs = 3_600_000;
    const before = server.tokenRequests('refresh_token');
    const [a, b] = await Promise.all([one.keeper.token(), two.keeper.token()]);
    expect(a?.value).toBe(b?.value);
    expect(server.tokenRequests('refresh_token') - before).toBe(1);
  });

  it('is forgotten when it is disconnected, here and after a restart', async () => {
    const vault = testVault();
    const store = storeIn(vault);
    const bench = open(store);
    const token = await bench.keeper.token();
    expect((await bench.keeper.disconnect())?.accessToken).toBe(token?.value);
    expect(await storeIn(vault).ids()).toEqual([]);
  });
});

describe('secrets of a token', () => {
  it('lie sealed in the vault, and a copy of it reveals nothing without its key', async () => {
    const vault = testVault();
    const { settings, refreshToken } = await signIn();
    const bench = open(storeIn(vault), { oauth: { ...settings, dpop: true } as never });
    const token = await bench.keeper.token();
    const { refreshToken: kept, dpopKey } = await storedRecord(storeIn(vault));
    expect(kept).toBeDefined();
    expect(dpopKey).toBeDefined();
    const dpopSecret = (dpopKey?.privateKey as { d: string }).d;
    expectNoneOf([token!.value, refreshToken, kept ?? '', dpopSecret], filesOf(vault));

    const keychain = memoryKeychain();
    const custody = { environment: {}, lockFile: withFileLock };
    const copy = openVault({ path: vault.path, custody, keychain: keychain.keychain, now: Date.now });
    const [id = ''] = await copy.vault!.records.ids();
    await expect(copy.vault!.records.read(id)).rejects.toMatchObject({ code: 'secrets_unavailable' });
  });

  it('are no secrets that a configuration can name, list or export', async () => {
    const vault = testVault();
    await open(storeIn(vault)).keeper.token();
    const { vault: opened, read, status } = vault.open();
    const [id = ''] = await opened.records.ids();
    expect(await opened.list()).toEqual([]);
    expect((await status()).secrets).toBe(0);
    expect(await read(id).catch(() => undefined)).toBeUndefined();
    const exported = await opened.export('a long enough passphrase');
    const target = testVault().open().vault;
    await target.import(exported, 'a long enough passphrase', { replace: false });
    expect(await target.records.ids()).toEqual([]);
  });

  it('stay in memory when the vault cannot take them, and people are told', async () => {
    const vault = testVault();
    vault.memory.failure = new Error('The keychain is locked');
    const logged: string[] = [];
    const store = storeIn(vault, logged);
    const bench = open(store);
    const token = await bench.keeper.token().catch((failure: unknown) => failure as Error);
    expect(token).toMatchObject({ scheme: 'Bearer' });
    expect((await bench.keeper.state()).isKept).toBe(false);
    expect(logged.join()).toContain('memory only');
    expectNoneOf([(token as { value: string }).value], filesOf(vault) + logged.join());
  });

  it('are in no message and no log, even when the authorization server repeats them', async () => {
    const vault = testVault();
    const logged: string[] = [];
    const { settings, refreshToken } = await signIn();
    const { secret } = server.clients.post;
    const echo = (form: Readonly<Record<string, string>>) =>
      JSON.stringify({
        error: 'invalid_client',
        error_description: `What is ${form['refresh_token'] ?? ''} ${form['client_secret'] ?? ''} to me?`,
      });
    server.fault = (request) =>
      isToken(request)
        ? { status: 400, headers: { 'content-type': 'application/json' }, body: echo(request.form) }
        : undefined;
    const bench = open(storeIn(vault, logged), {
      oauth: {
        ...settings,
        clientId: server.clients.post.id,
        clientSecret: secret,
        clientAuthentication: 'client_secret_post',
      } as never,
    });
    const failure = await bench.keeper.token().catch((thrown: unknown) => thrown as Error);
    expect(failure).toMatchObject({ code: 'token_refused' });
    const told = [String(failure), JSON.stringify(failure), JSON.stringify(await bench.keeper.state())];
    expectNoneOf([refreshToken, secret], [...told, ...logged, ...bench.logged].join('\n'));
  });

  it('are not sent to an address that the authorization server leads to', async () => {
    const vault = testVault();
    const elsewhere = await startAuthorizationServer({ authority: server.authority });
    const { settings, refreshToken } = await signIn();
    server.fault = failing(99, { status: 307, headers: { location: `${elsewhere.issuer}/token` } }, isToken);
    await expect(open(storeIn(vault), { oauth: settings }).keeper.token()).rejects.toThrow(/whoami/);
    expect(elsewhere.requests.filter(({ body }) => body.includes(refreshToken))).toEqual([]);
    await elsewhere.stop();
  });
});

async function storedRecord(store: TokenStore) {
  const [id = ''] = await store.ids();
  return JSON.parse((await store.read(id)) ?? '{}') as {
    readonly refreshToken?: string;
    readonly dpopKey?: { readonly privateKey: object };
  };
}
