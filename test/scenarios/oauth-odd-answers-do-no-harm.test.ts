import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import type { HeardRequest } from '../support/faulty-listener';
import { createMemoryTokens, openTokenBench, type TokenBench } from '../support/token-bench';

let server: AuthorizationServer;
const benches: TokenBench[] = [];
beforeAll(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => {
  for (const bench of benches.splice(0)) bench.stop();
  server.fault = () => undefined;
});
afterAll(() => server.stop());

const isToken = ({ path }: HeardRequest): boolean => path === '/token';

/** All requests for tokens are answered with this. */
function open(answer: Record<string, unknown>, store = createMemoryTokens()): TokenBench {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ access_token: 'a-token-that-is-fine', token_type: 'bearer', ...answer });
  server.fault = (request) => (isToken(request) ? { status: 200, headers, body } : undefined);
  const { id } = server.clients.public;
  const oauth = { grant: 'refresh_token', clientId: id, refreshToken: 'r-1' } as const;
  const bench = openTokenBench({ server, oauth, store });
  benches.push(bench);
  return bench;
}

describe('a token', () => {
  it.each([
    'walnut\nharbour',
    'walnut\r\nx-evil: 1',
    'walnut\0harbour',
    'walnut harbour',
    'walnutß',
    'w'.repeat(70_000),
  ])('that no header carries is refused, and not repeated (%#)', async (access_token) => {
    const failure = await open({ access_token })
      .keeper.token()
      .catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'token_refused' });
    expect(String(failure)).not.toMatch(/walnut|harbour|wwww/);
  });

  it.each([1e308, 1e12, Number.MAX_SAFE_INTEGER, -1, 'soon', null, [], {}, true])(
    'that lasts %j is used, and found again after a restart',
    async (expires_in) => {
      const store = createMemoryTokens();
      const first = open({ expires_in, refresh_token: 'r-2' }, store);
      expect((await first.keeper.token())?.value).toBe('a-token-that-is-fine');
      const { expiresAt } = await first.keeper.state();
      expect(Number.isFinite(new Date(expiresAt ?? 0).getTime())).toBe(true);
      const before = server.tokenRequests();
      expect((await open({}, store).keeper.token())?.value).toBe('a-token-that-is-fine');
      expect(server.tokenRequests()).toBe(before);
    },
  );

  it.each([0, 0.01, 0.5])(
    'that lasts %j seconds is not asked for again by itself, over and over',
    async (expires_in) => {
      const bench = open({ expires_in, refresh_token: 'r-2' });
      const before = server.tokenRequests();
      await bench.keeper.token();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(server.tokenRequests() - before).toBeLessThanOrEqual(2);
    },
  );
});
