import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TokenEventMessage, TokenHappening } from '../../shared/model/oauth';
import { openRunning } from '../../main/compose';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import type { Fault, HeardRequest } from '../support/faulty-listener';
import { createOAuthStage, type Scene } from '../support/oauth-stage';
import { eventually } from '../support/test-house';

let server: AuthorizationServer;
const stage = createOAuthStage(() => server);
beforeAll(async () => {
  server = await startAuthorizationServer();
});
afterEach(async () => {
  server.fault = () => undefined;
  server.rules.accessTokenSeconds = 3_600;
  server.rules.refreshTokens = 'always';
  await stage.clear();
});
afterAll(() => server.stop());

const historyOf = async ({ house }: Scene) =>
  (await house.admin<readonly TokenHappening[]>('GET', '/oauth/tokens/history?server=whoami')).data;
const typesOf = async (scene: Scene) => (await historyOf(scene)).map(({ type }) => type);
const renew = ({ house }: Scene) => house.admin('POST', '/oauth/tokens/refresh', { server: 'whoami' });

/** The issuer says no to each request for a token. */
const refusing =
  (body: string) =>
  ({ path }: HeardRequest): Fault | undefined =>
    path === '/token' ? { status: 400, headers: { 'content-type': 'application/json' }, body } : undefined;

describe('what happens to a token', () => {
  it('is told as it happens, and again after a restart', async () => {
    const scene = await stage.open();
    const { house } = scene;
    const heard: TokenEventMessage['type'][] = [];
    const ended = new AbortController();
    const { watch } = await openRunning({ dataDirectory: house.directory, env: process.env });
    void watch({ topics: ['tokens'] }, (event) => event.topic === 'tokens' && heard.push(event.type), {
      signal: ended.signal,
    }).catch(() => undefined);
    await house.connect('whoami');
    expect((await renew(scene)).status).toBe(200);
    server.fault = refusing('{"error":"invalid_grant"}');
    expect((await renew(scene)).status).not.toBe(200);
    server.fault = () => undefined;
    const before = await historyOf(scene);
    expect(before.map(({ type }) => type)).toEqual(['sign-in-needed', 'refreshed', 'connected']);
    expect(before[0]?.reason).toBe(`${server.issuer} refused the refresh token`);
    await eventually(() => heard.includes('sign-in-needed'));
    expect(heard).toEqual(expect.arrayContaining(['connected', 'refreshed']));
    ended.abort();
    await house.restart();
    expect(await historyOf(scene)).toEqual(before);
    await house.connect('whoami');
    expect(await house.disconnect('whoami')).toMatchObject({ revoked: true });
    expect((await typesOf(scene)).slice(0, 3)).toEqual(['revoked', 'disconnected', 'connected']);
    expect(await house.files()).toContain('"tokenHistory"');
  });

  it('names what the issuer said when a renewal failed', async () => {
    const scene = await stage.open();
    await scene.house.connect('whoami');
    server.fault = refusing('{"error":"invalid_request","error_description":"closed for today"}');
    expect((await renew(scene)).status).not.toBe(200);
    expect(await historyOf(scene)).toMatchObject([
      { type: 'failed', reason: expect.stringContaining('closed for today') as string },
      { type: 'connected' },
    ]);
  });

  it('says once that it ended, and why somebody must sign in', async () => {
    server.rules.accessTokenSeconds = 6;
    server.rules.refreshTokens = 'never';
    const scene = await stage.open();
    const { house } = scene;
    await house.connect('whoami');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    for (let call = 0; call < 3; call += 1) {
      expect((await house.call('whoami__whoami')).failure).toContain('sign in');
    }
    const history = await historyOf(scene);
    expect(history.map(({ type }) => type)).toEqual(['sign-in-needed', 'expired', 'connected']);
    expect(history[0]).toMatchObject({ reason: expect.stringContaining('nothing came with it') as string });
  });

  it('of a token that nobody knows is nothing, and of a server that nobody knows an error', async () => {
    const scene = await stage.open();
    expect(await historyOf(scene)).toEqual([]);
    expect((await scene.house.admin('GET', '/oauth/tokens/history?server=nobody')).status).toBe(404);
    expect((await scene.house.admin('GET', '/oauth/tokens/history')).status).toBe(400);
  });
});
