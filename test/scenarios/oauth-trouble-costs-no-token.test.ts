import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { failing, type Fault, type HeardRequest } from '../support/faulty-listener';
import { connectPlainClient } from '../support/plain-oauth';
import {
  BENCH_URL,
  createMemoryTokens,
  openTokenBench,
  type TokenBench,
  type TokenBenchOptions,
} from '../support/token-bench';

let server: AuthorizationServer;
const benches: TokenBench[] = [];
beforeAll(async () => {
  server = await startAuthorizationServer();
});
afterEach(async () => {
  for (const bench of benches.splice(0)) void bench.stop();
  server.fault = () => undefined;
  server.clockOffMs = 0;
  server.rules.accessTokenSeconds = 3_600;
  await server.comeBack();
});
afterAll(() => server.stop());

function openMachine(more: Partial<TokenBenchOptions> = {}): TokenBench {
  const { id, secret } = server.clients.basic;
  const settings = { grant: 'client_credentials', clientId: id, clientSecret: secret, scopes: ['mcp:read'] } as const;
  const bench = openTokenBench({ server, ...more, oauth: { ...settings, ...more.oauth } as never });
  benches.push(bench);
  return bench;
}

/** As after a sign-in: there is a token with a refresh token. */
async function openSignedIn(more: Partial<TokenBenchOptions> = {}) {
  const { id } = server.clients.public;
  const plain = await connectPlainClient(server, { id, auth: oauth.None() });
  const { refresh_token: refreshToken = '' } = await plain.signIn({ scope: 'mcp:read', resource: BENCH_URL });
  const store = createMemoryTokens();
  const settings = { grant: 'refresh_token', clientId: id, refreshToken, scopes: ['mcp:read'] } as const;
  const bench = openTokenBench({ server, store, ...more, oauth: { ...settings, ...more.oauth } as never });
  benches.push(bench);
  await bench.keeper.token();
  return { ...bench, store };
}

const isToken = ({ path }: HeardRequest): boolean => path === '/token';
const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>Maintenance' };
const json = (body: string) => ({ status: 200, headers: { 'content-type': 'application/json' }, body });

describe('an authorization server that is busy or broken for a moment', () => {
  it.each<readonly [string, Fault]>([
    ['500', { status: 500 }],
    ['503', { status: 503, body: 'overloaded' }],
    ['a closed socket', 'reset'],
  ])('%s: is asked again, and nobody notices', async (_, fault) => {
    const bench = openMachine();
    server.fault = failing(2, fault, isToken);
    expect(decodeJwt((await bench.keeper.token())?.value ?? '')).toMatchObject({ scope: 'mcp:read' });
  });

  it('429: is asked again after as long as it says', async () => {
    const bench = openMachine();
    server.fault = failing(1, { status: 429, headers: { 'retry-after': '1' } }, isToken);
    const before = Date.now();
    await bench.keeper.token();
    expect(Date.now() - before).toBeGreaterThanOrEqual(1_000);
  });

  it('429 for long: nobody waits, and it is left alone that long', async () => {
    let offMs = 0;
    const bench = openMachine({ clockOffMs: () => offMs });
    server.fault = failing(99, { status: 429, headers: { 'retry-after': '120' } }, isToken);
    const before = server.tokenRequests();
    const failure = { code: 'authorization_server_failed', message: expect.stringMatching(/whoami.*429.*120 s/) };
    await expect(bench.keeper.token()).rejects.toMatchObject(failure);
    await expect(bench.keeper.token()).rejects.toMatchObject(failure);
    offMs = 110_000;
    await expect(bench.keeper.token()).rejects.toMatchObject(failure);
    expect(server.tokenRequests() - before).toBe(1);
    server.fault = () => undefined;
    offMs = 121_000;
    expect(await bench.keeper.token()).toBeDefined();
  });
});

