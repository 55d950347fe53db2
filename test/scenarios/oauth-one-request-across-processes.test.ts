import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { MASTER_KEY } from '../support/oauth-house';
import { createOAuthStage } from '../support/oauth-stage';
import { runBuilt } from '../support/run-built';

const PROCESSES = 5;
const SLOW_MS = 1_500;

let server: AuthorizationServer;
const stage = createOAuthStage(() => server);
beforeAll(async () => {
  server = await startAuthorizationServer();
});
afterEach(async () => {
  server.fault = () => undefined;
  await stage.clear();
});
afterAll(() => server.stop());

describe('several processes that want the same token at once', () => {
  it('make one request for it, and all of them use what it brought', async () => {
    const { id, secret } = server.clients.basic;
    const oauth = { grant: 'client_credentials', clientId: id, clientSecret: secret, scopes: ['mcp:read'] };
    const { house } = await stage.open({ oauth });
    await house.stopGateway();
    // Slow enough that all of them want it while it is being got.
    server.fault = async ({ path }) => {
      if (path.includes('token')) await sleep(SLOW_MS);
      return undefined;
    };
    const before = server.tokenRequests();
    const words = ['server', 'test', 'whoami', '--json', '--data-dir', house.directory];
    const env = { SECURE_MCP_GATEWAY_MASTER_KEY: MASTER_KEY, TERM: 'dumb' };
    const ran = await Promise.all(Array.from({ length: PROCESSES }, () => runBuilt(words, env)));
    for (const { code, stdout, stderr } of ran) {
      expect(code, stderr).toBe(0);
      expect((JSON.parse(stdout) as { tools: string[] }).tools).toContain('whoami');
    }
    expect(server.tokenRequests() - before).toBe(1);
  });
});
