import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTokenStore } from '../../main/gateway/oauth/token-store';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import type { HeardRequest } from '../support/faulty-listener';
import { type OAuthHouse, openOAuthHouse } from '../support/oauth-house';
import { type ProtectedServer, startProtectedServer } from '../support/protected-server';
import { recordingLogger } from '../support/recording-logger';
import { testVault, type TestVault } from '../support/test-vault';
import { createMemoryTokens, openTokenBench, type TokenBench } from '../support/token-bench';

let server: AuthorizationServer;
let made: ProtectedServer;
let house: OAuthHouse | undefined;
const benches: TokenBench[] = [];
beforeAll(async () => {
  server = await startAuthorizationServer();
  made = await startProtectedServer({ authorizationServers: [server], authority: server.authority });
});
afterEach(async () => {
  server.fault = () => undefined;
  for (const bench of benches.splice(0)) await bench.stop();
  await house?.stop();
  house = undefined;
});
afterAll(async () => {
  await made.stop();
  await server.stop();
});

const openHouse = async (): Promise<OAuthHouse> => {
  const tls = { ca: server.authority.cert };
  return (house = await openOAuthHouse({
    server,
    servers: { whoami: { url: made.url, tls, oauth: { scopes: ['mcp:read'] } } },
  }));
};

const isRenewal = ({ path, form }: HeardRequest): boolean =>
  path === '/token' && form['grant_type'] === 'refresh_token';
const isRevocation = ({ path }: HeardRequest): boolean => path === '/token/revocation';

/** The next renewal is carried out, and its answer comes late. */
function delayRenewal(ms: number): Promise<void> {
  return new Promise((arrived) => {
    server.fault = async (request) => {
      if (!isRenewal(request)) return undefined;
      server.fault = () => undefined;
      arrived();
      await new Promise((resolve) => setTimeout(resolve, ms));
      return undefined;
    };
  });
}

const refresh = () => house!.admin<{ status: string }>('POST', '/oauth/tokens/refresh', { server: 'whoami' });

describe('a renewal that is under way', () => {
  it('costs no refresh token when the gateway stops', async () => {
    const { connect, restart, tokens } = await openHouse();
    expect((await connect('whoami')).state).toBe('connected');
    const arrived = delayRenewal(800);
    void refresh().catch(() => undefined);
    await arrived;
    await restart();
    expect(await refresh()).toMatchObject({ status: 200 });
    expect((await tokens())[0]).toMatchObject({ status: 'connected' });
  });

  it('ends with its token revoked and forgotten when a person disconnects', async () => {
    const { connect, disconnect, tokens } = await openHouse();
    await connect('whoami');
    const before = server.requests.filter(isRevocation).length;
    const arrived = delayRenewal(500);
    const renewing = refresh();
    await arrived;
    expect(await disconnect('whoami')).toMatchObject({ wasConnected: true, revoked: true });
    await renewing;
    const [first, used] = [server.requests.filter(isRevocation)[before]!, server.requests.findLast(isRenewal)!];
    expect(first.form['token']).not.toBe(used.form['refresh_token']);
    expect((await tokens()).map(({ status }) => status)).not.toContain('connected');
  });
});

describe('a sign-in that began before its settings changed', () => {
  it('replaces no token of the new ones', async () => {
    const { begin, connect, edit, admin, call, restart } = await openHouse();
    const first = await begin('whoami');
    await edit((servers) => {
      servers['whoami'] = { ...servers['whoami'], oauth: { scopes: ['mcp:read', 'mcp:write'] } };
    });
    await call('whoami__whoami');
    await server.signInAndReturn(first.url ?? '');
    const { data } = await admin<{ state: string; problem?: string }>('GET', `/oauth/sign-ins/${first.id}`);
    expect(data).toMatchObject({ state: 'failed', problem: expect.stringMatching(/settings.*changed/) as string });
    expect((await connect('whoami')).state).toBe('connected');
    await restart();
    expect((await call('whoami__whoami')).failure).toBeUndefined();
  });
});

describe('two processes with one vault', () => {
  const settings = () => {
    const { id } = server.clients.public;
    return { grant: 'authorization_code', clientId: id } as const;
  };
  const open = (vault: TestVault) => {
    const opened = vault.open();
    const openVault = () => Promise.resolve(opened.vault.records);
    const store = createTokenStore({ openVault, orInMemory: true, log: recordingLogger([]) });
    const bench = openTokenBench({ server, store, oauth: settings(), lockPath: `${vault.path}.token` });
    benches.push(bench);
    return bench;
  };

  it('a token that one of them forgets does not come back from the other', async () => {
    const vault = testVault();
    const [one, two] = [open(vault), open(vault)];
    const { facts, ...opened } = await one.keeper.source.open(undefined);
    const record = {
      ...{ version: 1, place: one.keeper.place, mark: one.keeper.mark, grant: 'authorization_code' },
      ...{ server: facts.server, client: { id: opened.oauth.clientId ?? '', origin: 'given', method: 'none' } },
      ...{ accessToken: 'a-1', refreshToken: 'r-1', tokenType: 'bearer', scopes: [], obtainedAt: Date.now() },
    } as never;
    await one.keeper.connect(record);
    expect((await two.keeper.token())?.value).toBe('a-1');
    await one.keeper.disconnect();
    const before = server.tokenRequests();
    await expect(two.keeper.refresh()).rejects.toMatchObject({ code: 'sign_in_needed' });
    expect(server.tokenRequests()).toBe(before);
    expect(await vault.open().vault.records.ids()).toEqual([]);
  });
});

describe('a keeper that is stopped', () => {
  it('ends when its renewal does', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ access_token: 'a-2', token_type: 'bearer', refresh_token: 'r-2', expires_in: 60 });
    const store = createMemoryTokens();
    const oauth = { grant: 'refresh_token', clientId: server.clients.public.id, refreshToken: 'r-1' } as const;
    const bench = openTokenBench({ server, store, oauth });
    const arrived = new Promise<void>((resolve) => {
      server.fault = async (request) => {
        if (!isRenewal(request)) return undefined;
        resolve();
        await new Promise((later) => setTimeout(later, 300));
        return { status: 200, headers, body };
      };
    });
    void bench.keeper.token().catch(() => undefined);
    await arrived;
    await bench.keeper.stop();
    expect([...store.texts.values()].join()).toContain('r-2');
  });
});

describe('a disk that is full for a moment', () => {
  it('costs no token: it is written when the gateway stops, at the latest', async () => {
    const { records } = testVault().open().vault;
    let isFull = true;
    const openVault = () => (isFull ? Promise.reject(new Error('ENOSPC')) : Promise.resolve(records));
    const store = createTokenStore({ openVault, orInMemory: true, log: recordingLogger([]) });
    await store.write('oauth-token.1', 'r-2');
    expect(store.isKept('oauth-token.1')).toBe(false);
    isFull = false;
    await store.close();
    expect(store.isKept('oauth-token.1')).toBe(true);
    expect(await records.read('oauth-token.1')).toBe('r-2');
  });
});