describe('an authorization server that stays broken', () => {
  it.each<readonly [string, Fault, RegExp]>([
    ['500', { status: 500 }, /500/],
    ['HTML', html, /./],
    ['half an answer', json('{"access_token": "abc'), /./],
    ['an answer without a token', json('{"token_type":"bearer"}'), /access_token/],
    ['nothing', { status: 200 }, /./],
    ['another type of token', json('{"access_token":"abc","token_type":"mac"}'), /./],
    ['a redirect', { status: 302, headers: { location: 'https://attacker.example/token' } }, /./],
    ['a closed socket', 'reset', /./],
    ['silence', 'hang', /no answer within 0.3 s/],
  ])('%s: the error names what and where, and what there was stays', async (_, fault, why) => {
    const bench = await openSignedIn({ timeoutMs: 300 });
    const kept = [...bench.store.texts.values()];
    const token = await bench.keeper.token();
    server.fault = failing(99, fault, isToken);
    const failure = await bench.keeper.refresh().catch((thrown: unknown) => thrown as Error);
    expect(failure).toMatchObject({ code: 'authorization_server_failed' });
    expect(String(failure)).toContain('whoami');
    expect(String(failure)).toContain(server.issuer);
    expect(String(failure)).toMatch(why);
    expect([...bench.store.texts.values()]).toEqual(kept);
    expect((await bench.keeper.token())?.value).toBe(token?.value);
    server.fault = () => undefined;
    await bench.keeper.refresh();
    expect((await bench.keeper.token())?.value).not.toBe(token?.value);
  });

  it('is not there at all: calls go on with the token there is, and it is replaced once the server is back', async () => {
    let offMs = 0;
    const bench = await openSignedIn({ clockOffMs: () => offMs });
    const token = await bench.keeper.token();
    await server.goDown();
    offMs = 3_500_000;
    expect((await bench.keeper.token())?.value).toBe(token?.value);
    offMs = 3_600_001;
    await expect(bench.keeper.token()).rejects.toThrow(/whoami.*127\.0\.0\.1/);
    await server.comeBack();
    offMs += 6_000;
    expect((await bench.keeper.token())?.value).not.toBe(token?.value);
  });

  it('loses its metadata: the error says where it was looked for', async () => {
    server.fault = failing(99, { status: 404 }, ({ path }) => path.startsWith('/.well-known/'));
    await expect(openMachine().keeper.token()).rejects.toThrow(`whoami: The authorization server ${server.issuer}`);
    server.fault = failing(99, html, ({ path }) => path.startsWith('/.well-known/'));
    await expect(openMachine().keeper.token()).rejects.toThrow(server.issuer);
    const foreign = json(
      JSON.stringify({ issuer: 'https://attacker.example', token_endpoint: `${server.issuer}/token` }),
    );
    server.fault = failing(99, foreign, ({ path }) => path.startsWith('/.well-known/'));
    await expect(openMachine().keeper.token()).rejects.toThrow(/attacker\.example.*not used/);
  });

  it('refuses with HTTP 200: the error is what it says', async () => {
    server.fault = failing(1, json('{"error":"incorrect_client_credentials","error_description":"No"}'), isToken);
    const { keeper } = openMachine();
    await expect(keeper.token()).rejects.toMatchObject({
      code: 'token_refused',
      message: expect.stringMatching(/incorrect_client_credentials$/) as string,
    });
    expect((await keeper.state()).lastError?.message).toContain('incorrect_client_credentials: No');
  });

  it('sends a token within something that cannot be read: no piece of it is in the error', async () => {
    server.fault = failing(1, json('walnut harbour'), isToken);
    const failure = await openMachine().keeper.token().catch(String);
    expect(failure).toContain(server.issuer);
    expect(failure).not.toMatch(/walnut|harbour/);
  });

  it('loses the answer that had the next refresh token: it is told, and nothing is deleted', async () => {
    const bench = await openSignedIn();
    server.fault = failing(1, 'lose answer', isToken);
    await expect(bench.keeper.refresh()).rejects.toMatchObject({
      message: expect.stringContaining('whoami') as string,
    });
    expect([...bench.store.texts.values()][0]).toContain('refreshToken');
    expect((await bench.keeper.state()).lastError?.message).toContain('whoami');
  });

  it('takes the refresh token no more: a person is told, once, and the authorization server is left alone', async () => {
    const bench = await openSignedIn();
    const { refreshToken } = JSON.parse([...bench.store.texts.values()][0] ?? '') as { refreshToken: string };
    const { id } = server.clients.public;
    await (await connectPlainClient(server, { id, auth: oauth.None() })).revoke(refreshToken);
    await expect(bench.keeper.refresh()).rejects.toMatchObject({
      code: expect.stringMatching(/sign_in|token_refused/),
    });
    const before = server.tokenRequests();
    await Promise.all(Array.from({ length: 20 }, () => bench.keeper.token().catch(() => undefined)));
    expect(server.tokenRequests() - before).toBeLessThanOrEqual(1);
  });
});

describe('clocks', () => {
  it.each([-30, -10, 10, 30])('%i minutes off there: a token is used for its life, by our clock', async (minutes) => {
    server.clockOffMs = minutes * 60_000;
    let offMs = 0;
    const bench = openMachine({ clockOffMs: () => offMs });
    const first = await bench.keeper.token();
    offMs = 3_000_000;
    expect((await bench.keeper.token())?.value).toBe(first?.value);
    offMs = 3_599_000;
    expect((await bench.keeper.token())?.value).not.toBe(first?.value);
  });

  it.each([-30, -3, 3, 30])('%i minutes off there: an assertion of ours holds', async (minutes) => {
    server.clockOffMs = minutes * 60_000;
    const { id, key, keyId } = server.clients.keyJwt;
    const settings = { clientId: id, clientSecret: undefined, privateKey: key, privateKeyId: keyId };
    expect(await openMachine({ oauth: settings as never }).keeper.token()).toBeDefined();
    // Without metadata, it is the refusal that tells the time.
    const direct = { ...settings, tokenEndpoint: `${server.issuer}/token`, issuer: undefined };
    expect(await openMachine({ oauth: direct as never }).keeper.token()).toBeDefined();
  });

  it.each([-20, 20])(
    '%i minutes off there: a proof of possession holds, with the nonce it asks for',
    async (minutes) => {
      server.clockOffMs = minutes * 60_000;
      expect((await openMachine({ oauth: { dpop: true } }).keeper.token())?.scheme).toBe('DPoP');
    },
  );
});

describe('a token that runs out', () => {
  it('is replaced before, while calls go on with it', async () => {
    let offMs = 0;
    const bench = openMachine({ clockOffMs: () => offMs });
    const first = await bench.keeper.token();
    const before = server.tokenRequests();
    offMs = 3_310_000;
    const during = await Promise.all(Array.from({ length: 20 }, () => bench.keeper.token()));
    expect(new Set(during.map((token) => token?.value))).toEqual(new Set([first?.value]));
    await expect.poll(async () => (await bench.keeper.token())?.value).not.toBe(first?.value);
    expect(server.tokenRequests() - before).toBe(1);
  });

  it('is replaced by itself, when it is not used', async () => {
    server.rules.accessTokenSeconds = 6;
    const bench = await openSignedIn({ oauth: { refreshBefore: 5 } });
    const kept = () => [...bench.store.texts.values()][0];
    const first = kept();
    await expect.poll(kept).not.toBe(first);
  });
});

describe('50 calls at once', () => {
  it('make one request, when there is no token', async () => {
    const bench = openMachine();
    const before = server.tokenRequests();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => bench.keeper.token()));
    expect(new Set(tokens.map((token) => token?.value)).size).toBe(1);
    expect(server.tokenRequests() - before).toBe(1);
  });

  it('make one request, when theirs was refused', async () => {
    const bench = openMachine();
    const token = (await bench.keeper.token())!;
    const before = server.tokenRequests();
    const refusal = { status: 401, challenge: 'Bearer error="invalid_token"', token };
    const tokens = await Promise.all(Array.from({ length: 50 }, () => bench.keeper.refused(refusal, undefined)));
    expect(new Set(tokens.map((one) => one?.value)).size).toBe(1);
    expect(tokens[0]?.value).not.toBe(token.value);
    expect(server.tokenRequests() - before).toBe(1);
  });

  it('make one request that fails, and all are told', async () => {
    const bench = openMachine();
    server.fault = failing(99, { ...json('{"error":"unauthorized_client"}'), status: 400 }, isToken);
    const before = server.tokenRequests();
    const failures = await Promise.all(
      Array.from({ length: 50 }, () => bench.keeper.token().catch((failure: unknown) => failure)),
    );
    expect(failures.every((failure) => (failure as { code?: string }).code === 'token_refused')).toBe(true);
    expect(server.tokenRequests() - before).toBe(1);
  });

  it('one that gives up does not take the others with it', async () => {
    const bench = openMachine();
    let release: (() => void) | undefined;
    const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    server.fault = (request) => (isToken(request) ? held : undefined);
    const impatient = new AbortController();
    const gone = bench.keeper.token(impatient.signal);
    const waiting = bench.keeper.token();
    impatient.abort();
    await expect(gone).rejects.toThrow();
    release?.();
    expect(await waiting).toBeDefined();
  });
});
